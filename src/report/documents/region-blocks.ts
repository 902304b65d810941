import { reportedColumns } from "../region/columns.ts";
import type { ReportContent } from "../workbook/report-content.ts";
import { shown } from "../../ground/tables/column.ts";
import type { Block } from "./paper.ts";

const SHARES: Record<string, number> = { kind: 2, title: 4, text: 6, state: 3, answer: 6, period: 3 };

/** What the region asked of all boards, and this board's answers. Left out where nothing was asked. */
export function regionBlocks({ region }: Pick<ReportContent, "region">): Block[] {
	if (region.length === 0) return [];
	const columns = reportedColumns.filter(({ key }) => key in SHARES);
	return [
		{ kind: "heading", level: 2, text: "Regiongemensamt" },
		{
			kind: "table",
			label: "Regionens risker, åtgärder och frågor, och nämndens svar",
			columns: columns.map(({ key, label }) => ({ label, share: SHARES[key]! })),
			rows: region.map((row) => columns.map((column) => shown(column, row))),
		},
	];
}
