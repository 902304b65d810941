import { GRADES, type Grade } from "../../../db/schema/report/words.ts";
import { QUESTION_ANSWERS } from "../../../db/schema/report/recommendations.ts";
import { SHORT_DEVIATION_STATUSES } from "../../../db/schema/checks/deviations.ts";
import { MEASURE_STATUSES, SEVERITIES } from "../../../db/schema/vocabulary.ts";
import { formatCount, formatDate } from "../../ground/calendar/stockholm.ts";
import { type Tone, TONE_LOOKS } from "../../ground/tables/look.ts";
import type { Judgement } from "../workbook/judgement.ts";
import { figureText } from "../workbook/key-figures.ts";
import type { ReportContent } from "../workbook/report-content.ts";
import { GRADE_TONES, MEASURE_TONES, QUESTION_TONES } from "../workbook/tones.ts";
import type { Block, PaperCell, Toned } from "./paper.ts";

export const gradeTone = (grade: Grade): Tone => GRADE_TONES[GRADES[grade]]!;

/** A word in its tone, with its sign. */
export function toned(tone: Tone, word: string): Toned {
	return { text: `${TONE_LOOKS[tone].sign}\u00a0${word}`, tone, bold: true };
}

const chapter = (text: string): Block => ({ kind: "heading", level: 2, text });
const MOVES = { better: toned("good", "bättre"), worse: toned("bad", "sämre"), same: toned("none", "lika") };

/** The report in words, then its six figures against the last report. */
export function summaryChapter(judgement: Judgement, words: string): Block[] {
	return [
		chapter("Sammanfattning"),
		...words.split("\n").map((text): Block => ({ kind: "text", text })),
		figureTable(judgement),
	];
}

/** The six figures against the last report. */
export function figureTable({ figures, compared }: Judgement): Block {
	const against = compared.last ?? "Förra";
	return {
		kind: "table",
		label: "Sex nyckeltal",
		columns: [
			{ label: "Nyckeltal", share: 5 },
			{ label: "Nu", share: 2, align: "end" },
			{ label: against, share: 2, align: "end" },
			{ label: "Jämfört", share: 2 },
		],
		rows: figures.map(({ label, kind, value, before, movement }) => [
			label,
			{ text: figureText(kind, value), bold: true },
			before === null ? "–" : figureText(kind, before),
			movement ? MOVES[movement] : "–",
		]),
		caption: compared.last
			? "Jämförelsen gäller förra rapporten som är stängd."
			: "Ingen tidigare rapport är stängd att jämföra med.",
	};
}

export function gradeChapter({ krav, total, compared }: Judgement): Block[] {
	if (!total && krav.every(({ part }) => part === null)) return [];
	const earlier = (grade: Grade | null): PaperCell =>
		grade ? { text: TONE_LOOKS[gradeTone(grade)].sign, tone: gradeTone(grade) } : "–";
	const columns = [
		{ label: "Krav", share: 5 },
		{ label: "Bedömning", share: 4 },
		...(compared.last ? [{ label: compared.last, share: 1.4, align: "center" as const }] : []),
		...(compared.year ? [{ label: compared.year, share: 1.4, align: "center" as const }] : []),
		{ label: "Skäl", share: 7 },
	];
	return [
		chapter("Bedömning per krav"),
		{
			kind: "table",
			label: "Bedömning per krav",
			columns,
			rows: [
				...krav.map(({ krav: letter, title, part, last, year }): PaperCell[] => [
					`${letter}. ${title}`,
					part ? toned(gradeTone(part.grade), GRADES[part.grade]) : toned("none", "Inte bedömt"),
					...(compared.last ? [earlier(last)] : []),
					...(compared.year ? [earlier(year)] : []),
					part?.reasons ?? "",
				]),
			],
			caption: "● tillräcklig, ▲ tillräcklig med förbättringsbehov, ■ otillräcklig.",
		},
	];
}

/** Each krav by itself: the word, its reasons, what is lacking, and why the word is another than the figures suggest. */
export function kravChapter({ krav }: Judgement): Block[] {
	const written = krav.filter(({ part }) => part !== null);
	if (written.length === 0) return [];
	return [
		chapter("Krav för krav"),
		...written.flatMap(({ krav: letter, title, part }): Block[] => [
			{ kind: "heading", level: 3, text: `Krav ${letter}: ${title}` },
			{ kind: "judged", tone: gradeTone(part!.grade), word: GRADES[part!.grade], text: "" },
			{ kind: "text", text: `Grunder. ${part!.reasons}` },
			{
				kind: "text",
				text: part!.deficiencies === "" ? "Inga brister är antecknade." : `Brister. ${part!.deficiencies}`,
			},
			...(part!.departure_reason === ""
				? []
				: [{ kind: "text" as const, text: `Skäl för avsteg från det beräknade förslaget. ${part!.departure_reason}` }]),
		]),
	];
}

