import type { ReportTemplate } from "../../../db/queries/report/templates.ts";
import type { Column } from "../../ground/tables/column.ts";
import type { Anchor } from "./anchors.ts";

export const templateColumns: readonly Column<ReportTemplate>[] = [
	{ key: "name", label: "Mall", type: "text", width: 36, value: (row) => row.name },
	{ key: "file_name", label: "Fil", type: "text", width: 36, value: (row) => row.file_name },
	{
		key: "places",
		label: "Platser",
		type: "count",
		width: 9,
		value: (row) => (JSON.parse(row.anchors) as unknown[]).length,
	},
	{ key: "uploaded_at", label: "Inlagd", type: "instant", width: 17, value: (row) => row.uploaded_at },
	{ key: "uploader", label: "Inlagd av", type: "text", width: 24, value: (row) => row.uploader },
	{ key: "sha256", label: "SHA-256", type: "text", width: 68, value: (row) => row.sha256 },
];

/** A place as a person finds it in the workbook. */
export function placeText({ id, kind, sheet, row, headings }: Anchor): string {
	const at = `bladet ${sheet}, rad ${row}`;
	if (kind === "value") return `Namnet ${id.slice("namn:".length)} (${at})`;
	return `Tabell på ${at}: ${headings.map(({ label }) => label).join(", ")}`;
}
