import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { SettingTable } from "../../schema/office/settings.ts";

export async function insertSetting(trx: Trx, setting: Insertable<SettingTable>): Promise<void> {
	await trx.insertInto("settings").values(setting).execute();
}
