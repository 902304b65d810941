import type { Context } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { decideSetting } from "./decide-setting.ts";
import type { DecideLegalLimits } from "./schema.ts";

/** Adds the law's dated limits for direct awards. The accumulation rule measures against those per kind, never against the duty to document. */
export async function decideLegalLimits(ctx: Context, input: DecideLegalLimits): Promise<void> {
	const { documentation_kr, goods_services_kr, social_special_kr } = input;
	const tooLow = "Ange ett högre belopp än gränsen för dokumentation.";
	if (goods_services_kr <= documentation_kr) throw new Invalid({ goods_services_kr: tooLow });
	if (social_special_kr !== null && social_special_kr <= documentation_kr)
		throw new Invalid({ social_special_kr: tooLow });
	const limits = {
		documentation_ore: documentation_kr * 100,
		goods_services_ore: goods_services_kr * 100,
		social_special_ore: social_special_kr === null ? null : social_special_kr * 100,
	};
	await decideSetting(ctx, "legal_limits", limits, input.valid_from);
}
