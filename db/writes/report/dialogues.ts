import type { Insertable, Updateable } from "kysely";
import type { Trx } from "../../open.ts";
import type { DialoguePointTable, DialogueTable } from "../../schema/report/dialogues.ts";
import { updateVersioned } from "../ground/versioned.ts";

export async function insertDialogue(trx: Trx, dialogue: Insertable<DialogueTable>): Promise<void> {
	await trx.insertInto("dialogues").values(dialogue).execute();
}

export function updateDialogue(
	trx: Trx,
	id: string,
	version: number,
	values: Partial<Updateable<DialogueTable>>,
): Promise<boolean> {
	return updateVersioned(trx, "dialogues", id, version, values);
}

export async function insertPoint(trx: Trx, point: Insertable<DialoguePointTable>): Promise<void> {
	await trx.insertInto("dialogue_points").values(point).execute();
}

export function updatePoint(
	trx: Trx,
	id: string,
	version: number,
	values: Partial<Updateable<DialoguePointTable>>,
): Promise<boolean> {
	return updateVersioned(trx, "dialogue_points", id, version, values);
}
