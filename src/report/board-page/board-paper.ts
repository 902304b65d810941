import { scaleOf } from "../../../db/schema/register/risks-scale.ts";
import { GRADES } from "../../../db/schema/report/words.ts";
import { formatDate, stockholmDate } from "../../ground/calendar/stockholm.ts";
import type { Around } from "../documents/decision-chapter.ts";
import type { Block, Paper } from "../documents/paper.ts";
import { riskBlocks } from "../documents/picture-chapter.ts";
import { figureTable, gradeChapter, gradeTone, severeChapter } from "../documents/report-chapters.ts";
import type { ReportContent } from "../workbook/report-content.ts";

/** The nämnd's page on paper: the word, what is to be decided, krav by krav, what is worst, and whether it gets better. */
export function boardPaper(
	content: ReportContent,
	{ judgement }: Pick<Around, "judgement">,
	decisions: readonly string[],
	today: string,
): Paper {
	const { period, seal, plan } = content;
	const { total, state, whose } = judgement;
	const heading = (text: string): Block => ({ kind: "heading", level: 2, text });
	return {
		title: `Intern kontroll, ${period.name}`,
		lead: `${period.board}. Till och med ${formatDate(period.cut_off)}. ${state.text}.`,
		dated: seal ? stockholmDate(seal.sealed_at) : today,
		landscape: false,
		blocks: [
			heading("Är den interna kontrollen tillräcklig?"),
			{ kind: "text", text: whose },
			total
				? { kind: "judged", tone: gradeTone(total.grade), word: GRADES[total.grade], text: total.reasons }
				: { kind: "judged", tone: "none", word: "Inte bedömd", text: "" },
			heading("Beslut som behövs"),
			decisions.length === 0
				? { kind: "text", text: `Inget beslut om ${period.year} väntar.` }
				: { kind: "list", mark: "•", items: decisions },
			...gradeChapter(judgement),
			...severeChapter(content),
			heading("Riskerna efter åtgärder"),
			...(plan ? riskBlocks(judgement, scaleOf(plan.scale)) : []),
			...(judgement.risks.length === 0 ? [{ kind: "text" as const, text: "Ingen risk är bedömd för året." }] : []),
			heading("Blir det bättre?"),
			figureTable(judgement),
		],
	};
}
