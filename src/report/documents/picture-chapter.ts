import { MONTHS } from "../../ground/calendar/months.ts";
import { type Tone, TONE_LOOKS } from "../../ground/tables/look.ts";
import { controlsSentence, monthMark } from "../workbook/controls-page.ts";
import type { HeatBox, Judgement } from "../workbook/judgement.ts";
import type { ReportContent } from "../workbook/report-content.ts";
import { monthTotals } from "../workbook/report-tables.ts";
import type { Block, PaperCell } from "./paper.ts";

/** The year in pictures, each of them a table that can be read aloud: the map of risks, the controls as bars, the months. */
export function pictureChapter(content: ReportContent, judgement: Judgement, scale: Scale | null): Block[] {
	const blocks = [...riskBlocks(judgement, scale), ...controlBlocks(content, judgement)];
	return blocks.length === 0 ? [] : [{ kind: "heading", level: 2, text: "Året i bild" }, ...blocks];
}

type Scale = { likelihood: readonly string[]; impact: readonly string[] };

/** The tone of a level; its word stands in each box, since a paper's letters have no patterns. */
const LEVELS: Record<HeatBox["band"]["level"], Tone> = { 1: "good", 2: "warn", 3: "bad", 4: "bad" };
const MOVES = {
	up: { text: "▲ upp", tone: "bad", bold: true },
	down: { text: "▼ ned", tone: "good", bold: true },
	same: "► lika",
} as const;
const RISKS_SHOWN = 5;

/** The map of risks, and the highest of them with their movement. */
export function riskBlocks({ heat, risks, compared }: Judgement, scale: Scale | null): Block[] {
	if (!heat || !scale || risks.length === 0) return [];
	return [
		{ kind: "heading", level: 3, text: "Risker" },
		{
			kind: "table",
			label: "Riskkarta, kvarstående risk",
			columns: [
				{ label: "Konsekvens", share: 2 },
				...scale.likelihood.map((word, n) => ({
					label: `${n + 1} ${word}`,
					share: 2,
					align: "center" as const,
				})),
			],
			rows: scale.impact
				.map((word, n): PaperCell[] => [`${n + 1} ${word}`, ...heat.filter((box) => box.impact === n + 1).map(boxCell)])
				.reverse(),
			caption: `Kvarstående risk: sannolikhet åt höger, konsekvens uppåt. Talet är antal risker, ordet nivån, och under dem står riskernas nummer i planen.`,
		},
		{
			kind: "table",
			label: "De högsta riskerna och deras rörelse",
			columns: [
				{ label: "Nr", share: 1, align: "end" },
				{ label: "Risk", share: 9 },
				{ label: compared.last ?? "Förra", share: 1.6, align: "end" },
				{ label: "Nu", share: 1, align: "end" },
				{ label: "Rörelse", share: 2 },
			],
			rows: risks
				.slice(0, RISKS_SHOWN)
				.map(({ number, title, before, residual, movement }) => [
					String(number),
					title,
					before === null ? "–" : String(before),
					{ text: String(residual.score), bold: true },
					movement ? MOVES[movement] : "–",
				]),
			caption: "Rörelsen är sedan förra stängda rapporten. Ned är bättre.",
		},
	];
}

function boxCell({ band, numbers }: HeatBox): PaperCell {
	const tone = LEVELS[band.level];
	const level = band.name.toLowerCase();
	if (numbers.length === 0) return { text: `– ${level}`, tone };
	return {
		text: `${numbers.length} ${level}
nr ${numbers.join(", ")}`,
		tone,
		bold: true,
	};
}

function controlBlocks({ numbers, period }: ReportContent, { controls }: Judgement): Block[] {
	if (controls.length === 0) return [];
	return [
		{ kind: "heading", level: 3, text: "Kontroller" },
		{ kind: "text", text: controlsSentence(numbers.control_months) },
		{
			kind: "table",
			label: "Utförda kontrolltillfällen per kontrollmoment",
			columns: [
				{ label: "Kontrollmoment", share: 5 },
				{ label: "Utförda", share: 2, align: "end" },
				{ label: "Andel av planerade", share: 4 },
				{ label: "Med avvikelse", share: 2, align: "end" },
			],
			rows: controls.map(({ title, performed, planned, share, deviating }) => [
				title,
				`${performed} av ${planned}`,
				share === null ? "" : { text: "", bar: share },
				deviating === 0 ? "–" : { text: String(deviating), bold: true },
			]),
		},
		...monthBlock(numbers.control_months, period.year),
	];
}

/** The worst result of each control's month as a sign. */
function monthBlock(months: ReportContent["numbers"]["control_months"], year: number): Block[] {
	const { rows } = monthTotals(months);
	const cellOf = (control_id: string, month: number): PaperCell => {
		const found = months.find(
			(one) => one.control_id === control_id && one.month === `${year}-${String(month).padStart(2, "0")}`,
		);
		if (!found) return "";
		const { tone } = monthMark(found);
		if (tone === "none" && found.due === 0) return "·";
		return { text: tone === "none" ? "○" : TONE_LOOKS[tone].sign, tone };
	};
	return [
		{
			kind: "table",
			label: `Året ${year} månad för månad`,
			columns: [
				{ label: "Kontrollmoment", share: 6 },
				...MONTHS.map((month) => ({ label: month.slice(0, 3), share: 1.1, align: "center" as const })),
			],
			rows: rows.map(({ control_id, title }) => [title, ...MONTHS.map((_, index) => cellOf(control_id, index + 1))]),
			caption:
				"Det sämsta resultatet i månaden: ● utan avvikelse, ▲ mindre, ■ större eller väsentlig, ○ alla inte utförda, · inte förfallen. Tom ruta: ingen kontroll planerad.",
		},
	];
}
