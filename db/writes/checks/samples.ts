import type { Insertable, Updateable } from "kysely";
import type { Trx } from "../../open.ts";
import type { CheckAnswerTable, SampleItemTable } from "../../schema/checks/samples.ts";
import { updateVersioned } from "../ground/versioned.ts";

export async function insertItem(trx: Trx, item: Insertable<SampleItemTable>): Promise<void> {
	await trx.insertInto("sample_items").values(item).execute();
}

export function updateItem(trx: Trx, id: string, version: number, values: Partial<Updateable<SampleItemTable>>) {
	return updateVersioned(trx, "sample_items", id, version, values);
}

export async function insertAnswer(trx: Trx, answer: Insertable<CheckAnswerTable>): Promise<void> {
	await trx.insertInto("check_answers").values(answer).execute();
}

export function updateAnswer(trx: Trx, id: string, version: number, values: Partial<Updateable<CheckAnswerTable>>) {
	return updateVersioned(trx, "check_answers", id, version, values);
}
