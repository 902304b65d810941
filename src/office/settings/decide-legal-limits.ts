import { isUniqueViolation } from "../../../db/errors.ts";
import { insertSetting } from "../../../db/writes/office/settings.ts";
import { requireSomewhere } from "../../ground/access/require-may.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import type { DecideLegalLimits } from "./schema.ts";
import { SETTING_LABELS, settingText } from "./setting-text.ts";

/** Adds the law's dated limits for direct awards: what the accumulation rule measures against. */
export async function decideLegalLimits(ctx: Context, input: DecideLegalLimits): Promise<void> {
	const unitId = requireSomewhere(ctx.actor, "settings.edit").unit_id;
	const key = "legal_limits";
	if (input.direct_award_kr <= input.documentation_kr)
		throw new Invalid({ direct_award_kr: "Ange ett högre belopp än gränsen för dokumentation." });
	const value = { documentation_ore: input.documentation_kr * 100, direct_award_ore: input.direct_award_kr * 100 };
	try {
		await write(ctx, async ({ trx, allow, record }) => {
			await allow("settings.edit", unitId);
			await insertSetting(trx, {
				id: newId(ctx.clock()),
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
