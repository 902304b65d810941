import type { Db } from "../../../db/open.ts";
import { listUnapprovedLevels } from "../../../db/queries/report/assessments.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import {
	countUncompletedFollowUps,
	listDeviationsWithoutPlan,
	listEmptyFollowUps,
	listLateRuns,
	listLeftOwners,
	listNotDoneRuns,
	listOpenRecommendations,
	listOverdueMeasures,
	listResidualAbove,
	listRunsWithoutResult,
	listUndelivered,
	listUnreportedGovernance,
	listUnreviewedRisks,
	listUnreviewedRuns,
	listUntestedMeasures,
	type Matter,
} from "../../../db/queries/report/readiness.ts";
import { listComingMeetings, listMatters } from "../../../db/queries/report/meetings.ts";
import { isPapersLate } from "../../../db/schema/report/meetings.ts";
import { formatDate } from "../../ground/calendar/stockholm.ts";
import { suggestedMeeting } from "../meetings/read-unplaced.ts";
import { ASSESSMENT_LEVELS } from "../../../db/schema/report/words.ts";
import type { JudgedScope } from "../../../db/queries/report/periods-membership.ts";
import { IN_SAMPLES, KEEPING, type Reading, SAM, untilChanged } from "../../ground/remembered/remembered.ts";
import { BESIDE_RUNS } from "../../checks/runs/run-readings.ts";
import { judgedScope } from "../periods/scope.ts";
import { readReported } from "../region/read-reported.ts";
import { isAsked } from "../region/standing.ts";
import { samProgress } from "../../sam/progress.ts";
import { MATTERS, type MatterKind, type ReadyMatter, shownMatter } from "./matters.ts";

export interface PersonMatters {
	/** Null where nobody in particular can mend it: the controller does. */
	person_id: string | null;
	person: string | null;
	matters: ReadyMatter[];
}

export interface Readiness {
	stops: number;
	weakens: number;
	people: PersonMatters[];
}

/** Everything that stops or weakens a report, as it stands now, by the person who can mend it. */
export async function readReadiness(db: Db, period: Period, today: string): Promise<Readiness> {
	const people = new Map<string, PersonMatters>();
	for (const [kind, found] of await readMatters(db, period, today)) {
		for (const matter of found) {
			const key = matter.person_id ?? "";
			const entry = people.get(key) ?? { person_id: matter.person_id, person: matter.person, matters: [] };
			entry.matters.push(shownMatter(kind, matter, period.id));
			people.set(key, entry);
		}
	}
	const all = [...people.values()].map((one) => ({ ...one, matters: one.matters.sort(byWeight) }));
	const count = (weight: string) =>
		all.flatMap((one) => one.matters).reduce((sum, one) => sum + (one.weight === weight ? one.n : 0), 0);
	return {
		stops: count("stops"),
		weakens: count("weakens"),
		people: all.sort((a, b) => (a.person ?? "").localeCompare(b.person ?? "", "sv")),
	};
}

/** What stops the report comes before what weakens it. */
function byWeight(a: ReadyMatter, b: ReadyMatter): number {
	return Number(b.weight === "stops") - Number(a.weight === "stops");
}

/**
 * Counts the matters that stop the report, apart from missing assessments. A person who approves an assessment is told this
 * number.
 */
export async function countHinders(db: Db, period: Period, today: string): Promise<number> {
	const matters = await readMatters(db, period, today);
	return matters
		.filter(([kind]) => MATTERS[kind].weight === "stops" && kind !== "assessment_missing")
		.reduce((sum, [, found]) => sum + found.reduce((n, one) => n + one.n, 0), 0);
}

type Found = readonly [MatterKind, Matter[]];

/** What the report's runs come to, who answers for them and what their units are called. */
const OF_RUNS: Reading<readonly Found[]> = { beside: BESIDE_RUNS.filter((noun) => noun !== "person") };
/** Everything else that a report waits for: no unit is named in it, and nothing of it lies in a sample. */
const OF_PLAN: Reading<readonly Found[]> = { beside: [...KEEPING, ...SAM, ...IN_SAMPLES, "unit", "role"] };

/** In the order they are told in. */
async function readMatters(db: Db, period: Period, today: string): Promise<Found[]> {
	const scope = judgedScope(period, today);
	const key = JSON.stringify([period.id, period.kind, scope, today]);
	const found = [
		...(await untilChanged(db, OF_RUNS, key, () => runMatters(db, scope, today))),
		...(await untilChanged(db, OF_PLAN, key, () => planMatters(db, { period, scope, today }))),
		["sam_unanswered", nobody(await samLeft(db, period))] as const,
	];
	const order = Object.keys(MATTERS);
	return found.toSorted(([one], [other]) => order.indexOf(one) - order.indexOf(other));
}

