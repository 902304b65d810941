import type { CashFund } from "../../../../db/queries/checks/own-forms/cash-counts.ts";
import type { Column } from "../../../ground/tables/column.ts";

export const cashFundColumns: Column<CashFund>[] = [
	{ key: "name", label: "Kassa", type: "text", width: 28, value: (fund) => fund.name },
	{ key: "unit", label: "Enhet", type: "text", width: 36, value: (fund) => fund.unit_name },
	{ key: "holder", label: "Kassaansvarig", type: "text", width: 28, value: (fund) => fund.holder },
	{ key: "float_ore", label: "Växelkassa", type: "ore", value: (fund) => fund.float_ore },
	{ key: "valid_from", label: "Från", type: "date", value: (fund) => fund.valid_from },
	{ key: "valid_to", label: "Avslutad", type: "date", value: (fund) => fund.valid_to },
];
