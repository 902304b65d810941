import type { Db } from "../../../db/open.ts";
import {
	listAnswersToldOf,
	listBalanceFilesToldOf,
	listCashToldOf,
	listDeviationsToldOf,
	listInvoicesToldOf,
	listPlanDecisionsToldOf,
	listPopulationsToldOf,
	listPurchaseFilesToldOf,
	listRolesToldOf,
	listRunsToldOf,
	listSamSignaturesToldOf,
} from "../../../db/queries/proof/trail-replay.ts";
import { ROLES } from "../../../db/schema/vocabulary.ts";
import { canonicalJson, sha256 } from "../../ground/canonical.ts";
import type { Changes } from "../../ground/write/events/changes.ts";

/** What is known of one row, column by column. */
export type Facts = Record<string, unknown>;
/** The rows that an object's events tell of, by a key of their own within the object: "" where there is just one. */
export type Told = Map<string, Facts>;

// biome-ignore lint/suspicious/noExplicitAny: each rule reads the data of its own event types, which the catalogue has typed
type Data = any;

export interface ReplayedKind {
	/** The kind of object the events are about. */
	object: string;
	/** What the row is called in a sentence. */
	noun: string;
	/** One event more: what it says of the object's rows is put into `told`, what it leaves open is taken away. */
	tell(told: Told, event: { type: string; unit_id: string | null; data: Data }): void;
	rows(db: Db, ids: readonly string[]): Promise<{ object_id: string; key: string; name: string; facts: Facts }[]>;
}

function add(told: Told, key: string, facts: Facts): void {
	told.set(key, { ...told.get(key), ...facts });
}

/** The later value of each changed field. */
function after(changes: Changes): Facts {
	return Object.fromEntries(Object.entries(changes).map(([field, [, value]]) => [field, value]));
}

const runs: ReplayedKind = {
	object: "control_run",
	noun: "Kontrolltillfället",
	tell(told, { type, data }) {
		const is_late = data.late ? 1 : 0;
		if (type === "run.signed") add(told, "", { status: "signed", result: data.result, is_late });
		else if (type === "run.confirmed_empty") add(told, "", { status: "signed", result: "no_deviation", is_late });
		else if (type === "run.approved") add(told, "", { status: "approved" });
		else if (type === "run.returned") add(told, "", { status: "returned", result: null });
		// what was returned may never be done
		else if (type === "run.not_done") add(told, "", { status: "not_done", result: "not_done" });
		// items that were added open a signed run again
		else if (/^(run\.(extended|completed_late)|item\.targeted)$/.test(type)) told.delete("");
	},
	rows: async (db, ids) =>
		(await listRunsToldOf(db, ids)).map(({ object_id, unit, period_key, ...facts }) => ({
			object_id,
			key: "",
			name: `${unit} ${period_key}`,
			facts,
		})),
};

const cash: ReplayedKind = {
	object: "control_run",
	noun: "Räkningen av kontantkassan",
	tell(told, { type, data }) {
		const { expected_ore, counted_ore, difference_ore } = data;
		if (type === "cash.counted") add(told, data.fund, { expected_ore, counted_ore, difference_ore });
		else if (type === "cash.recounted") {
			const { denominations: _, note: _n, witness_id: _w, ...amounts } = after(data.changes);
			add(told, data.fund, amounts);
		}
	},
	rows: async (db, ids) =>
		(await listCashToldOf(db, ids)).map(({ object_id, fund, ...facts }) => ({
			object_id,
			key: fund,
			name: fund,
			facts,
		})),
};

const answers: ReplayedKind = {
	object: "sample_item",
	noun: "Svaret på",
	tell(told, { type, data }) {
		if (type !== "item.answered") return;
		for (const { question, answer, comment, cause_code } of data.answers) {
			add(told, question, { answer, comment, cause_code });
		}
	},
	rows: async (db, ids) =>
		(await listAnswersToldOf(db, ids)).map(({ object_id, question, ...facts }) => ({
			object_id,
			key: question,
			name: `”${question}”`,
			facts,
		})),
};

const invoices: ReplayedKind = {
	object: "sample_item",
	noun: "Uppgifterna om fakturan",
	tell(told, { type, data }) {
		if (type === "invoice.checked") add(told, "", after(data.changes));
	},
	rows: async (db, ids) =>
		(await listInvoicesToldOf(db, ids)).map((row) => ({
			object_id: row.item_id,
			key: "",
			name: row.item_id,
			facts: row,
		})),
};

const deviations: ReplayedKind = {
	object: "deviation",
	noun: "Avvikelsen",
	tell(told, { type, data }) {
		if (type === "deviation.found") add(told, "", { number: data.number, severity: data.severity });
		else if (type === "deviation.edited") {
			const { severity } = after(data.changes);
			if (severity !== undefined) add(told, "", { severity });
		} else if (type === "deviation.withdrawn") add(told, "", { status: "withdrawn" });
		else if (type === "deviation.closed") add(told, "", { status: "closed" });
		else if (type === "deviation.reopened") add(told, "", { status: "open" });
		else if (type === "deviation.handled") add(told, "", { status: "handled" });
	},
	rows: async (db, ids) =>
		(await listDeviationsToldOf(db, ids)).map(({ object_id, ...facts }) => ({
			object_id,
			key: "",
			name: String(facts.number),
			facts,
		})),
};

