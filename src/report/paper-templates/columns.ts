import type { PaperTemplate } from "../../../db/queries/report/paper-templates.ts";
import type { Column } from "../../ground/tables/column.ts";

export const paperTemplateColumns: readonly Column<PaperTemplate>[] = [
	{ key: "number", first: true, label: "Version", type: "count", width: 9, value: (row) => row.number },
	{
		...{ key: "file_name", first: true, phone: true, label: "Fil", type: "text", width: 40 },
		value: (row) => row.file_name || "Tillräckligs egen layout",
	},
	{
		key: "written_at",
		first: true,
		phone: true,
		label: "Inlagd",
		type: "instant",
		width: 17,
		value: (row) => row.written_at,
	},
	{ key: "writer", first: true, label: "Inlagd av", type: "text", width: 24, value: (row) => row.writer },
	{ key: "sha256", label: "SHA-256", type: "text", width: 68, value: (row) => row.sha256 || null },
];