const STATUS_TONES = { open: "warn", handled: "info", closed: "good" } as const;

/** Större and väsentliga one by one; the mindre are only in the numbers and in the workbook. */
export function severeChapter({ deviations }: ReportContent): Block[] {
	const told = deviations
		.filter((row) => row.severity !== "minor" && row.status !== "withdrawn")
		.sort((a, b) => Number(a.status === "closed") - Number(b.status === "closed") || a.number - b.number);
	if (told.length === 0)
		return [
			chapter("Större avvikelser"),
			{ kind: "text", text: "Ingen större eller väsentlig avvikelse hör till perioden." },
		];
	return [
		chapter("Större och väsentliga avvikelser"),
		{
			kind: "table",
			label: "Större och väsentliga avvikelser",
			columns: [
				{ label: "Nr", share: 1, align: "end" },
				{ label: "Avvikelse", share: 5 },
				{ label: "Allvar", share: 2.1 },
				{ label: "Enhet", share: 3.6 },
				{ label: "Läge", share: 2.6 },
				{ label: "Plan", share: 3.8 },
				{ label: "Senast", share: 2.6 },
			],
			rows: told.map((row) => [
				formatCount(row.number),
				{ text: row.carried_over === 1 ? `${row.title} (från tidigare period)` : row.title, bold: true },
				SEVERITIES[row.severity],
				row.unit,
				row.status === "withdrawn" ? "" : toned(STATUS_TONES[row.status], SHORT_DEVIATION_STATUSES[row.status]),
				row.plan === "" ? "Plan saknas" : row.plan,
				row.due_on ?? "–",
			]),
		},
	];
}

export function measureChapter({ plan_rows, numbers }: ReportContent): Block[] {
	const measures = plan_rows.filter((row) => row.measure_id !== null);
	if (measures.length === 0) return [];
	const counts = Object.entries(MEASURE_STATUSES).map(([status, word]) => ({
		word,
		n: measures.filter((row) => row.status === status).length,
	}));
	const late = measures.filter((row) => row.status === "late" || row.effect_tested === "no");
	const day = (row: (typeof measures)[number]) => row.due_on ?? "–";
	return [
		chapter("Åtgärder"),
		{
			kind: "table",
			label: "Åtgärder efter läge",
			columns: [
				{ label: "Läge", share: 3 },
				{ label: "Antal", share: 1, align: "end" },
				{ label: `Andel av ${measures.length}`, share: 5 },
			],
			rows: counts.map(({ word, n }) => [
				toned(MEASURE_TONES[word] ?? "none", word),
				String(n),
				{ text: "", bar: n / measures.length },
			]),
			caption: `Åtgärder vars dag har passerat utan att de är genomförda: ${numbers.measures_overdue}.`,
		},
		...(late.length === 0
			? []
			: [
					{
						kind: "table" as const,
						label: "Försenade och otillräckliga åtgärder",
						columns: [
							{ label: "Åtgärd", share: 6 },
							{ label: "Risk", share: 1, align: "end" as const },
							{ label: "Ansvarig", share: 3 },
							{ label: "Dag", share: 2 },
							{ label: "Läge", share: 4 },
						],
						rows: late.map((row): PaperCell[] => [
							row.measure ?? "",
							String(row.number),
							row.owner ?? "Ingen",
							day(row),
							row.status === "late" ? toned("bad", "Försenad") : toned("warn", "Effekten räcker inte"),
						]),
					},
				]),
	];
}

export function recommendationChapter({ recommendations }: ReportContent): Block[] {
	if (recommendations.length === 0) return [];
	const said = (answer: keyof typeof QUESTION_ANSWERS): PaperCell =>
		toned(QUESTION_TONES[QUESTION_ANSWERS[answer]] ?? "none", QUESTION_ANSWERS[answer]);
	return [
		chapter("Rekommendationer från revision och tillsyn"),
		{
			kind: "text",
			text: "Fyra frågor ställs för varje rekommendation tills behovet har upphört. De visas år efter år.",
		},
		{
			kind: "table",
			label: "Rekommendationer med fyra frågor",
			columns: [
				{ label: "Nr", share: 1, align: "end" },
				{ label: "Rekommendation", share: 5 },
				{ label: "Avsändare", share: 3.4 },
				{ label: "Beslutad?", share: 2.2 },
				{ label: "Genomförd?", share: 2.4 },
				{ label: "Återrap\u00adporterad?", share: 2.4 },
				{ label: "Behov kvar?", share: 2.2 },
			],
			rows: recommendations.map((one) => [
				String(one.number),
				{ text: one.title, bold: true },
				`${one.issuer}, ${formatDate(one.received_on)}`,
				said(one.decided),
				said(one.carried_out),
				said(one.reported_back),
				QUESTION_ANSWERS[one.remaining_need],
			]),
		},
	];
}
