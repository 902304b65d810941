import { FOLLOW_UP_STATUSES, type GovernanceKind } from "../../../db/schema/report/words.ts";
import { scaleOf } from "../../../db/schema/register/risks-scale.ts";
import type { Column } from "../../ground/tables/column.ts";
import { COLOURS } from "../../ground/tables/look.ts";
import { arranged, FIRST_ROW, type Paper } from "../../ground/tables/printed-sheet.ts";
import type { RowLook } from "../../ground/tables/row-xml.ts";
import { columnLetter } from "../../ground/tables/sheet-rules.ts";
import type { Sheet } from "../../ground/tables/xlsx.ts";
import { governanceColumns } from "../governance/columns.ts";
import { recommendationColumns } from "../recommendations/columns.ts";
import { deviationColumns, planColumns, scheduleColumns } from "./columns.ts";
import { type ReportContent, toldDeviations } from "./report-content.ts";
import { FOLLOW_UP_SHEET, followUpSheetColumns, samColumns } from "./section-columns.ts";
import {
	deviationSentence,
	followUpSentence,
	governanceSentence,
	planSentence,
	recommendationSentence,
	samSentence,
} from "./sentences.ts";
import {
	DEVIATION_TONES,
	EFFECT_TONES,
	GOVERNANCE_TONES,
	MEASURE_TONES,
	QUESTION_TONES,
	SEVERITY_TONES,
	STATUS_TONES,
} from "./tones.ts";
import type { Trace } from "./trace.ts";

/** A sheet with how it is printed; whose report it is stands on all of them alike. */
export interface PrintedSheet<Row> extends Sheet<Row> {
	paper: Omit<Paper<Row>, "told" | "foot">;
}

type FollowUp = ReportContent["follow_ups"][number];
type PlanRow = ReportContent["plan_rows"][number];

const RISK_ROW: RowLook = {
	row: { ground: COLOURS.soft, over: "rule", under: "hair", bold: true },
	columns: Object.fromEntries(["numbers", "result", "analysis", "owner", "kind"].map((key) => [key, { bold: false }])),
};
const SUBJECT_ROW: RowLook = { row: { under: "hair" }, columns: { title: { indent: 1 } }, outline: 1 };
const PLAIN_ROW: RowLook = { row: { under: "hair" } };

/** The controller may complete it in the workbook; the texts are read back by the key of each row. */
export function followUpSheet({ follow_ups }: ReportContent): PrintedSheet<FollowUp> & { rows: readonly FollowUp[] } {
	const printed = ["risk_number", "kind", "title", "numbers", "status", "result", "analysis", "owner"];
	const beside = ["new_measure", "next_year", "remark"];
	return {
		name: FOLLOW_UP_SHEET,
		columns: arranged(followUpSheetColumns, [...printed, ...beside]),
		rows: follow_ups,
		rules: {
			choices: { status: Object.values(FOLLOW_UP_STATUSES), next_year: ["Ja", "Nej"] },
			writable: ["status", "result", "analysis", "new_measure", "next_year"],
			tones: { status: STATUS_TONES },
		},
		paper: {
			title: "Uppföljning av internkontrollplanen",
			sentence: followUpSentence(follow_ups),
			printed: printed.length,
			beside: beside.length,
			widths: { risk_number: 6.5, kind: 14.5, title: 32, numbers: 27, status: 19, result: 26, analysis: 26, owner: 14 },
			look: (row) => (row.kind === "risk" ? RISK_ROW : SUBJECT_ROW),
		},
	};
}

const SEVERE_ROW: RowLook = { row: { under: "hair" }, columns: { title: { bold: true } } };

export function deviationSheet(
	content: ReportContent,
	trace: Trace,
): PrintedSheet<ReportContent["deviations"][number]> {
	const printed = ["number", "title", "severity", "status", "unit", "plan", "owner", "due_on"];
	return {
		name: "Avvikelser",
		columns: arranged(deviationColumns, printed),
		rows: toldDeviations(content),
		marks: (row) => {
			const at = trace.itemRow(row.item_id);
			const evidence = trace.evidenceRow(row.id);
			return {
				...(at ? { item_key: { link: `Stickprov!A${at}` } } : {}),
				...(evidence ? { title: { link: `Underlag!A${evidence}` } } : {}),
			};
		},
		rules: { tones: { severity: SEVERITY_TONES, status: DEVIATION_TONES } },
		paper: {
			title: "Avvikelser",
			sentence: deviationSentence(content.numbers),
			printed: printed.length,
			widths: { number: 8.5, title: 36, severity: 16, status: 17, unit: 20, plan: 32, owner: 15, due_on: 11.5 },
			look: (row) => (row.severity === "minor" ? PLAIN_ROW : SEVERE_ROW),
		},
	};
}

