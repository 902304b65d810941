import type { Db } from "../../../db/open.ts";
import { type PlanContents, planContents } from "../../../db/queries/register/plans-contents.ts";
import {
	findVersionContent,
	listPlanDecisions,
	type PlanDecision,
} from "../../../db/queries/register/plans-decisions.ts";
import { byDigest } from "../../ground/by-digest.ts";
import { type Reading, untilChanged } from "../../ground/remembered/remembered.ts";
import { incompleteness, type PlanGap, planGaps } from "./plan-gaps.ts";
import { PLAN_BESIDE } from "./plan-readings.ts";
import { type Marks, marksOf, type PlanChange, type PlanVersion, planChanges, versionOf } from "./plan-version.ts";

/** How a plan compares with what the board has decided about it. */
export interface PlanState {
	decisions: PlanDecision[];
	/** What must be completed before the plan can be decided in Tillräcklig. */
	gaps: PlanGap[];
	/** What has been changed since the latest decision. */
	changes: PlanChange[];
	marks: Marks;
	/** Said where a reader meets the plan, on page, workbook and paper. */
	remarks: string[];
	/** The version of the latest decision and the plan as it stands; null before the first. */
	versions: { decided: PlanVersion; now: PlanVersion } | null;
}

const NOW: Reading<{ contents: PlanContents; version: PlanVersion }> = { kept: 12, beside: PLAN_BESIDE };
const STATE: Reading<PlanState> = { beside: PLAN_BESIDE };

/** A plan as it stands, as stored and as a version; nobody may write in it. */
export function readPlanNow(db: Db, planId: string): Promise<{ contents: PlanContents; version: PlanVersion }> {
	return untilChanged(db, NOW, planId, async () => {
		const contents = await planContents(db, planId);
		return { contents, version: versionOf(contents) };
	});
}

/** Remembered: every page of a plan, and of a row of it, tells what is changed since the decision. */
export function readPlanState(db: Db, planId: string): Promise<PlanState> {
	return untilChanged(db, STATE, planId, () => comparedState(db, planId));
}

async function comparedState(db: Db, planId: string): Promise<PlanState> {
	const { contents, version: now } = await readPlanNow(db, planId);
	const decisions = await listPlanDecisions(db, planId);
	const gaps = planGaps(planId, contents);
	const latest = decisions.at(-1);
	const versions = latest ? { decided: await readDecided(db, latest), now } : null;
	const changes = versions ? planChanges(versions.decided, now) : [];
	const lacking = decisions[0]?.outside ? incompleteness(contents, gaps) : null;
	return {
		decisions,
		gaps,
		changes,
		marks: marksOf(changes),
		remarks: [
			...(lacking ? [`Beslutad utanför Tillräcklig, ${lacking}.`] : []),
			...(changes.length > 0 ? [changedSince(changes.length)] : []),
		],
		versions,
	};
}

const decidedVersions = byDigest(20_000_000, (text) => JSON.parse(text) as PlanVersion);

/** What a decision took, parsed once: it never changes. */
export function readDecided(db: Db, { id, digest }: Pick<PlanDecision, "id" | "digest">): Promise<PlanVersion> {
	return decidedVersions(digest, () => findVersionContent(db, id));
}

function changedSince(n: number): string {
	return n === 1
		? "1 rad är ändrad efter beslut och inte tagen i ett ändringsbeslut."
		: `${n} rader är ändrade efter beslut och inte tagna i ett ändringsbeslut.`;
}
