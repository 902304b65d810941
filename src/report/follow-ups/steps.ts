import type { Db } from "../../../db/open.ts";
import { type FollowUpStep, listFollowUpSteps } from "../../../db/queries/report/follow-ups-steps.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import type { Actor } from "../../ground/access/actor.ts";
import { CHECKING, KEEPING, type Reading, REPORTING, SAM, untilChanged } from "../../ground/remembered/remembered.ts";
import { mayAt } from "../../ground/access/require-may.ts";
import { grouped } from "../../../db/queries/ground/tables.ts";
import { nextAfter } from "../../ground/tables/next-after.ts";
import { judgedScope } from "../periods/scope.ts";
import type { Subject } from "./write-follow-up.ts";
import { ownerRole } from "./write-follow-up.ts";

/** The follow-up of a report as a way to walk: every step, and those that are the person's to write. */
export interface FollowUpWay {
	/** The person's own first, then the others by owner. */
	steps: readonly FollowUpStep[];
	mine: readonly FollowUpStep[];
}

/** Read of the plan, its owners and the texts: of no unit, and of nothing that is checked. */
const FOLLOWED: readonly string[] = ["period", "follow_up", "delivery", "seal"];
const STEPS: Reading<readonly FollowUpStep[]> = {
	kept: 4,
	beside: [
		...[...KEEPING, ...CHECKING, ...SAM, ...REPORTING.filter((noun) => !FOLLOWED.includes(noun))],
		...(["unit", "role"] as const),
	],
};

/** Reads the way of one person: an owner (or the substitute) walks what they own, the controller everything. */
export async function readWay(db: Db, actor: Actor, period: Period, today: string): Promise<FollowUpWay> {
	const { board_id, year } = period;
	const key = JSON.stringify([period.id, board_id, year]);
	const all = await untilChanged(db, STEPS, key, () => listFollowUpSteps(db, period.id, judgedScope(period, today)));
	const owned = all.filter((step) => ownerRole(actor, step) !== undefined);
	const steps = [...owned, ...all.filter((step) => !owned.includes(step))];
	return { steps, mine: (await mayAt(db, actor, "follow_up.write", period.unit_id)) ? steps : owned };
}

export const written = (steps: readonly FollowUpStep[]) => steps.filter((step) => step.written === 1).length;

const isSubject = ({ kind, id }: Pick<Subject, "kind" | "id">) => {
	return (step: FollowUpStep) => step.kind === kind && step.id === id;
};

/** The next of the person's that has no result. */
export function nextToWrite({ mine }: FollowUpWay, from: Pick<Subject, "kind" | "id"> | null): FollowUpStep | null {
	return nextAfter(mine, from ? isSubject(from) : () => false, (step) => step.written === 0);
}

/** The next that is written and waits for the controller. */
export function nextToComplete({ steps }: FollowUpWay, from: Pick<Subject, "kind" | "id">): FollowUpStep | null {
	return nextAfter(steps, isSubject(from), (step) => step.written === 1 && step.completed === 0);
}

/** One owner's part of the follow-up. */
export interface OwnersPart<Row> {
	owner: string | null;
	done: number;
	total: number;
	rows: Row[];
}

/** The rows of a page under their owners, each with how much of all that is theirs has a result. */
export function byOwner<Row extends { owner_id: string | null; owner: string | null }>(
	rows: readonly Row[],
	steps: readonly FollowUpStep[],
): OwnersPart<Row>[] {
	const theirs = grouped(steps, (step) => step.owner_id);
	return [...grouped(rows, (row) => row.owner_id)].map(([owner_id, some]) => {
		const all = theirs.get(owner_id) ?? [];
		return { owner: some[0]!.owner, done: written(all), total: all.length, rows: some };
	});
}
