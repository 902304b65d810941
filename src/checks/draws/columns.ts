import type { DrawnStratum } from "../../../db/queries/checks/draws.ts";
import type { Column } from "../../ground/tables/column.ts";

export const drawnStratumColumns: Column<DrawnStratum>[] = [
	{ key: "unit", label: "Enhet", type: "text", width: 40, value: (stratum) => stratum.unit_name },
	{ key: "code", label: "Kod", type: "text", width: 12, value: (stratum) => stratum.unit_code },
	{ key: "population_n", label: "Population (N)", type: "count", value: (stratum) => stratum.population_n },
	{ key: "n", label: "Draget (n)", type: "count", value: (stratum) => stratum.n },
	{ key: "threshold", label: "Tröskel", type: "text", width: 66, value: (stratum) => stratum.threshold_hash },
];
