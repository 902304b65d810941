import type { Stratum } from "../../db/queries/populations.ts";
import type { PurchaseFileRow } from "../../db/queries/purchases.ts";
import { formatOccurrence } from "../calendar/occurrence.ts";
import type { Column } from "../tables/column.ts";

export const purchaseFileColumns: Column<PurchaseFileRow>[] = [
	{ key: "file_name", label: "Fil", type: "text", width: 34, value: (file) => file.file_name },
	{ key: "period", label: "Period", type: "text", value: (file) => formatOccurrence(file.period_key) },
	{ key: "control", label: "Kontrollmoment", type: "text", width: 40, value: (file) => file.control_title },
	{ key: "rows", label: "Rader", type: "count", width: 10, value: (file) => file.rows },
	{ key: "refused", label: "Avvisade", type: "count", width: 10, value: (file) => file.refused },
	{ key: "sum_ore", label: "Summa", type: "ore", value: (file) => file.sum_ore },
	{ key: "population_n", label: "I populationen", type: "count", value: (file) => file.population_n },
	{ key: "population_sum_ore", label: "Populationens summa", type: "ore", value: (file) => file.population_sum_ore },
	{ key: "imported_at", label: "Inläst", type: "instant", width: 28, value: (file) => file.imported_at },
	{ key: "imported_by", label: "Inläst av", type: "text", width: 24, value: (file) => file.imported_by },
	{ key: "drawn_at", label: "Stickprov draget", type: "instant", width: 28, value: (file) => file.drawn_at },
	{ key: "sha256", label: "SHA-256", type: "text", width: 66, value: (file) => file.sha256 },
];

export const stratumColumns: Column<Stratum>[] = [
	{ key: "unit", label: "Enhet", type: "text", width: 40, value: (stratum) => stratum.unit_name },
	{ key: "code", label: "Kod", type: "text", width: 12, value: (stratum) => stratum.unit_code },
	{ key: "n", label: "Antal inköp", type: "count", value: (stratum) => stratum.n },
	{ key: "sum_ore", label: "Summa", type: "ore", value: (stratum) => stratum.sum_ore },
];
