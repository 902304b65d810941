import type { Insertable } from "kysely";
import type { Trx } from "../open.ts";
import type { CheckAnswerTable, SampleItemTable } from "../schema/samples.ts";

export async function insertItem(trx: Trx, item: Insertable<SampleItemTable>): Promise<void> {
	await trx.insertInto("sample_items").values(item).execute();
}

export async function insertAnswer(trx: Trx, answer: Insertable<CheckAnswerTable>): Promise<void> {
	await trx.insertInto("check_answers").values(answer).execute();
}
