import { isUniqueViolation } from "../../../db/errors.ts";
import type { SettingKey, Settings } from "../../../db/queries/office/settings.ts";
import { insertSetting } from "../../../db/writes/office/settings.ts";
import { requireSomewhere } from "../../ground/access/require-may.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { SETTING_LABELS, settingText } from "./setting-text.ts";

/** Adds what is decided from a day on. Earlier decisions stay: what was made under them keeps them. */
export async function decideSetting<K extends SettingKey>(
	ctx: Context,
	key: K,
	value: Settings[K],
	valid_from: string,
	/** What more this setting asks of whoever decides it. */
	more: (writing: Writing) => Promise<void> = async () => undefined,
): Promise<void> {
	const unitId = requireSomewhere(ctx.actor, "settings.edit").unit_id;
	try {
		await write(ctx, async (writing) => {
			const { trx, allow, record } = writing;
			await allow("settings.edit", unitId);
			await more(writing);
			await insertSetting(trx, {
				id: newId(ctx.clock()),
				key,
				value: JSON.stringify(value),
				valid_from,
				created_at: nowOf(ctx),
				created_by: ctx.actor.id!,
			});
			await record({
				type: "setting.decided",
				unit_id: null,
				object: { kind: "setting", id: key },
				data: { key, label: SETTING_LABELS[key], value: settingText(key, value), valid_from },
			});
		});
	} catch (error) {
		if (isUniqueViolation(error))
			throw new Invalid({ valid_from: "Det finns redan ett beslut som gäller från den dagen. Välj en annan dag." });
		throw error;
	}
}
