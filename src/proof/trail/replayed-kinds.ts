import {
	listAddedItems,
	listAnswersToldOf,
	listCashToldOf,
	listCreatedRuns,
	listDeviationsToldOf,
	listInvoicesToldOf,
	listPlanDecisionsToldOf,
	listRolesToldOf,
	listRunsToldOf,
	type WrittenList,
} from "../../../db/queries/proof/trail-replay.ts";
import { PERFORMED_RUNS, ROLES } from "../../../db/schema/vocabulary.ts";
import { formatDate, stockholmDate } from "../../ground/calendar/stockholm.ts";
import { sha256 } from "../../ground/canonical.ts";
import { coverageStatements, riskAreaLinks, riskAreaVersions, riskDisagreements } from "./replayed-coverage.ts";
import { evidenceRequests } from "./replayed-evidence.ts";
import { balances, populations, purchases } from "./replayed-imports.ts";
import { riskProposals } from "./replayed-inventory.ts";
import { add, after, type Facts, type ReplayedKind, type Told, type ToldRow } from "./replayed-kind.ts";
import { threads } from "./replayed-messages.ts";
import { regionItems } from "./replayed-region.ts";
import { REPLAYED_SAM } from "./replayed-sam.ts";

/** A run that nobody has signed for. */
const UNDECIDED = { result: null, decided: 0 };
const SIGNED = { status: "signed", decided: 1 };

const runs: ReplayedKind = {
	object: "control_run",
	noun: "Kontrolltillfället",
	untold: { ...UNDECIDED, is_late: 0 },
	types: [
		...(["run.signed", "run.confirmed_empty", "run.approved", "run.returned", "run.not_done"] as const),
		...(["run.extended", "run.completed_late", "item.targeted"] as const),
	],
	tell(told, { type, data }) {
		const is_late = data.late ? 1 : 0;
		if (type === "run.signed") add(told, "", { ...SIGNED, result: data.result, is_late });
		else if (type === "run.confirmed_empty") add(told, "", { ...SIGNED, result: "no_deviation", is_late });
		else if (type === "run.approved") add(told, "", { status: "approved" });
		else if (type === "run.returned") add(told, "", { status: "returned", ...UNDECIDED });
		// what was returned may never be done
		else if (type === "run.not_done") add(told, "", { status: "not_done", result: "not_done", decided: 1 });
		// items that were added open a signed run again; late ones may all have been above the threshold
		else if (type === "run.extended" || type === "item.targeted") told.set("", UNDECIDED);
		else if (type === "run.completed_late" && data.joined > 0) told.set("", UNDECIDED);
	},
	rows: async (db, range) =>
		(await listRunsToldOf(db, range)).map(({ object_id, unit, period_key, ...facts }) => ({
			object_id,
			key: "",
			name: `${unit} ${period_key}`,
			facts: { ...facts, decided: PERFORMED_RUNS.includes(facts.status) || facts.status === "not_done" ? 1 : 0 },
		})),
};

const createdRuns: ReplayedKind = {
	object: "control",
	noun: "Kontrolltillfället",
	types: ["runs.created"],
	tell(told, { data }) {
		for (const unit_id of data.unit_ids) told.set(`${data.period_key} ${unit_id}`, {});
	},
	rows: async (db, range) =>
		(await listCreatedRuns(db, range)).map(({ object_id, unit_id, unit, period_key }) => ({
			object_id,
			key: `${period_key} ${unit_id}`,
			name: `${unit} ${period_key}`,
			facts: {},
		})),
};

/** What was added to a draw. The drawn items themselves are made again by `verifyDraws`. */
const addedItems: ReplayedKind = {
	object: "control_run",
	noun: "Stickprovet för",
	untold: { extension: 0, late: 0, targeted: 0, replaced: 0 },
	types: ["run.extended", "run.completed_late", "item.targeted", "item.replaced"],
	tell(told, { type, data }) {
		const more = (kind: string, n: number) => {
			const known = told.get("") ?? this.untold!;
			if (n > 0) told.set("", { ...known, [kind]: Number(known[kind]) + n });
		};
		if (type === "run.extended") more("extension", data.added);
		else if (type === "run.completed_late") more("late", data.joined);
		else if (type === "item.targeted") more("targeted", 1);
		else if (type === "item.replaced") more("replaced", 1);
	},
	rows: async (db, range) =>
		(await listAddedItems(db, range)).map(({ object_id, unit, period_key, ...facts }) => ({
			object_id,
			key: "",
			name: `${unit} ${period_key}`,
			facts,
		})),
};

