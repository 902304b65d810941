import type { Context } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { decideSetting } from "./decide-setting.ts";
import type { DecideLegalLimits } from "./schema.ts";

/** Adds the law's dated limits for direct awards: what the accumulation rule measures against. */
export async function decideLegalLimits(ctx: Context, input: DecideLegalLimits): Promise<void> {
	if (input.direct_award_kr <= input.documentation_kr)
		throw new Invalid({ direct_award_kr: "Ange ett högre belopp än gränsen för dokumentation." });
	const value = { documentation_ore: input.documentation_kr * 100, direct_award_ore: input.direct_award_kr * 100 };
	await decideSetting(ctx, "legal_limits", value, input.valid_from);
}
