import { arranged } from "../../ground/tables/printed-sheet.ts";
import { reportedColumns } from "../region/columns.ts";
import type { PrintedSheet } from "./printed-sheets.ts";
import type { ReportContent } from "./report-content.ts";

type Told = ReportContent["region"][number];

/** What the region asked of all boards, and this board's answers. */
export function regionSheet({ region }: ReportContent): PrintedSheet<Told> & { rows: readonly Told[] } {
	const printed = ["number", "kind", "title", "text", "state", "answer", "period"];
	const unanswered = region.filter(({ latest }) => latest === null).length;
	return {
		name: "Regiongemensamt",
		columns: arranged(reportedColumns, printed),
		rows: region,
		paper: {
			title: "Regiongemensamt",
			sentence: `${region.length} från regionen till alla nämnder; ${unanswered} utan svar från nämnden.`,
			printed: printed.length,
			beside: reportedColumns.length - printed.length,
			widths: { number: 6, kind: 10, title: 32, text: 44, state: 22, answer: 44, period: 20 },
		},
	};
}
