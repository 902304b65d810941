import type { BoardRow } from "../../../db/queries/people/boards.ts";
import type { Column } from "../../ground/tables/column.ts";

export const boardColumns: Column<BoardRow>[] = [
	{ key: "name", label: "Nämnd", type: "text", width: 40, value: (board) => board.name },
	{ key: "unit", label: "Förvaltning", type: "text", width: 40, value: (board) => board.unit_name },
	{ key: "valid_from", label: "Giltig från", type: "date", value: (board) => board.valid_from },
	{ key: "valid_to", label: "Giltig till och med", type: "date", value: (board) => board.valid_to },
];
