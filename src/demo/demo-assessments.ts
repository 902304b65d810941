import { listSevereDeviations } from "../../db/queries/report/assessments-grounds.ts";
import { findAssessment } from "../../db/queries/report/assessments.ts";
import { findDeviation } from "../../db/queries/checks/deviations.ts";
import { listFollowUpRows } from "../../db/queries/report/follow-ups.ts";
import { findPeriod, type Period } from "../../db/queries/report/periods.ts";
import { listGovernance } from "../../db/queries/report/governance.ts";
import { listRuns } from "../../db/queries/checks/runs.ts";
import { ASSESSED, type Grade } from "../../db/schema/report/words.ts";
import { approveAssessment } from "../report/assessments/approve-assessment.ts";
import { startAssessment } from "../report/assessments/start-assessment.ts";
import { submitAssessment } from "../report/assessments/submit-assessment.ts";
import { suggest } from "../report/assessments/suggest.ts";
import { writePart } from "../report/assessments/write-part.ts";
import { mayAt } from "../ground/access/require-may.ts";
import { dateOfDay, dayNumber } from "../ground/calendar/civil-date.ts";
import { stockholmDate } from "../ground/calendar/stockholm.ts";
import { closePeriod } from "../report/closing/close-period.ts";
import type { SealKey } from "../report/closing/seal-key.ts";
import { markNotDone } from "../checks/runs/mark-not-done.ts";
import { handleDeviation } from "../checks/deviations/handle-deviation.ts";
import { listEarlierPoints } from "../../db/queries/report/dialogues.ts";
import { agreePoint } from "../report/dialogues/agree-point.ts";
import { settlePoint } from "../report/dialogues/settle-point.ts";
import { writeDialogue } from "../report/dialogues/write-dialogue.ts";
import { completeFollowUp } from "../report/follow-ups/complete-follow-up.ts";
import { writeFollowUp } from "../report/follow-ups/write-follow-up.ts";
import { readReadiness } from "../report/readiness/read-readiness.ts";
import { judgedScope, scopeOf } from "../report/periods/scope.ts";
import type { Context } from "../ground/write/context.ts";
import { addDemoGovernance, reportDemoGovernance } from "./demo-governance.ts";
import type { DemoOrganisation } from "./demo-organisation.ts";
import { addDemoRecommendations } from "./demo-recommendations.ts";
import { asPerson } from "./as-person.ts";
import { OPEN_RUNS } from "../../db/schema/vocabulary.ts";

/** Days after the cut-off when the demo's report was put together. */
export const DAYS_AFTER = 35;

/** Who reports, and who decides. */
export type Reporters = Pick<DemoOrganisation, "controller" | "approver">;

/** A report whose time has come, followed up, assessed, approved and closed by the product's own commands. */
export async function reportDemo(
	ctx: Context,
	people: Reporters,
	{ key, at, periodId, own }: { key: SealKey; at: string; periodId: string; own: boolean },
): Promise<void> {
	const past = (await findPeriod(ctx.db, periodId))!;
	const controller = await asPerson(ctx, people.controller, at);
	const followUp = () => followUpAll(controller, past);
	await reportPeriod(ctx, people, { past, at, key, followUp, own });
}

interface ReportPlay {
	past: Period;
	at: string;
	key: SealKey;
	followUp: () => Promise<void>;
	/** False for a nämnd that the published goals and letters are not about. */
	own?: boolean;
}

/** One report from governance to seal. */
export async function reportPeriod(
	ctx: Context,
	organisation: Reporters,
	{ past, at, key, followUp, own = true }: ReportPlay,
): Promise<void> {
	const controller = await asPerson(ctx, organisation.controller, at);
	const approver = await asPerson(ctx, organisation.approver, at);
	const { board_id, year } = past;
	const first = own && (await listGovernance(ctx.db, past)).length === 0;
	if (first) await addDemoGovernance(controller, past, organisation.controller.id);
	await reportDemoGovernance(controller, past);
	if (first) await addDemoRecommendations(controller, { board_id, year, owner_id: organisation.controller.id });
	await settleRuns(controller, past);
	await planSevere(controller, past, organisation.controller.id);
	await followUp();
	const approved = await assess({ controller, approver, past, level: "administration" });
	if (past.kind === "annual_report" && approved) await assess({ controller, approver, past, level: "board" });
	await holdDialogue(controller, past);
	const { stops } = await readReadiness(ctx.db, past, stockholmDate(at));
	if (stops === 0) await closePeriod(controller, key, past.id);
}

