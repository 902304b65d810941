import { listRequestsToldOf } from "../../../db/queries/proof/trail-replay-said.ts";
import { REQUESTED_PARENTS, type RequestedParent } from "../../../db/schema/checks/evidence-requests.ts";
import { sha256 } from "../../ground/canonical.ts";
import { add, type ReplayedKind } from "./replayed-kind.ts";

/** Whom evidence was asked of about an item, a run or a deviation, and how each request ended. */
export const evidenceRequests: readonly ReplayedKind[] = REQUESTED_PARENTS.map(requestsOf);

const OPEN = { outcome: null, said: null };

function requestsOf(object: RequestedParent): ReplayedKind {
	return {
		object,
		noun: "Begäran om underlag",
		types: ["evidence.requested", "evidence.request_settled"],
		tell(told, { type, data }) {
			const { number, asked_of, digest, outcome } = data;
			if (type === "evidence.requested") add(told, String(number), { asked_of, wanted: digest, ...OPEN });
			else if (type === "evidence.request_settled") add(told, String(number), { outcome, said: digest });
		},
		rows: async (db, range) =>
			(await listRequestsToldOf(db, object, range)).map(({ object_id, number, asked_of, wanted, outcome, note }) => ({
				...{ object_id, key: String(number), name: String(number) },
				facts: { asked_of, wanted: sha256(wanted), outcome, said: note === null ? null : sha256(note) },
			})),
	};
}
