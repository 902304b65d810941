import {
	listBalanceFilesToldOf,
	listPopulationsToldOf,
	listPurchaseFilesToldOf,
} from "../../../db/queries/proof/trail-replay.ts";
import { canonicalJson } from "../../ground/canonical.ts";
import { add, type ReplayedKind } from "./replayed-kind.ts";

export const balances: ReplayedKind = {
	object: "balance_file",
	noun: "Kontosaldona",
	types: ["balances.imported"],
	tell(told, { data }) {
		const { file_name, period_key, edition, sha256, rows, mark_percent, mark_ore } = data;
		add(told, "", { file_name, period_key, edition, sha256, rows, mark_percent, mark_ore, counted: rows, unadded: 0 });
	},
	rows: async (db, range) =>
		(await listBalanceFilesToldOf(db, range)).map(({ object_id, added, ...facts }) => ({
			object_id,
			key: "",
			name: `${facts.file_name} för ${facts.period_key}`,
			facts: { ...facts, unadded: facts.sum_ore - Number(added ?? 0) },
		})),
};

export const purchases: ReplayedKind = {
	object: "purchase_file",
	noun: "Inköpsfilen",
	types: ["purchases.imported"],
	tell(told, { data }) {
		const { file_name, period_key, sha256, rows, sum_ore } = data;
		add(told, "", { file_name, period_key, sha256, rows, sum_ore });
	},
	rows: async (db, range) =>
		(await listPurchaseFilesToldOf(db, range)).map(({ object_id, ...facts }) => ({
			object_id,
			key: "",
			name: facts.file_name,
			facts,
		})),
};

export const populations: ReplayedKind = {
	object: "population",
	noun: "Populationen",
	types: ["population.frozen"],
	tell(told, { data }) {
		add(told, "", { draw_id: data.draw_id, n: data.n, sum_ore: data.sum_ore, digest: data.digest });
		// told since frames keep their terms; an event from before says nothing of them
		if (data.terms) add(told, "", { checklist_id: data.checklist_id, terms: canonicalJson(data.terms) });
	},
	rows: async (db, range) =>
		(await listPopulationsToldOf(db, range)).map(({ object_id, terms, ...facts }) => ({
			object_id,
			key: "",
			name: facts.draw_id,
			facts: { ...facts, terms: canonicalJson(JSON.parse(terms)) },
		})),
};
