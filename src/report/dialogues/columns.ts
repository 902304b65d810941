import type { Period } from "../../../db/queries/report/periods.ts";
import type { Column } from "../../ground/tables/column.ts";

export const dialogueColumns: readonly Column<Period>[] = [
	{ key: "name", label: "Inför", type: "text", width: 36, value: (period) => period.name },
	{ key: "board", label: "Nämnd", type: "text", width: 32, phone: true, value: (period) => period.board },
	{ key: "cut_off", label: "Brytdatum", type: "date", width: 14, value: (period) => period.cut_off },
	{
		key: "deadline",
		label: "Rapporten klar",
		type: "date",
		width: 16,
		phone: true,
		value: (period) => period.deadline,
	},
];
