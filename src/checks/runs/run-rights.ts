import type { Db } from "../../../db/open.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import { isRunSealed } from "../../../db/queries/report/closing.ts";
import { unitPath } from "../../../db/queries/people/units.ts";
import { type Actor, grantFor } from "../../ground/access/actor.ts";
import { absentPerformer, actsAsPerformer, purchaseConflict } from "./performing.ts";
import { reviewConflict } from "./reviewing.ts";
import { ANSWERABLE_RUNS, isMoneyKind, OPEN_RUNS } from "../../../db/schema/vocabulary.ts";

/** What the page may offer this person. The commands ask again. */
export interface RunRights {
	/** May answer and sign now. */
	perform: boolean;
	/** Why the performer may not: a hand in the purchases. */
	blocked: string | null;
	reassign: boolean;
	review: boolean;
	/** Why the one who could review may not. */
	review_blocked: string | null;
	add_evidence: boolean;
	/** May have a purchase checked that the draw did not choose. */
	target: boolean;
	/** May register that the run will not be performed. */
	not_done: boolean;
	/** Whom the performer's work is done for, when a substitute does it. */
	on_behalf_of: string | null;
}

export async function rightsOn(db: Db, actor: Actor, run: Run): Promise<RunRights> {
	const path = await unitPath(db, run.unit_id);
	const may = (action: Parameters<typeof grantFor>[1], standingInFor?: string | null) =>
		grantFor(actor, action, path, standingInFor);
	const performs = actsAsPerformer(actor, run) && may("run.perform", run.performer_id) !== undefined;
	const open = OPEN_RUNS.includes(run.status);
	const blocked = performs && open ? await purchaseConflict(db, run.id, actor.id, absentPerformer(actor, run)) : null;
	const reviewer = run.status === "signed" ? may("run.review", run.reviewer_id) : undefined;
	const review_blocked = reviewer ? await reviewConflict(db, run, actor.id, reviewer.substitute_for?.id ?? null) : null;
	const reassigner = may("run.reassign");
	const adds = may("evidence.add") !== undefined;
	return {
		perform: performs && open && blocked === null,
		blocked,
		reassign:
			open &&
			reassigner !== undefined &&
			(performs || run.performer_id === null || reassigner.role !== "material_coordinator"),
		review: reviewer !== undefined && review_blocked === null,
		review_blocked,
		target:
			ANSWERABLE_RUNS.includes(run.status) && !isMoneyKind(run.population_kind) && may("run.review") !== undefined,
		not_done: open && may("run.not_done") !== undefined,
		// a closed report's runs take in no more: the database refuses it too
		add_evidence: adds && !(await isRunSealed(db, run.id)),
		on_behalf_of: performs && actor.id !== run.performer_id ? run.performer_name : null,
	};
}
