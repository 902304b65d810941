import { isUniqueViolation } from "../../../db/errors.ts";
import type { Trx } from "../../../db/open.ts";
import { listMessages, type ThreadMessage } from "../../../db/queries/ground/messages.ts";
import { insertMessage } from "../../../db/writes/ground/messages.ts";
import type { MessagePart } from "../../../db/schema/ground/messages.ts";
import { sha256 } from "../canonical.ts";
import { Invalid, NotAllowed } from "../errors.ts";
import { type Context, nowOf } from "../write/context.ts";
import { newId } from "../write/new-id.ts";
import type { Notice } from "../write/notify.ts";
import { write } from "../write/write.ts";
import type { WriteMessage } from "./schema.ts";
import { askable, partsOf, type ThreadSubject } from "./thread.ts";

/** Asks, or answers, where the actor has a duty of their own. Nothing is edited: a correction is a new message. */
export async function writeMessage(
	ctx: Context,
	readSubject: (db: Trx) => Promise<ThreadSubject>,
	{ text, to, answers }: WriteMessage,
): Promise<void> {
	try {
		await write(ctx, async ({ trx, allow, record, notify }) => {
			const subject = await readSubject(trx);
			await allow(subject.view, subject.unit_id);
			const parts = await partsOf(trx, ctx.actor, subject);
			await allow("message.write", subject.unit_id, absentParty(ctx, subject));
			if (parts.length === 0) throw new NotAllowed("Bara den som har en uppgift här skriver frågor och svar.");
			const earlier = await listMessages(trx, subject.kind, subject.id);
			const question = answers === null ? null : requireQuestion(ctx, earlier, answers);
			if (to !== null) requireAskable(subject, parts, to);
			const number = earlier.length + 1;
			await insertMessage(trx, {
				...{ id: newId(ctx.clock()), subject_kind: subject.kind, subject_id: subject.id, number },
				...{ subject_title: subject.title, unit_id: subject.unit_id, asked_part: to, answers_id: answers, text },
				...{ written_at: nowOf(ctx), written_by: ctx.actor.id! },
			});
			await record({
				type: "message.written",
				unit_id: subject.unit_id,
				object: { kind: subject.kind, id: subject.id },
				data: { about: subject.title, number, to, answers: question?.number ?? null, digest: sha256(text) },
			});
			for (const notice of noticesOf(subject, to, question)) await notify(notice);
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ "": "Någon annan skrev samtidigt. Skicka igen." });
		throw error;
	}
}

/** For whom a substitute writes: the first of the parties that they stand in for. */
function absentParty({ actor }: Context, { parties }: ThreadSubject): string | null {
	const ids = parties.flatMap((one) => (one.part === "controller" || one.id === null ? [] : [one.id]));
	if (actor.id !== null && ids.includes(actor.id)) return null;
	return (
		actor.roles.find(({ substitute_for }) => substitute_for && ids.includes(substitute_for.id))?.substitute_for?.id ??
		null
	);
}

function requireQuestion({ actor }: Context, earlier: readonly ThreadMessage[], id: string): ThreadMessage {
	const question = earlier.find((one) => one.id === id && one.asked_part !== null);
	if (!question) throw new Invalid({ answers: "Frågan finns inte här." });
	if (question.written_by === actor.id)
		throw new Invalid({ text: "Den som frågade svarar inte själv. Skriv en ny fråga om något behöver läggas till." });
	return question;
}

function requireAskable(subject: ThreadSubject, parts: readonly MessagePart[], to: MessagePart): void {
	if (!askable(subject, parts).some(({ value }) => value === to))
		throw new Invalid({ to: "Välj någon annan som har en uppgift här." });
}

/** Word to whoever is asked, or to the one who asked: that there is something, never what was written. */
function noticesOf(subject: ThreadSubject, to: MessagePart | null, question: ThreadMessage | null): Notice[] {
	const about = {
		...{ unit_id: subject.unit_id, unit: subject.unit, title: subject.title },
		object: { kind: subject.kind, id: subject.id },
	};
	if (question) return [{ ...about, to: question.written_by, kind: "question_answered" }];
	const asked = subject.parties.find(({ part }) => part === to);
	return asked && asked.part !== "controller" ? [{ ...about, to: asked.id, kind: "asked" }] : [];
}