const cash: ReplayedKind = {
	object: "control_run",
	noun: "Räkningen av kontantkassan",
	types: ["cash.counted", "cash.recounted"],
	tell(told, { type, data }) {
		const { expected_ore, counted_ore, difference_ore } = data;
		if (type === "cash.counted") add(told, data.fund, { expected_ore, counted_ore, difference_ore });
		else if (type === "cash.recounted") {
			const { denominations: _, note: _n, witness_id: _w, ...amounts } = after(data.changes);
			add(told, data.fund, amounts);
		}
	},
	rows: async (db, range) =>
		(await listCashToldOf(db, range)).map(({ object_id, fund, ...facts }) => ({
			object_id,
			key: fund,
			name: fund,
			facts,
		})),
};

/** The answers are the most rows of all: a text an item is compared, and answer by answer only where it differs. */
function answersAsWritten(told: Told): string {
	const rows: Facts[] = [];
	for (const [question, { answer, comment, cause_code, together }] of told)
		rows.push({ question, answer, comment, cause_code, together });
	return JSON.stringify(rows);
}

function answersIn(object_id: string, { text }: WrittenList): ToldRow[] {
	return (JSON.parse(text) as (Facts & { question: string | null })[]).map(({ question, ...facts }) => ({
		...{ object_id, key: question ?? "", name: `”${question ?? ""}”`, facts },
	}));
}

const answers: ReplayedKind = {
	object: "sample_item",
	noun: "Svaret på",
	types: ["item.answered"],
	tell(told, { data }) {
		for (const { question, answer, comment, cause_code, together } of data.answers) {
			add(told, question, { answer, comment, cause_code, together: together ? 1 : 0 });
		}
	},
	rows: async (db, range, sameAs) =>
		[...(await listAnswersToldOf(db, range))].flatMap(([object_id, written]) =>
			sameAs(object_id, written, answersAsWritten) ? [] : answersIn(object_id, written),
		),
};

const invoices: ReplayedKind = {
	object: "sample_item",
	noun: "Uppgifterna om fakturan",
	types: ["invoice.checked"],
	tell: (told, { data }) => add(told, "", after(data.changes)),
	rows: async (db, range) =>
		(await listInvoicesToldOf(db, range)).map((row) => ({
			object_id: row.item_id,
			key: "",
			name: row.item_id,
			facts: row,
		})),
};

const deviations: ReplayedKind = {
	object: "deviation",
	noun: "Avvikelsen",
	types: [
		...(["deviation.found", "deviation.edited", "deviation.withdrawn", "deviation.closed"] as const),
		...(["deviation.reopened", "deviation.handled"] as const),
	],
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
	rows: async (db, range) =>
		(await listDeviationsToldOf(db, range)).map(({ object_id, ...facts }) => ({
			object_id,
			key: "",
			name: String(facts.number),
			facts,
		})),
};

const roles: ReplayedKind = {
	object: "person",
	noun: "Rollen",
	types: ["role.granted", "installation.set_up", "role.ended"],
	tell(told, { at, type, unit_id, data }) {
		if (type === "role.granted") told.set(`${data.role} ${unit_id} ${data.from}`, { valid_to: data.to });
		else if (type === "installation.set_up")
			told.set(`administrator ${unit_id} ${stockholmDate(at)}`, { valid_to: null });
		else if (type === "role.ended") {
			for (const [key, facts] of told) {
				const isLive = facts.valid_to === null || String(facts.valid_to) >= data.to;
				if (key.startsWith(`${data.role} ${unit_id} `) && isLive) facts.valid_to = data.to;
			}
		}
	},
	rows: async (db, range) =>
		(await listRolesToldOf(db, range)).map(({ object_id, role, unit_id, valid_from, valid_to }) => ({
			object_id,
			key: `${role} ${unit_id} ${valid_from}`,
			name: `${ROLES[role]} från ${formatDate(valid_from)}`,
			facts: { valid_to },
		})),
};

const planDecisions: ReplayedKind = {
	object: "plan",
	noun: "Beslutet om internkontrollplan",
	types: ["plan.decided", "plan.amended"],
	tell(told, { type, data }) {
		const { decided_on, paragraph, registry_no, digest } = data;
		add(told, type === "plan.decided" ? "0" : String(data.number), { decided_on, paragraph, registry_no, digest });
	},
	rows: async (db, range) =>
		(await listPlanDecisionsToldOf(db, range)).map(({ object_id, number, year, content, ...facts }) => ({
			object_id,
			key: String(number),
			name: number === 0 ? String(year) : `${year}, ändringsbeslut ${number}`,
			facts: { ...facts, digest: content === null ? null : sha256(content) },
		})),
};

/** Every kind of row that can be made again from the trail. */
export const REPLAYED: readonly ReplayedKind[] = [
	createdRuns,
	runs,
	addedItems,
	cash,
	answers,
	invoices,
	deviations,
	balances,
	purchases,
	populations,
	roles,
	planDecisions,
	riskAreaVersions,
	riskAreaLinks,
	riskDisagreements,
	coverageStatements,
	riskProposals,
	regionItems,
	...threads,
	...evidenceRequests,
	...REPLAYED_SAM,
];