const nobody = (n: number, first_title = ""): Matter[] =>
	n === 0 ? [] : [{ person_id: null, person: null, n, first_id: "", first_title }];

async function runMatters(db: Db, scope: JudgedScope, today: string): Promise<Found[]> {
	return [
		["run_empty", await listRunsWithoutResult(db, scope, today)],
		["run_unreviewed", await listUnreviewedRuns(db, scope)],
		["run_not_done", await listNotDoneRuns(db, scope)],
		["run_late", await listLateRuns(db, scope)],
	];
}

async function planMatters(
	db: Db,
	{ period, scope, today }: { period: Period; scope: JudgedScope; today: string },
): Promise<Found[]> {
	const unowned = async (matters: Promise<Matter[]>) =>
		(await matters).map((matter) => ({ ...matter, person_id: null, person: null }));
	return [
		["deviation_severe", await listDeviationsWithoutPlan(db, scope, true)],
		["measure_untested", await listUntestedMeasures(db, scope)],
		["measure_empty", await listEmptyFollowUps(db, scope, period.id, "measure")],
		["control_empty", await listEmptyFollowUps(db, scope, period.id, "control")],
		["assessment_missing", await missingAssessments(db, period)],
		["risk_empty", await listEmptyFollowUps(db, scope, period.id, "risk")],
		["uncompleted", nobody(await countUncompletedFollowUps(db, period.id))],
		["deviation_minor", await listDeviationsWithoutPlan(db, scope, false)],
		["measure_overdue", await listOverdueMeasures(db, scope)],
		["residual_above", await listResidualAbove(db, scope)],
		["risk_review", await listUnreviewedRisks(db, scope)],
		["risk_left", await unowned(listLeftOwners(db, scope, "risk"))],
		["measure_left", await unowned(listLeftOwners(db, scope, "measure"))],
		["control_left", await unowned(listLeftOwners(db, scope, "control"))],
		["undelivered", await listUndelivered(db, period.id)],
		...(await meetingMatters(db, period, today)),
		["governance_empty", await listUnreportedGovernance(db, scope, period.id)],
		["region_unanswered", await regionMatters(db, period)],
		["recommendation_unanswered", await listOpenRecommendations(db, scope, "unanswered")],
		["recommendation_overdue", await listOpenRecommendations(db, scope, "overdue")],
	];
}

/** What a report's meeting asks: papers in time, and that there is a meeting. A nämnd without a calendar is asked nothing. */
async function meetingMatters(db: Db, period: Period, today: string): Promise<Found[]> {
	const told = (id: string, title: string): Matter => ({
		...{ person_id: null, person: null, n: 1 },
		...{ first_id: id, first_title: title },
	});
	const going = await listMatters(db, { subjects: { kind: "period", ids: [period.id] } });
	const late = going.filter((one) => isPapersLate(one, today));
	if (going.length > 0)
		return [["papers_late", late.map((one) => told(one.meeting_id, formatDate(one.papers_due_on)))]];
	const coming = await listComingMeetings(db, period.board_id, today);
	const suggested = suggestedMeeting(coming, { after: period.cut_off, before: null });
	return [["no_meeting", suggested ? [told(suggested.id, formatDate(suggested.held_on))] : []]];
}

/** What the region has sent and the board has not answered, in the wording that stands. */
async function regionMatters(db: Db, period: Period): Promise<Matter[]> {
	const [first, ...rest] = (await readReported(db, period)).filter(isAsked);
	if (!first) return [];
	return [
		{ person_id: null, person: null, n: 1 + rest.length, first_id: first.item.id, first_title: first.item.title },
	];
}

/** A verksamhetsberättelse holds the förvaltning's and the nämnd's assessment; other reports may go without. */
async function missingAssessments(db: Db, period: Period): Promise<Matter[]> {
	if (period.kind !== "annual_report") return [];
	const levels = await listUnapprovedLevels(db, period.id);
	return levels.map((level) => ({
		person_id: null,
		person: null,
		n: 1,
		first_id: "",
		first_title: ASSESSMENT_LEVELS[level],
	}));
}

async function samLeft(db: Db, period: Period): Promise<number> {
	const [signed] = await samProgress(db, period);
	return signed ? signed.total - signed.done : 0;
}
