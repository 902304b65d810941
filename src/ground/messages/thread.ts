import type { Db } from "../../../db/open.ts";
import { listMessages, type ThreadMessage } from "../../../db/queries/ground/messages.ts";
import { MESSAGE_PARTS, type MessagePart, type MessageSubject } from "../../../db/schema/ground/messages.ts";
import { type Actor, peopleOf } from "../access/actor.ts";
import type { Action } from "../access/permissions.ts";
import { mayAt } from "../access/require-may.ts";

/** Who has a duty in what a thread is about; the controllers are whoever may do `by` at its unit. */
export type Party =
	| { part: Exclude<MessagePart, "controller">; id: string | null; name: string | null }
	| { part: "controller"; by: Action };

/** A run, risk or measure as its thread sees it. */
export interface ThreadSubject {
	kind: MessageSubject;
	id: string;
	/** What it is called where it is told of: in a letter others may read it. */
	title: string;
	unit_id: string;
	unit: string;
	/** By what it is seen. */
	view: Action;
	parties: readonly Party[];
}

/** The parts that the actor has in it, also as a substitute. */
export async function partsOf(db: Db, actor: Actor, { parties, unit_id }: ThreadSubject): Promise<MessagePart[]> {
	const people = peopleOf(actor);
	const held = await Promise.all(
		parties.map(async (one) =>
			one.part === "controller" ? mayAt(db, actor, one.by, unit_id) : one.id !== null && people.includes(one.id),
		),
	);
	return parties.filter((_, n) => held[n]).map(({ part }) => part);
}

/** A question with its answers. */
export interface Exchange {
	question: ThreadMessage;
	answers: readonly ThreadMessage[];
	/** The reader may answer: has a part in it, and did not ask. */
	may_answer: boolean;
}

export interface Thread {
	exchanges: readonly Exchange[];
	/** Whom the reader may ask; empty for whoever has no part in it. */
	to: readonly { value: MessagePart; label: string }[];
}

/** What has been asked and answered, and what the actor may add. */
export async function readThread(db: Db, actor: Actor, subject: ThreadSubject): Promise<Thread> {
	const messages = await listMessages(db, subject.kind, subject.id);
	const parts = await partsOf(db, actor, subject);
	const writes = parts.length > 0 && !actor.reads_only;
	return {
		exchanges: messages
			.filter((one) => one.asked_part !== null)
			.map((question) => ({
				question,
				answers: messages.filter((one) => one.answers_id === question.id),
				may_answer: writes && question.written_by !== actor.id,
			})),
		to: writes ? askable(subject, parts) : [],
	};
}

/** The others, as far as somebody has the part. */
export function askable({ parties }: ThreadSubject, own: readonly MessagePart[]): Thread["to"] {
	return parties
		.filter((one) => !own.includes(one.part) && (one.part === "controller" || one.id !== null))
		.map((one) => ({ value: one.part, label: partText(one) }));
}

function partText(party: Party): string {
	const word = MESSAGE_PARTS[party.part];
	return party.part === "controller" || party.name === null ? word : `${word}, ${party.name}`;
}
