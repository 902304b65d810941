import { listMessagesToldOf } from "../../../db/queries/proof/trail-replay-said.ts";
import type { MessageSubject } from "../../../db/schema/ground/messages.ts";
import { sha256 } from "../../ground/canonical.ts";
import { add, type ReplayedKind } from "./replayed-kind.ts";

/** What has been asked and answered of a run, a risk or a measure: their events are told by what they are about. */
export const threads: readonly ReplayedKind[] = (["control_run", "risk", "measure"] as const).map(threadOf);

function threadOf(object: MessageSubject): ReplayedKind {
	return {
		object,
		noun: "Frågan eller svaret",
		types: ["message.written"],
		tell(told, { data }) {
			const { number, to, answers, digest } = data;
			add(told, String(number), { to, answers, digest });
		},
		rows: async (db, range) =>
			(await listMessagesToldOf(db, object, range)).map(({ object_id, number, title, text, ...facts }) => ({
				...{ object_id, key: String(number), name: `${number} om ${title}` },
				facts: { ...facts, digest: sha256(text) },
			})),
	};
}
