import {
	assessed,
	type Assessed,
	type Band,
	bandOf,
	riskValue,
	scaleOf,
} from "../../../db/schema/register/risks-scale.ts";
import type { AssessmentState, Assessed as Krav, Grade } from "../../../db/schema/report/words.ts";
import { OPEN_DEVIATIONS, REQUIREMENTS, type Scale } from "../../../db/schema/vocabulary.ts";
import { formatDate, formatDateTime } from "../../ground/calendar/stockholm.ts";
import type { Tone } from "../../ground/tables/look.ts";
import { monthTotals } from "./report-tables.ts";
import { keyFigures, type KeyFigure } from "./key-figures.ts";
import type { Earlier, EarlierReports } from "./last-report.ts";
import type { ReportContent } from "./report-content.ts";

type Head = ReportContent["assessments"][number];
type Part = Head["parts"][number];
type Deviation = ReportContent["deviations"][number];

export interface KravLine {
	krav: Exclude<Krav, "total">;
	title: string;
	part: Part | null;
	last: Grade | null;
	year: Grade | null;
}

export interface RiskLine {
	id: string;
	number: number;
	title: string;
	owner: string | null;
	residual: Assessed;
	before: number | null;
	movement: "up" | "down" | "same" | null;
}

export interface ControlLine {
	title: string;
	performed: number;
	planned: number;
	share: number | null;
	/** Runs with a deviation. */
	deviating: number;
}

export interface Approval {
	step: string;
	who: string;
	state: "done" | "waiting";
}

/** What a report judges and what it judges by: the first sheet of the workbook and the papers say this and nothing else. */
export interface Judgement {
	state: { tone: Tone; text: string };
	/** Whose word it is. */
	whose: string;
	total: Part | null;
	krav: KravLine[];
	/** What the two earlier words are called; null where no such report is closed. */
	compared: { last: string | null; year: string | null };
	figures: KeyFigure[];
	severe: Deviation[];
	heat: HeatBox[] | null;
	risks: RiskLine[];
	controls: ControlLine[];
	approvals: Approval[];
}

export interface HeatBox {
	likelihood: number;
	impact: number;
	band: Band;
	/** The numbers of the risks that stand here. */
	numbers: number[];
}

export function judgementOf(content: ReportContent, { last, year }: EarlierReports): Judgement {
	const head = judgedBy(content.assessments);
	const part = (of: Head | undefined, krav: Krav) => of?.parts.find((one) => one.requirement === krav) ?? null;
	const grade = (of: Earlier | null, krav: Krav) =>
		part(of ? judgedBy(of.assessments) : undefined, krav)?.grade ?? null;
	const scale = content.plan ? scaleOf(content.plan.scale) : null;
	return {
		state: stateOf(content, head),
		whose: whoseWord(head),
		total: part(head, "total"),
		krav: (Object.keys(REQUIREMENTS) as (keyof typeof REQUIREMENTS)[]).map((krav) => ({
			krav,
			title: REQUIREMENTS[krav],
			part: part(head, krav),
			last: grade(last, krav),
			year: grade(year, krav),
		})),
		compared: { last: last && shortName(last), year: year && shortName(year) },
		figures: keyFigures(content, last),
		severe: severeOpen(content.deviations),
		heat: scale && heatBoxes(content.plan_rows, scale),
		risks: scale ? riskLines(content.plan_rows, scale, last) : [],
		controls: controlLines(content.numbers.control_months),
		approvals: approvalsOf(content, head),
	};
}

/** The assessment that the report stands by: the nämnd's when anything is written in it, else the förvaltning's. */
export function judgedBy<One extends Pick<Head, "level" | "parts">>(assessments: readonly One[]): One | undefined {
	const written = (level: string) => assessments.find((one) => one.level === level && one.parts.length > 0);
	return written("board") ?? written("administration");
}

/** What a draft says of its assessment; a decided one is told of with its day. */
const TOLD: Record<AssessmentState, string> = {
	draft: "är under arbete",
	submitted: "väntar på att godkännas",
	approved: "är godkänd, inte beslutad av nämnden",
	decided: "är beslutad",
};

function stateOf({ seal }: Pick<ReportContent, "seal">, head: Head | undefined): Judgement["state"] {
	const decided = head?.level === "board" && head.state === "decided" && head.decided_on !== null;
	const decision = decided ? `beslutad av nämnden ${formatDate(head.decided_on!)}` : "inte beslutad av nämnden";
	if (seal) return { tone: decided ? "good" : "info", text: `Stängd, utgåva ${seal.edition}: ${decision}` };
	if (!head) return { tone: "none", text: "Utkast: inte bedömd" };
	if (decided) return { tone: "info", text: `Inte stängd: ${decision}` };
	return { tone: "warn", text: `Utkast: bedömningen ${TOLD[head.state]}` };
}

