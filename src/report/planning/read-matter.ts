import { findUnit } from "../../../db/queries/people/units.ts";
import { findPlan, type Plan } from "../../../db/queries/register/plans.ts";
import { listMatters } from "../../../db/queries/report/meetings.ts";
import { GRADES, type PaperKind } from "../../../db/schema/report/words.ts";
import { SEVERE } from "../../../db/schema/vocabulary.ts";
import type { Db } from "../../../db/open.ts";
import type { Action } from "../../ground/access/permissions.ts";
import { requireMay } from "../../ground/access/require-may.ts";
import { NotFound } from "../../ground/errors.ts";
import type { Context } from "../../ground/write/context.ts";
import { paths } from "../../paths/paths.ts";
import { countComparison } from "../../register/comparison/read-comparison.ts";
import { readPlanNow, readPlanState } from "../../register/plans/plan-state.ts";
import { requirePeriod } from "../periods/require-period.ts";
import { type ReportHead, readReportHead } from "../workbook/report-content.ts";
import type { Held, Matter } from "./proposals.ts";

/** What a FöredragningsPM is about, whose it is, and where the page of the matter lies. */
export interface Subject {
	kind: PaperKind;
	subject_id: string;
	round: number;
	title: string;
	board_id: string;
	board: string;
	/** The board's förvaltning: receives the decision, and decides who may write. */
	unit_id: string;
	administration: string;
	year: number;
	/** The kind of report; empty for a plan. */
	occasion: string;
	href: string;
	matter: Matter;
	/** Where it goes, soonest first. */
	meetings: readonly Held[];
}

type Reading = Pick<Context, "db" | "actor">;

/** The matter with the figures of the day, or of the seal where the report is closed. */
export async function readSubject(
	ctx: Reading,
	{ kind, id }: { kind: PaperKind; id: string },
	action: Action,
	today: string,
): Promise<Subject> {
	if (kind === "plan" || kind === "amendment") return planSubject(ctx, kind, id, action);
	const period = await requirePeriod(ctx.db, ctx.actor, action, id);
	const content = await readReportHead(ctx.db, period, today);
	const about = kind === "report" ? reportMatter(content) : assessmentMatter(content);
	const { board_id, board, unit_id, year } = period;
	return {
		...{ kind, subject_id: id, round: 0, title: about.title, board_id, board, unit_id, year },
		administration: await unitName(ctx.db, unit_id),
		occasion: period.kind,
		href: kind === "report" ? paths.reportPeriod(id) : paths.periodAssessments(id),
		matter: about.matter,
		meetings: await listMatters(ctx.db, { subjects: { kind: "period", ids: [id] } }),
	};
}

async function planSubject(
	{ db, actor }: Reading,
	kind: "plan" | "amendment",
	id: string,
	action: Action,
): Promise<Subject> {
	const plan = await findPlan(db, id);
	if (!plan) throw new NotFound(`plan ${id}`);
	await requireMay(db, actor, action, plan.unit_id);
	const { decisions, changes } = await readPlanState(db, id);
	const round = kind === "plan" ? 0 : decisions.length;
	if (kind === "amendment" && round === 0) throw new NotFound(`decision of plan ${id}`);
	const { year } = plan;
	const matter: Matter =
		kind === "amendment"
			? { kind, year, number: round, changes: [...new Set(changes.map(({ title }) => title))] }
			: { kind, year, holds: await holdings(db, id), against: await lastYear(db, plan, decisions.length > 0) };
	return {
		...{ kind, subject_id: id, round, year, board_id: plan.board_id, board: plan.board_name, unit_id: plan.unit_id },
		title: kind === "plan" ? `Internkontrollplan ${year}` : `Ändringsbeslut ${round} till internkontrollplan ${year}`,
		administration: await unitName(db, plan.unit_id),
		occasion: "",
		href: kind === "plan" ? paths.plan(id) : paths.planChanges(id),
		matter,
		meetings: kind === "plan" ? await listMatters(db, { subjects: { kind: "plan", ids: [id] } }) : [],
	};
}

/** Against the plan of the year before: what was decided of this one, or the draft. */
async function lastYear(db: Db, plan: Plan, decided: boolean) {
	return countComparison(db, plan, decided ? { to: `${plan.id}.0` } : {});
}

async function holdings(db: Db, planId: string) {
	const { areas, risks, measures, controls } = (await readPlanNow(db, planId)).contents;
	const region_risks = risks.filter(({ scope }) => scope === "region").length;
	const [n, r, m, k] = [areas, risks, measures, controls].map((rows) => rows.length) as [
		number,
		number,
		number,
		number,
	];
	return { areas: n, risks: r, region_risks, measures: m, controls: k };
}

function reportMatter(content: ReportHead): { title: string; matter: Matter } {
	const { period, numbers } = content;
	const { performed: done, due, planned } = numbers.runs;
	const bySeverity = Object.entries(numbers.deviations).map(
		([severity, states]) => [severity, Object.values(states).reduce((sum, n) => sum + n, 0)] as const,
	);
	const sum = (rows: readonly (readonly [string, number])[]) => rows.reduce((total, [, n]) => total + n, 0);
	const severe = sum(bySeverity.filter(([severity]) => (SEVERE as readonly string[]).includes(severity)));
	return {
		title: period.name,
		matter: {
			kind: "report",
			name: period.name,
			numbers: { done, due, planned, deviations: sum(bySeverity), severe },
			grade: boardGrade(content),
		},
	};
}

function assessmentMatter(content: ReportHead): { title: string; matter: Matter } {
	const { name } = content.period;
	const own = content.assessments.find(({ level }) => level === "board");
	const parts = (own?.parts ?? []).flatMap(({ requirement, grade }) =>
		grade && requirement !== "total" ? [`Krav ${requirement}: ${GRADES[grade].toLowerCase()}.`] : [],
	);
	return {
		title: `ISK-bedömning, ${name}`,
		matter: { kind: "assessment", name, grade: boardGrade(content), parts },
	};
}

function boardGrade({ assessments }: ReportHead): string | null {
	const total = assessments.find(({ level }) => level === "board")?.parts.find((part) => part.requirement === "total");
	return total?.grade ? GRADES[total.grade] : null;
}

async function unitName(db: Db, id: string): Promise<string> {
	return (await findUnit(db, id))?.name ?? "";
}
