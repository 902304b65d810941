import type { PlannedControlRow } from "../../../db/queries/checks/sample-plans.ts";
import { FREQUENCIES } from "../../../db/schema/vocabulary.ts";
import { upperPercent } from "../../ground/sampling/wording.ts";
import type { Column } from "../../ground/tables/column.ts";

export function percentOfPermille(permille: number): string {
	return `${String(permille / 10).replace(".", ",")}\u00a0%`;
}

export const samplePlanColumns: Column<PlannedControlRow>[] = [
	{ key: "title", label: "Kontrollmoment", type: "text", width: 40, value: (row) => row.title },
	{ key: "year", label: "År", type: "year", width: 8, value: (row) => row.year },
	{ key: "board", label: "Nämnd", type: "text", width: 36, value: (row) => row.board_name },
	{ key: "frequency", label: "Frekvens", type: "text", words: FREQUENCIES, value: (row) => FREQUENCIES[row.frequency] },
	{
		key: "confidence",
		label: "Säkerhet",
		type: "share",
		typeOf: (row) => (row.confidence_permille === null ? "text" : "share"),
		value: (row) =>
			row.confidence_permille === null ? `Fast antal: ${row.sample_size}` : row.confidence_permille / 1000,
	},
	{ key: "valid_from", label: "Senaste planen gäller från", type: "date", value: (row) => row.valid_from },
	{ key: "decided_by", label: "Beslutad av", type: "text", width: 28, value: (row) => row.decided_by_name },
	{ key: "decided_at", label: "Beslutad", type: "instant", width: 26, value: (row) => row.decided_at },
];

/** With fewer examined than this, only counts are shown. */
const LEAST_FOR_PERCENT = 20;

/** "högst 4,9 %", or that so few say nothing in percent. */
export function upperText(share: number, examined: number): string {
	return examined < LEAST_FOR_PERCENT ? "För få för att säga i procent" : `högst ${upperPercent(share)}`;
}

/** "0,5 av 100": a share in permille as people say it. */
export function ofHundred(permille: number): string {
	return permille % 10 === 0 ? `${permille / 10} av 100` : `${permille} av 1\u00a0000`;
}
