import type { Period } from "../../../db/queries/report/periods.ts";
import { PERIOD_KINDS } from "../../../db/schema/vocabulary.ts";
import type { Column } from "../../ground/tables/column.ts";

export const periodColumns: readonly Column<Period>[] = [
	{ key: "name", label: "Rapporttillfälle", type: "text", width: 32, value: (period) => period.name },
	{ key: "kind", label: "Slag", type: "text", width: 22, value: (period) => PERIOD_KINDS[period.kind] },
	{ key: "board", label: "Nämnd", type: "text", width: 32, value: (period) => period.board },
	{ key: "first_day", label: "Första dag", type: "date", width: 12, value: (period) => period.first_day },
	{ key: "cut_off", label: "Brytdatum", type: "date", width: 12, value: (period) => period.cut_off },
	{ key: "deadline", label: "Sista dag för rapporten", type: "date", width: 16, value: (period) => period.deadline },
	{ key: "key", label: "Nyckel", type: "text", width: 32, value: (period) => period.key },
];
