import type { PersonOption } from "../../../db/queries/people/people.ts";
import { ANSWERABLE_RUNS, type RunStatus } from "../../../db/schema/vocabulary.ts";
import { updateRun } from "../../../db/writes/checks/runs.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import type { Writing } from "../../ground/write/write.ts";
import { aboutRun, OPENED } from "../../ground/write/about-run.ts";
import type { Post } from "./candidates.ts";

interface Handed {
	id: string;
	unit_id: string;
	unit_name: string;
	control_title: string;
	period_key: string;
	due_on: string;
	status: RunStatus;
	performer_name: string | null;
	reviewer_name: string | null;
}

/** Gives a run another performer or reviewer, with who it was and why in the trail. */
export async function handOver(
	{ trx, record, notify }: Pick<Writing, "trx" | "record" | "notify">,
	run: Handed,
	{ post, to, version, reason }: { post: Post; to: PersonOption | null; version: number; reason: string },
): Promise<void> {
	const values = post === "performer" ? { performer_id: to?.id ?? null } : { reviewer_id: to?.id ?? null };
	await requireFresh(trx, await updateRun(trx, run.id, version, values), "control_run", run.id);
	await record({
		type: post === "performer" ? "run.reassigned" : "run.reviewer_changed",
		unit_id: run.unit_id,
		object: { kind: "control_run", id: run.id },
		data: {
			title: run.control_title,
			unit: run.unit_name,
			period_key: run.period_key,
			from: post === "performer" ? run.performer_name : run.reviewer_name,
			to: to?.name ?? null,
			reason,
		},
	});
	if (!ANSWERABLE_RUNS.includes(run.status) || post !== "performer") return;
	await notify({ to: to?.id ?? null, kind: "opened", ...aboutRun(run), moment: OPENED });
}
