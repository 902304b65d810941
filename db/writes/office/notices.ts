import type { Insertable, Updateable } from "kysely";
import { IS_OPEN } from "../../queries/office/notices.ts";
import type { Trx } from "../../open.ts";
import {
	type DropReason,
	type LetterState,
	type LetterTable,
	type NoticeChoiceTable,
	type NoticeTable,
	OPEN_LETTERS,
} from "../../schema/office/notices.ts";

/**
 * False when the person has been told the same already. Looked for first: SQLite's guard against replaced rows refuses the statement
 * before it can be passed over; on PostgreSQL two nodes may look at once, and the index lets one through.
 */
export async function insertNotice(trx: Trx, notice: Insertable<NoticeTable>): Promise<boolean> {
	const known = await trx
		.selectFrom("notices")
		.select("id")
		.where("person_id", "=", notice.person_id)
		.where("kind", "=", notice.kind)
		.where("object_id", "=", notice.object_id)
		.where("moment", "=", notice.moment)
		.executeTakeFirst();
	if (known) return false;
	const result = await trx
		.insertInto("notices")
		.values(notice)
		.onConflict((same) => same.columns(["person_id", "kind", "object_id", "moment"]).doNothing())
		.executeTakeFirst();
	return result.numInsertedOrUpdatedRows === 1n;
}

export async function dropNotices(trx: Trx, ids: readonly string[], reason: DropReason): Promise<void> {
	if (ids.length === 0) return;
	await trx
		.updateTable("notices")
		.set({ dropped: reason })
		.where("id", "in", [...ids])
		.where("dropped", "is", null)
		.execute();
}

/** False when the person has a letter on its way already: another node was first. */
export async function insertLetter(trx: Trx, letter: Insertable<LetterTable>): Promise<boolean> {
	const known = await trx
		.selectFrom("letters")
		.select("id")
		.where("person_id", "=", letter.person_id)
		.where(IS_OPEN)
		.executeTakeFirst();
	if (known) return false;
	const result = await trx
		.insertInto("letters")
		.values(letter)
		.onConflict((open) => open.doNothing())
		.executeTakeFirst();
	return result.numInsertedOrUpdatedRows === 1n;
}

export async function putInLetter(trx: Trx, ids: readonly string[], letterId: string): Promise<void> {
	await trx
		.updateTable("notices")
		.set({ letter_id: letterId })
		.where("id", "in", [...ids])
		.where("letter_id", "is", null)
		.where("dropped", "is", null)
		.execute();
}

/** Changes a letter that stands as the caller last saw it. False when another node was first: the one claim of several that holds. */
export async function moveLetter(
	trx: Trx,
	id: string,
	from: readonly LetterState[],
	to: Updateable<LetterTable>,
): Promise<boolean> {
	const result = await trx
		.updateTable("letters")
		.set(to)
		.where("id", "=", id)
		.where("state", "in", [...from])
		.executeTakeFirst();
	return result.numUpdatedRows === 1n;
}

/** Claims that nobody has ended: the process died between the mail server's word and the commit, or before it asked. */
export async function giveUpClaims(trx: Trx, before: string, now: string, answer: string): Promise<number> {
	const result = await trx
		.updateTable("letters")
		.set({ state: "unsure", settled_at: now, answer })
		.where(IS_OPEN)
		.where("state", "=", "sending")
		.where("claimed_at", "<", before)
		.executeTakeFirst();
	return Number(result.numUpdatedRows);
}

/** Lets what waits for a mail server that was away go at once. */
export async function hastenLetters(trx: Trx, now: string): Promise<void> {
	await trx
		.updateTable("letters")
		.set({ next_at: now })
		.where(IS_OPEN)
		.where(
			"state",
			"in",
			OPEN_LETTERS.filter((state) => state !== "sending"),
		)
		.where("next_at", ">", now)
		.execute();
}

/** False when the choices have been changed since the person saw them. */
export async function saveChoices(trx: Trx, choices: NoticeChoiceTable): Promise<boolean> {
	const { person_id, version, ...values } = choices;
	if (version === 0) {
		const added = await trx
			.insertInto("notice_choices")
			.values({ person_id, ...values, version: 1 })
			.onConflict((same) => same.column("person_id").doNothing())
			.executeTakeFirst();
		return added.numInsertedOrUpdatedRows === 1n;
	}
	const result = await trx
		.updateTable("notice_choices")
		.set({ ...values, version: version + 1 })
		.where("person_id", "=", person_id)
		.where("version", "=", version)
		.executeTakeFirst();
	return result.numUpdatedRows === 1n;
}