/**
 * Marks the board's runs that were never performed in the period as not done, with a reason, since they count as results. Another board's
 * are its own controller's: on the day after their month they stand open beside these.
 */
async function settleRuns(controller: Context, { first_day, cut_off, year }: Period): Promise<void> {
	const open = await listRuns(controller.db, { reach: "all", year, statuses: OPEN_RUNS });
	for (const run of open.filter((one) => one.last_day >= first_day && one.last_day <= cut_off)) {
		if (!(await mayAt(controller.db, controller.actor, "run.not_done", run.unit_id))) continue;
		await markNotDone(controller, run.id, { version: run.version, reason: "Ordinarie utförare var frånvarande." });
	}
}

async function planSevere(controller: Context, period: Period, owner_id: string): Promise<void> {
	const severe = await listSevereDeviations(controller.db, { ...scopeOf(period), below: null }, 100);
	for (const { id, status } of severe) {
		const deviation = await findDeviation(controller.db, id);
		if (status !== "open" || !deviation || deviation.plan !== "") continue;
		await handleDeviation(controller, id, {
			version: deviation.version,
			root_cause: "Beställaren kände inte till regeln om uppdelade köp.",
			plan: "Genomgång med enhetens beställare och kontroll av nästa månads köp.",
			owner_id,
			due_on: dateOfDay(dayNumber(period.cut_off) + 90),
		});
	}
}

export const RESULTS = {
	risk: "Risken är oförändrad jämfört med planen. Åtgärderna och kontrollerna pågår.",
	measure: "Åtgärden är påbörjad i alla områden.",
	control: "Kontrollen är utförd enligt plan. Avvikelserna är få och hanteras på enheterna.",
};

async function followUpAll(controller: Context, period: Period): Promise<void> {
	for (const { kind, id, numbers } of await listFollowUpRows(
		controller.db,
		period,
		judgedScope(period, period.cut_off),
	)) {
		const subject = { period_id: period.id, kind, id };
		const status = numbers.not_done > 0 ? ("partly" as const) : ("as_planned" as const);
		const words = { analysis: "Rutinerna är kända och följs upp på ledningsmöten.", new_measure: "", next_year: null };
		await writeFollowUp(controller, subject, { status, result: RESULTS[kind], ...words, version: 0 });
		await completeFollowUp(controller, subject, { version: 1 });
	}
}

const DEFICIENCIES = "Enstaka avvikelser och åtgärder som inte är klara. De följs upp i nästa rapport.";

async function assess(play: {
	controller: Context;
	approver: Context;
	past: Period;
	level: "administration" | "board";
}): Promise<string> {
	const { controller, approver, past, level } = play;
	const id = await startAssessment(controller, past.id, { level, unit_id: null });
	const assessment = (await findAssessment(controller.db, id))!;
	const suggested = new Map(
		(await suggest(controller.db, assessment, past.cut_off)).map((one) => [one.requirement, one.grade]),
	);
	for (const requirement of level === "administration" ? (Object.keys(ASSESSED) as (keyof typeof ASSESSED)[]) : []) {
		const grade: Grade = suggested.get(requirement) ?? "sufficient";
		await writePart(controller, id, requirement, {
			grade,
			reasons: "Kontrollerna är lämpligt utformade, utförda och uppföljda.",
			deficiencies: grade === "sufficient" ? "" : DEFICIENCIES,
			departure_reason: "",
			version: 0,
		});
	}
	await submitAssessment(controller, id, { version: 1 });
	await approveAssessment(approver, id, { version: 2 });
	return id;
}

const AGREED = [
	"Utbildning för beställare i uppdelade köp",
	"Genomgång av vem som får attestera på varje enhet",
	"Avtalstrohet som stående punkt på ledningsmötena",
];

/** The dialogue tells first what came of the agreements before it. */
async function holdDialogue(controller: Context, period: Period): Promise<void> {
	const earlier = await listEarlierPoints(controller.db, period.board_id, period.cut_off);
	for (const { id, version } of earlier)
		await settlePoint(controller, id, { outcome: "Genomfört på alla enheter.", version });
	const held_on = dateOfDay(dayNumber(period.cut_off) + DAYS_AFTER - 5);
	await writeDialogue(controller, period.id, {
		held_on,
		participants: "Förvaltningschef, regiondirektör, controller",
		notes: "Genomgång av läget, avvikelserna och bedömningen.",
		version: 0,
	});
	await agreePoint(controller, period.id, {
		text: AGREED[(period.year * 2 + (period.kind === "annual_report" ? 1 : 0)) % AGREED.length]!,
		person_id: null,
		due_on: dateOfDay(dayNumber(period.cut_off) + 120),
	});
}
