import { shown } from "../../ground/tables/column.ts";
import type { Block } from "../documents/paper.ts";
import type { CoverageCell } from "../coverage/coverage.ts";
import { coverageColumns } from "../coverage/columns.ts";

const SHARES: Record<string, number> = { area: 3, state: 2, by: 4, reason: 4 };

/** The map of the board as a whole, as the nämnd reads it before it decides; what holds for each verksamhet is read in the product. */
export function coverageTable(cells: readonly CoverageCell[]): Block[] {
	const rows = cells.filter(({ place }) => place.id === "");
	if (rows.length === 0) return [];
	const columns = coverageColumns.filter(({ key }) => key in SHARES);
	return [
		{ kind: "heading", level: 2, text: "Täckning av riskområden" },
		{
			kind: "table",
			label: "Täckning av riskområden",
			columns: columns.map(({ key, label }) => ({ label, share: SHARES[key]! })),
			rows: rows.map((row) => columns.map((column) => shown(column, row))),
		},
	];
}
