import type { LookalikePair } from "../../../db/queries/people/accounts-pairs.ts";
import type { Column } from "../../ground/tables/column.ts";

export const VERDICTS = { same: "En människa", different: "Två människor" } as const;

export const pairColumns: Column<LookalikePair>[] = [
	{ key: "person", label: "Konto", type: "text", width: 28, value: (pair) => pair.person_name },
	{ key: "person_email", label: "E-post", type: "text", width: 32, value: (pair) => pair.person_email },
	{ key: "other", label: "Det andra kontot", type: "text", width: 28, value: (pair) => pair.other_name },
	{ key: "other_email", label: "Dess e-post", type: "text", width: 32, value: (pair) => pair.other_email },
	{
		key: "alike",
		label: "Lika i",
		type: "text",
		width: 30,
		value: (pair) => (pair.same_ledger_name === 1 ? "Namn i ekonomisystemet" : "Namn"),
	},
	{
		key: "verdict",
		label: "Bedömning",
		type: "text",
		width: 30,
		words: VERDICTS,
		value: (pair) =>
			pair.same_human === null ? "Att bedöma, räknas som en" : VERDICTS[pair.same_human === 1 ? "same" : "different"],
	},
	{ key: "reason", label: "Skäl", type: "text", width: 40, value: (pair) => pair.reason },
];
