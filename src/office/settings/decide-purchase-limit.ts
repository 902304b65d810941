import { isUniqueViolation } from "../../../db/errors.ts";
import type { Settings } from "../../../db/queries/office/settings.ts";
import { insertSetting } from "../../../db/writes/office/settings.ts";
import { requireSomewhere } from "../../ground/access/require-may.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import type { DecidePurchaseLimit } from "./schema.ts";
import { SETTING_LABELS, settingText } from "./setting-text.ts";

/** Adds a dated purchase limit. Earlier ones stay: a frozen population keeps the limit it was frozen with. */
export async function decidePurchaseLimit(ctx: Context, input: DecidePurchaseLimit): Promise<void> {
	const unitId = requireSomewhere(ctx.actor, "settings.edit").unit_id;
	const key = "purchase_limit";
	const value: Settings[typeof key] = {
		limit_ore: input.limit_kr * 100,
		unit_basis: input.unit_basis,
		vat_basis: input.vat_basis,
	};
	try {
		await write(ctx, async ({ trx, allow, record }) => {
			await allow("settings.edit", unitId);
			const id = newId(ctx.clock());
			await insertSetting(trx, {
				id,
				key,
				value: JSON.stringify(value),
				valid_from: input.valid_from,
				created_at: nowOf(ctx),
				created_by: ctx.actor.id!,
			});
			await record({
				type: "setting.decided",
				unit_id: null,
				object: { kind: "setting", id: key },
				data: { key, label: SETTING_LABELS[key], value: settingText(key, value), valid_from: input.valid_from },
			});
		});
	} catch (error) {
		if (isUniqueViolation(error))
			throw new Invalid({ valid_from: "Det finns redan ett beslut som gäller från den dagen. Välj en annan dag." });
		throw error;
	}
}
