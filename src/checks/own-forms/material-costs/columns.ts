import type { BalanceFileRow } from "../../../../db/queries/checks/own-forms/material-costs.ts";
import type { Column } from "../../../ground/tables/column.ts";

export const balanceFileColumns: Column<BalanceFileRow>[] = [
	{ key: "file_name", first: true, label: "Fil", type: "text", width: 34, value: (file) => file.file_name },
	{ key: "period", first: true, phone: true, label: "Månad", type: "month", value: (file) => file.period_key },
	{
		key: "unit",
		first: true,
		phone: true,
		label: "Förvaltning",
		type: "text",
		width: 36,
		value: (file) => file.unit_name,
	},
	{ key: "edition", first: true, label: "Utgåva", type: "text", value: (file) => String(file.edition) },
	{ key: "rows", first: true, label: "Rader", type: "count", value: (file) => file.rows },
	{ key: "sum_ore", first: true, label: "Månadens summa", type: "ore", value: (file) => file.sum_ore },
	{ key: "mark_percent", label: "Gräns, procent", type: "count", value: (file) => file.mark_percent },
	{ key: "mark_ore", label: "Gräns, kronor", type: "ore", value: (file) => file.mark_ore },
	{
		key: "imported_at",
		first: true,
		phone: true,
		label: "Inläst",
		type: "instant",
		width: 28,
		value: (file) => file.imported_at,
	},
	{ key: "imported_by", label: "Inläst av", type: "text", width: 24, value: (file) => file.imported_by },
	{ key: "sha256", label: "SHA-256", type: "text", width: 66, value: (file) => file.sha256 },
];
