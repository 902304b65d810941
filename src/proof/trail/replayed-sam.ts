import type { Db } from "../../../db/open.ts";
import { grouped } from "../../../db/queries/ground/tables.ts";
import type { IdRange } from "../../../db/queries/proof/trail-replay.ts";
import {
	listSamActionStatuses,
	listSamActionsToldOf,
	listSamAllocationsToldOf,
	listSamAnswersToldOf,
	listSamQuestionIds,
	listSamReconciliationsToldOf,
	listSamReturnsToldOf,
	listSamSignaturesToldOf,
	listSamStatementsToldOf,
} from "../../../db/queries/proof/trail-replay-sam.ts";
import { SAM_MARKS } from "../../../db/schema/sam/words.ts";
import {
	actionPrint,
	allocationPrint,
	answerPrint,
	reconciliationPrint,
	returnPrint,
	signedPrint,
	statementPrint,
} from "../../ground/write/events/sam-prints.ts";
import { add, type ReplayedKind } from "./replayed-kind.ts";

/** What two kinds of rows are made of is read once for a stretch. */
function oncePerRange<Rows>(read: (db: Db, range: IdRange) => Promise<Rows>): typeof read {
	const known = new WeakMap<IdRange, Promise<Rows>>();
	return (db, range) => {
		const rows = known.get(range) ?? read(db, range);
		known.set(range, rows);
		return rows;
	};
}
const readAnswers = oncePerRange(listSamAnswersToldOf);
const readActions = oncePerRange(listSamActionsToldOf);

const answers: ReplayedKind = {
	object: "sam_review",
	noun: "SAM-svaret",
	types: ["sam_review.answered"],
	tell(told, { data }) {
		for (const { position, version, sha256 } of data.answers)
			add(told, `${position} ${version}`, { svar: sha256, mark: 1 });
	},
	rows: async (db, range) => {
		const rows = await readAnswers(db, range);
		return rows.map((row, n) => {
			const next = rows[n + 1];
			const holds = next?.object_id !== row.object_id || next.question_id !== row.question_id;
			// the review's marks show the answer that holds
			const isMarked = !holds || row.marks[row.position - 1] === SAM_MARKS[row.answer];
			return {
				object_id: row.object_id,
				key: `${row.position} ${row.version}`,
				name: `${row.unit_name}, fråga ${row.position}, version ${row.version}`,
				facts: { svar: answerPrint(row), mark: isMarked ? 1 : 0 },
			};
		});
	},
};

const actions: ReplayedKind = {
	object: "sam_review",
	noun: "SAM-åtgärden",
	types: ["sam_review.answered"],
	tell(told, { data }) {
		for (const { position, sha256 } of data.actions) add(told, String(position), { åtgärd: sha256 });
	},
	rows: async (db, range) =>
		(await readActions(db, range)).map((row) => ({
			object_id: row.object_id,
			key: String(row.position),
			name: `${row.unit_name}, fråga ${row.position}`,
			facts: { åtgärd: actionPrint(row) },
		})),
};

const actionStatuses: ReplayedKind = {
	object: "sam_action",
	noun: "SAM-åtgärden vid",
	untold: { status: "not_started" },
	types: ["sam_action.reported", "sam_action.followed"],
	tell: (told, { data }) => add(told, "", { status: data.status }),
	rows: async (db, range) =>
		(await listSamActionStatuses(db, range)).map(({ object_id, unit_name, status }) => ({
			object_id,
			key: "",
			name: unit_name,
			facts: { status },
		})),
};

/** What the signature covers is made again from the answers, the åtgärder and who took part, as they are now. */
async function signedRows(db: Db, range: IdRange) {
	const questions = grouped(await listSamQuestionIds(db), ({ set_id }) => set_id);
	const key = (review: string, question: string) => `${review} ${question}`;
	const places = new Map([...questions.values()].flatMap((set) => set.map(({ id }, n) => [id, n + 1] as const)));
	const given = new Map((await readAnswers(db, range)).map((row) => [key(row.object_id, String(row.position)), row]));
	const acted = new Map((await readActions(db, range)).map((row) => [key(row.object_id, String(row.position)), row]));
	return (await listSamSignaturesToldOf(db, range)).map(
		({ object_id, unit_name, digest, is_late, set_id, ...review }) => {
			const signed = (questions.get(set_id) ?? []).map(({ id }) => {
				const at = key(object_id, String(places.get(id)));
				return { answer: given.get(at), action: acted.get(at) };
			});
			const facts = { digest, is_late, innehåll: signedPrint(review, signed) };
			return { object_id, key: "", name: unit_name, facts };
		},
	);
}

const signatures: ReplayedKind = {
	object: "sam_review",
	noun: "SAM-signaturen för",
	tell(told, { type, data }) {
		if (type === "sam_review.signed")
			told.set("", { digest: data.sha256, is_late: data.late ? 1 : 0, innehåll: data.sha256 });
		// a unit that comes back into the round answers anew
		else if (type === "sam_review.reopened" || data.changes?.state?.[1] === "open") told.delete("");
	},
	rows: signedRows,
};

const statements: ReplayedKind = {
	object: "sam_review",
	noun: "Skyddsombudets besked för",
	types: ["sam_review.stated"],
	tell: (told, { data }) => void told.set(data.sha256, {}),
	rows: async (db, range) =>
		(await listSamStatementsToldOf(db, range)).map((row) => ({
			object_id: row.object_id,
			key: statementPrint(row),
			name: row.unit_name,
			facts: {},
		})),
};

const reconciliations: ReplayedKind = {
	object: "sam_review",
	noun: "Avstämningen av",
	types: ["sam_review.reconciled"],
	tell: (told, { data }) => void told.set(data.sha256, {}),
	rows: async (db, range) =>
		(await listSamReconciliationsToldOf(db, range)).map((row) => ({
			object_id: row.review_id,
			key: reconciliationPrint(row),
			name: row.unit_name,
			facts: {},
		})),
};

const returns: ReplayedKind = {
	object: "sam_return",
	noun: "Returneringen vid",
	tell(told, { data }) {
		told.set("", { innehåll: data.sha256 });
	},
	rows: async (db, range) =>
		(await listSamReturnsToldOf(db, range)).map((row) => ({
			object_id: row.id,
			key: "",
			name: row.unit_name,
			facts: { innehåll: returnPrint(row) },
		})),
};

const allocations: ReplayedKind = {
	object: "sam_allocation",
	noun: "Fördelningen av arbetsmiljöuppgifter vid",
	types: ["sam_allocation.made", "sam_allocation.acknowledged", "sam_allocation.ended"],
	tell(told, { type, data }) {
		const last = [...told.values()].at(-1);
		if (type === "sam_allocation.made") told.set(data.sha256, { kvitterad: 0, avslutad: 0 });
		else if (type === "sam_allocation.acknowledged" && last) last.kvitterad = 1;
		else if (type === "sam_allocation.ended" && last) last.avslutad = 1;
	},
	rows: async (db, range) =>
		(await listSamAllocationsToldOf(db, range)).map((row) => ({
			object_id: row.unit_id,
			key: allocationPrint(row),
			name: row.unit_name,
			facts: { kvitterad: row.acknowledged_at === null ? 0 : 1, avslutad: row.ended_at === null ? 0 : 1 },
		})),
};

/** SAM's rows. What was said stands in no event, only fingerprints that the rows still have to give. */
export const REPLAYED_SAM: readonly ReplayedKind[] = [
	answers,
	actions,
	actionStatuses,
	signatures,
	statements,
	reconciliations,
	returns,
	allocations,
];