const balances: ReplayedKind = {
	object: "balance_file",
	noun: "Kontosaldona",
	tell(told, { type, data }) {
		if (type !== "balances.imported") return;
		const { file_name, period_key, edition, sha256, rows, mark_percent, mark_ore } = data;
		add(told, "", { file_name, period_key, edition, sha256, rows, mark_percent, mark_ore, counted: rows, unadded: 0 });
	},
	rows: async (db, ids) =>
		(await listBalanceFilesToldOf(db, ids)).map(({ object_id, added, ...facts }) => ({
			object_id,
			key: "",
			name: `${facts.file_name} för ${facts.period_key}`,
			facts: { ...facts, unadded: facts.sum_ore - Number(added ?? 0) },
		})),
};

const purchases: ReplayedKind = {
	object: "purchase_file",
	noun: "Inköpsfilen",
	tell(told, { type, data }) {
		if (type !== "purchases.imported") return;
		const { file_name, period_key, sha256, rows, sum_ore } = data;
		add(told, "", { file_name, period_key, sha256, rows, sum_ore });
	},
	rows: async (db, ids) =>
		(await listPurchaseFilesToldOf(db, ids)).map(({ object_id, ...facts }) => ({
			object_id,
			key: "",
			name: facts.file_name,
			facts,
		})),
};

const populations: ReplayedKind = {
	object: "population",
	noun: "Populationen",
	tell(told, { type, data }) {
		if (type !== "population.frozen") return;
		add(told, "", { draw_id: data.draw_id, n: data.n, sum_ore: data.sum_ore, digest: data.digest });
		// told since frames keep their terms; an event from before says nothing of them
		if (data.terms) add(told, "", { checklist_id: data.checklist_id, terms: canonicalJson(data.terms) });
	},
	rows: async (db, ids) =>
		(await listPopulationsToldOf(db, ids)).map(({ object_id, terms, ...facts }) => ({
			object_id,
			key: "",
			name: facts.draw_id,
			facts: { ...facts, terms: canonicalJson(JSON.parse(terms)) },
		})),
};

const roles: ReplayedKind = {
	object: "person",
	noun: "Rollen",
	tell(told, { type, unit_id, data }) {
		if (type === "role.granted") told.set(`${data.role} ${unit_id} ${data.from}`, { valid_to: data.to });
		else if (type === "role.ended") {
			for (const [key, facts] of told) {
				const isLive = facts.valid_to === null || String(facts.valid_to) >= data.to;
				if (key.startsWith(`${data.role} ${unit_id} `) && isLive) facts.valid_to = data.to;
			}
		}
	},
	rows: async (db, ids) =>
		(await listRolesToldOf(db, ids)).map(({ object_id, role, unit_id, valid_from, valid_to }) => ({
			object_id,
			key: `${role} ${unit_id} ${valid_from}`,
			name: `${ROLES[role]} från ${valid_from}`,
			facts: { valid_to },
		})),
};

const samSignatures: ReplayedKind = {
	object: "sam_review",
	noun: "SAM-signaturen för",
	tell(told, { type, data }) {
		if (type === "sam_review.signed") told.set("", { digest: data.sha256, is_late: data.late ? 1 : 0 });
		else if (type === "sam_review.reopened") told.delete("");
	},
	rows: async (db, ids) =>
		(await listSamSignaturesToldOf(db, ids)).map(({ object_id, unit_name, ...facts }) => ({
			object_id,
			key: "",
			name: unit_name,
			facts,
		})),
};

const planDecisions: ReplayedKind = {
	object: "plan",
	noun: "Beslutet om internkontrollplan",
	tell(told, { type, data }) {
		if (type !== "plan.decided" && type !== "plan.amended") return;
		const { decided_on, paragraph, registry_no, digest } = data;
		add(told, type === "plan.decided" ? "0" : String(data.number), { decided_on, paragraph, registry_no, digest });
	},
	rows: async (db, ids) =>
		(await listPlanDecisionsToldOf(db, ids)).map(({ object_id, number, year, content, ...facts }) => ({
			object_id,
			key: String(number),
			name: number === 0 ? String(year) : `${year}, ändringsbeslut ${number}`,
			facts: { ...facts, digest: sha256(content) },
		})),
};

/** Every kind of row that can be made again from the trail. */
export const REPLAYED: readonly ReplayedKind[] = [
	runs,
	cash,
	answers,
	invoices,
	deviations,
	balances,
	purchases,
	populations,
	roles,
	samSignatures,
	planDecisions,
];
