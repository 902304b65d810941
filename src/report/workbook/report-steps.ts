import type { Db } from "../../../db/open.ts";
import { listAssessments } from "../../../db/queries/report/assessments.ts";
import { isSealed } from "../../../db/queries/report/closing.ts";
import { listDeliveries } from "../../../db/queries/report/follow-ups-deliveries.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { listEmptyFollowUps } from "../../../db/queries/report/readiness.ts";
import { SETTLED_ASSESSMENTS } from "../../../db/schema/report/words.ts";
import { formatDate } from "../../ground/calendar/stockholm.ts";
import { scopeOf } from "../periods/scope.ts";

/** The six steps of a report's work, in order. */
export type StepKey = "deliver" | "follow_up" | "assess" | "approve" | "decide" | "close";

export interface ReportStep {
	key: StepKey;
	is_done: boolean;
	/** How far it has come: "3 av 5 lämnade". */
	text: string;
}

/** How far each step has come. The first that is not done is the one to take next. */
export async function readSteps(db: Db, period: Period): Promise<ReportStep[]> {
	return [
		await delivered(db, period),
		await followedUp(db, period),
		...(await assessed(db, period)),
		await closed(db, period),
	];
}

async function delivered(db: Db, period: Period): Promise<ReportStep> {
	const deliveries = await listDeliveries(db, period.id);
	const n = deliveries.filter((one) => one.delivered_at !== null).length;
	const text = deliveries.length === 0 ? "inget begärt" : `${n} av ${deliveries.length} lämnade`;
	return { key: "deliver", is_done: n === deliveries.length, text };
}

async function followedUp(db: Db, period: Period): Promise<ReportStep> {
	let left = 0;
	for (const kind of ["risk", "measure", "control"] as const)
		for (const { n } of await listEmptyFollowUps(db, scopeOf(period), period.id, kind)) left += n;
	return { key: "follow_up", is_done: left === 0, text: left === 0 ? "allt har resultat" : `${left} kvar` };
}

/** A verksamhetsberättelse holds the förvaltning's and the nämnd's assessment; where others have none, nothing waits for them. */
async function assessed(db: Db, period: Period): Promise<ReportStep[]> {
	const all = await listAssessments(db, { reach: "all", period_id: period.id });
	const whole = all.filter(({ level }) => level === "administration" || level === "board");
	const board = whole.find(({ level }) => level === "board");
	const isAsked = period.kind === "annual_report" || whole.length > 0;
	const isWritten = whole.length > 0 && whole.every(({ state }) => state !== "draft");
	const isApproved = whole.length > 0 && whole.every(({ state }) => SETTLED_ASSESSMENTS.includes(state));
	const isDecided = board?.state === "decided";
	const begun = whole.length > 0 ? "utkast finns" : "inte påbörjad";
	const step = (key: StepKey, is_done: boolean, [yes, no]: [string, string]): ReportStep =>
		isAsked ? { key, is_done, text: is_done ? yes : no } : { key, is_done: true, text: "ingen bedömning" };
	return [
		step("assess", isWritten, ["lämnad", begun]),
		step("approve", isApproved, ["godkänd", "inte godkänd"]),
		step("decide", isDecided, ["beslutad", "inte beslutad"]),
	];
}

async function closed(db: Db, period: Period): Promise<ReportStep> {
	const is_done = await isSealed(db, period.id);
	return { key: "close", is_done, text: is_done ? "stängd" : `efter ${formatDate(period.cut_off)}` };
}