export function recommendationSheet({ recommendations }: ReportContent) {
	const printed = ["number", "title", "issuer", "decided", "carried_out", "reported_back", "remaining_need", "due_on"];
	return {
		name: "Rekommendationer",
		columns: arranged(recommendationColumns, [...printed, "status", "answer", "owner"]),
		rows: recommendations,
		rules: { tones: { decided: QUESTION_TONES, carried_out: QUESTION_TONES, reported_back: QUESTION_TONES } },
		paper: {
			title: "Rekommendationer från revision och tillsyn",
			sentence: recommendationSentence(recommendations),
			printed: printed.length,
			beside: 3,
			widths: {
				number: 9,
				title: 42,
				issuer: 23,
				decided: 12,
				carried_out: 12,
				reported_back: 14.5,
				remaining_need: 15,
				due_on: 11.5,
			},
		},
	} satisfies PrintedSheet<ReportContent["recommendations"][number]>;
}

type SamRow = ReportContent["sam"][number];

export function samSheet({
	sam,
}: ReportContent): PrintedSheet<SamRow> & { rows: readonly SamRow[]; at: number | undefined } {
	const columns: Column<SamRow>[] = [
		...samColumns,
		{
			key: "share",
			label: "Andel klara",
			type: "share",
			width: 12,
			value: (row) => (row.total === 0 ? null : row.done / row.total),
		},
		{
			key: "bar",
			label: "",
			type: "share",
			width: 22,
			value: (row) => (row.total === 0 ? null : row.done / row.total),
		},
	];
	const index = sam.findIndex((row) => row.key === "reconciled");
	const letter = (key: string) => columnLetter(columns.findIndex((column) => column.key === key) + 1);
	return {
		name: "SAM",
		columns,
		rows: sam,
		at: index < 0 ? undefined : FIRST_ROW + index,
		marks: (row, at) => ({
			left: { formula: `${letter("total")}${at}-${letter("done")}${at}` },
			...(row.total === 0 ? {} : { share: { formula: `${letter("done")}${at}/${letter("total")}${at}` } }),
		}),
		paper: {
			title: "Systematiskt arbetsmiljöarbete",
			sentence: samSentence(sam),
			printed: columns.length,
			bars: ["bar"],
		},
	};
}

const HEADING_ROW: RowLook = {
	row: { bold: true, ground: COLOURS.soft, under: "hair" },
	columns: { comment: { bold: false } },
};

export function governanceSheet({ governance }: ReportContent) {
	const printed = ["number", "title", "target", "budget", "outcome", "forecast", "status", "comment"];
	const columns = arranged(governanceColumns, [...printed, "difference", "reached", "trend"]);
	const letter = (key: string) => columnLetter(columns.findIndex((column) => column.key === key) + 1);
	const marks = (row: ReportContent["governance"][number], at: number) =>
		row.budget_ore === null || (row.reported?.outcome_ore ?? null) === null
			? undefined
			: { difference: { formula: `${letter("budget")}${at}-${letter("outcome")}${at}` } };
	return {
		name: "Styrning (a–b)",
		columns,
		rows: governance,
		marks,
		rules: { tones: { status: GOVERNANCE_TONES } },
		paper: {
			title: "Intern styrning: mål, uppdrag och ekonomi (krav a–b)",
			sentence: governanceSentence(governance),
			printed: printed.length,
			beside: 3,
			widths: { number: 8.5, title: 46, target: 18, budget: 11, outcome: 11, forecast: 11, status: 15, comment: 32 },
			look: (row: ReportContent["governance"][number]) => (isHeading(row.kind) ? HEADING_ROW : PLAIN_ROW),
		},
	} satisfies PrintedSheet<ReportContent["governance"][number]>;
}

const isHeading = (kind: GovernanceKind) => kind === "goal" || kind === "assignment";

const PLAN_ROW: RowLook = { row: { under: "hair" }, columns: { risk: { bold: true } } };

/** The plan with its three official columns first. A risk with several åtgärder says which row it is counted by. */
export function planSheet({ plan, plan_rows, plan_marks, controls }: ReportContent): PrintedSheet<PlanRow> {
	const scale = plan ? scaleOf(plan.scale) : null;
	const printed = ["area", "risk", "measure", "owner", "due_on", "status", "residual_score", "residual_band"];
	const beside = ["effect_tested", "number", "requirements"];
	const first = new Set([...new Map(plan_rows.toReversed().map((row) => [row.risk_id, row])).values()]);
	const counted: Column<PlanRow> = {
		...{ key: "counted", label: "Räknas som risk", type: "count", width: 10 },
		value: (row) => (first.has(row) ? 1 : null),
	};
	const columns = [...planColumns(scale, plan_marks), ...scheduleColumns(controls), counted];
	return {
		name: "Plan",
		columns: arranged(columns, [...printed, ...beside]),
		rows: plan_rows,
		rules: { tones: { status: MEASURE_TONES, effect_tested: EFFECT_TONES } },
		paper: {
			title: "Internkontrollplan",
			sentence: planSentence(plan_rows),
			printed: printed.length,
			beside: beside.length,
			widths: {
				area: 17,
				risk: 34,
				measure: 40,
				owner: 15,
				due_on: 11.5,
				status: 14,
				residual_score: 12,
				residual_band: 12,
			},
			look: () => PLAN_ROW,
		},
	};
}
