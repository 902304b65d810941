import { GRADES } from "../../../db/schema/report/words.ts";
import { formatDate } from "../../ground/calendar/stockholm.ts";
import { judgedBy, type Judgement } from "../workbook/judgement.ts";
import type { ReportContent } from "../workbook/report-content.ts";
import { type Block, type Cover, factsTable } from "./paper.ts";
import { gradeTone } from "./report-chapters.ts";

/** What a paper says besides the report's own content. */
export interface Around {
	judgement: Judgement;
	region: string;
	/** What people have written as the summary; null where nobody has. */
	summary: string | null;
}

/** The first page: whose report it is, the word, and where it stands on its way to a decision. */
export function coverOf(content: ReportContent, { judgement, region }: Around): Cover {
	const { period, seal } = content;
	const { total, state, whose, approvals } = judgement;
	const head = judgedBy(content.assessments);
	const facts: [string, string | null][] = [
		["Läge", state.text],
		["Tid", `${formatDate(period.first_day)}–${formatDate(period.cut_off)} (brytdatum)`],
		["Diarienummer", head?.registry_no ?? null],
		...approvals.map(({ step, who }): [string, string | null] => [step, who || "Väntar"]),
		["Utgåva", seal ? String(seal.edition) : "Rapporten är inte stängd. Innehållet kan ändras tills den stängs."],
	];
	return {
		over: [region, period.board].filter((one) => one !== "").join(" · "),
		under: `Intern styrning och kontroll ${period.year}, krav a–e`,
		whose,
		judged: total
			? { kind: "judged", tone: gradeTone(total.grade), word: GRADES[total.grade], text: total.reasons }
			: { kind: "judged", tone: "none", word: "Inte bedömd", text: "" },
		facts: facts.flatMap(([term, value]): [string, string][] => (value ? [[term, value]] : [])),
	};
}

/** How it was done, and what was not done or could not be tried. */
export function methodBlocks({ period, numbers }: ReportContent): Block[] {
	const { runs, items, untried_runs = 0, frozen_early = [] } = numbers;
	const drawn = Object.values(items).reduce((sum, n) => sum + n, 0);
	const points = [
		`Kontrolltillfällen ingår när deras egen period slutar från ${formatDate(period.first_day)} till ${formatDate(period.cut_off)}, också när de utfördes senare (${runs.performed_after}).`,
		`Avvikelser som ett kontrolltillfälle har hittat hör till samma rapport som tillfället. Andra går efter dagen de hittades.`,
		...(drawn > 0
			? [`${drawn} poster är dragna till stickprov. Dragningen kan göras om av vem som helst ur dragningsprotokollet.`]
			: []),
		...(runs.not_done > 0 ? [`${runs.not_done} kontrolltillfällen genomfördes inte. Skälen står i arbetsboken.`] : []),
		...(untried_runs > 0
			? [
					`I ${untried_runs} kontroller kunde jäv inte prövas, eftersom filen inte säger vem som beställt eller attesterat.`,
				]
			: []),
		...frozen_early.map((text) => `Fryst innan perioden var slut: ${text}`),
	];
	return [
		{ kind: "heading", level: 2, text: "Metod, och vad som inte är gjort" },
		{ kind: "list", mark: "•", items: points },
	];
}

/** What is proposed, and the place where the nämnd's decision is written, on a page of its own. */
export function decisionChapter(content: ReportContent, { total, severe }: Judgement): Block[] {
	const { period, assessments } = content;
	const board = assessments.find(({ level, decided_on }) => level === "board" && decided_on !== null);
	const word = total ? `som ${GRADES[total.grade].toLowerCase()}` : "när förvaltningen har lämnat sitt förslag";
	const items = [
		`bedöma den interna styrningen och kontrollen ${period.year} ${word},`,
		...(severe.length > 0
			? ["ge förvaltningen i uppdrag att redovisa åtgärderna för de öppna större avvikelserna i nästa rapport, samt"]
			: []),
		"överlämna bedömningen till regionstyrelsen för den samlade bedömningen.",
	];
	if (items.length === 2) items[0] = `${items[0]!.slice(0, -1)}, samt`;
	const blank = " ";
	const facts: [string, string][] = [
		["Sammanträdesdatum", board ? formatDate(board.decided_on!) : blank],
		["Paragraf", board?.decision_paragraph ? `§ ${board.decision_paragraph}` : "§"],
		["Diarienummer", board?.registry_no ?? blank],
		["Beslut", "□ Enligt förslaget\n□ Med ändring, se protokollet"],
		[
			"Bedömning totalt",
			Object.values(GRADES)
				.map((one) => `□ ${one}`)
				.join("\n"),
		],
		["Skäl, om bedömningen ändras", "\n\n"],
		["Ordförande", "\n"],
		["Justerat den", blank],
	];
	return [
		{ kind: "heading", level: 2, text: "Förslag till beslut och nämndens beslut", new_page: true },
		{ kind: "text", text: `Förvaltningen föreslår att ${period.board} beslutar` },
		{ kind: "list", mark: "att", items },
		{ kind: "heading", level: 3, text: "Nämndens beslut" },
		{
			kind: "text",
			text: board
				? "Beslutet är fattat."
				: "Fylls i efter sammanträdet. Ett utdrag ur protokollet läggs till rapporten.",
		},
		board ? factsTable("Nämndens beslut", facts.slice(0, 3)) : factsTable("Nämndens beslut", facts),
	];
}