function whoseWord(head: Head | undefined): string {
	if (!head) return "Samlad bedömning";
	if (head.level === "board")
		return head.state === "decided" ? "Nämndens bedömning" : "Förslag till nämndens bedömning";
	return head.state === "approved" ? "Förvaltningens bedömning" : "Förvaltningens förslag till bedömning";
}

/** "Delår" or the year: what a column of earlier words is called. */
function shortName({ period }: Earlier): string {
	if (period.kind === "annual_report") return String(period.year);
	return period.kind === "interim_report" ? "Delår" : "Förra";
}

/** Större and väsentliga that are not closed, the worst first; of those alike, what nobody has handled yet. */
export function severeOpen(deviations: readonly Deviation[]): Deviation[] {
	const worst = (one: Deviation) => (one.severity === "critical" ? 0 : 2) + (one.status === "open" ? 0 : 1);
	return deviations
		.filter((one) => one.severity !== "minor" && OPEN_DEVIATIONS.includes(one.status))
		.sort((a, b) => worst(a) - worst(b) || a.number - b.number);
}

type Rows = ReportContent["plan_rows"];

function onceEach(rows: Rows): Rows {
	return [...new Map(rows.map((row) => [row.risk_id, row])).values()];
}

function heatBoxes(rows: Rows, scale: Scale): HeatBox[] {
	const risks = onceEach(rows);
	const stepsOf = (words: readonly string[]) => words.map((_, index) => index + 1);
	return stepsOf(scale.impact)
		.reverse()
		.flatMap((impact) =>
			stepsOf(scale.likelihood).map((likelihood) => ({
				likelihood,
				impact,
				band: bandOf(scale, riskValue(likelihood, impact)),
				numbers: risks
					.filter((one) => one.residual_likelihood === likelihood && one.residual_impact === impact)
					.map((one) => one.number)
					.sort((a, b) => a - b),
			})),
		);
}

/** The risks with the highest residual value, each with how it has moved since the last report. */
function riskLines(rows: Rows, scale: Scale, last: Earlier | null): RiskLine[] {
	const scoreOf = (one: Rows[number] | undefined) =>
		one && one.residual_likelihood !== null && one.residual_impact !== null
			? riskValue(one.residual_likelihood, one.residual_impact)
			: null;
	const earlier = last ? onceEach(last.plan_rows) : [];
	return onceEach(rows)
		.flatMap((row): RiskLine[] => {
			const residual = assessed(scale, row.residual_likelihood, row.residual_impact);
			if (!residual) return [];
			// a risk that was carried to the next year's plan has another id and its title
			const then = earlier.find((one) => one.risk_id === row.risk_id) ?? earlier.find((one) => one.risk === row.risk);
			const before = scoreOf(then);
			const { risk_id: id, number, risk: title, risk_owner: owner } = row;
			return [{ id, number, title, owner, residual, before, movement: movementOf(before, residual.score) }];
		})
		.sort((a, b) => b.residual.score - a.residual.score || a.number - b.number);
}

function movementOf(before: number | null, now: number): RiskLine["movement"] {
	if (before === null) return null;
	if (now === before) return "same";
	return now > before ? "up" : "down";
}

function controlLines(months: ReportContent["numbers"]["control_months"]): ControlLine[] {
	return monthTotals(months).rows.map(({ control_id, title, total }) => {
		const own = months.filter((one) => one.control_id === control_id);
		const deviating = own.reduce((sum, one) => sum + one.minor + one.major + one.critical, 0);
		return { title, ...total, share: total.planned === 0 ? null : total.performed / total.planned, deviating };
	});
}

function approvalsOf({ seal }: Pick<ReportContent, "seal">, head: Head | undefined): Approval[] {
	const signed = (name: string | null | undefined, at: string | null | undefined) =>
		name && at ? `${name}, ${formatDate(at)}` : null;
	const decided =
		head?.level === "board" && head.decided_on
			? [formatDate(head.decided_on), head.decision_paragraph && `§ ${head.decision_paragraph}`, head.registry_no]
			: null;
	const line = (step: string, who: string | null): Approval => ({
		step,
		who: who ?? "",
		state: who ? "done" : "waiting",
	});
	return [
		line("Upprättad", signed(head?.preparer, head?.prepared_at)),
		line("Godkänd", signed(head?.approver, head?.approved_at)),
		line("Stängd", seal && `${seal.sealer}, ${formatDateTime(seal.sealed_at)}`),
		line("Nämnden", decided?.filter(Boolean).join(", ") ?? null),
	];
}
