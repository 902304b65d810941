import { listIdentitiesOf } from "../../../db/queries/people/accounts.ts";
import { listRootUnits } from "../../../db/queries/people/units.ts";
import { Invalid } from "../../ground/errors.ts";
import type { Context } from "../../ground/write/context.ts";
import type { Writing } from "../../ground/write/write.ts";
import { decideSetting } from "./decide-setting.ts";
import type { DecideCodes, DecidePasswords } from "./schema.ts";

/** How everybody signs in is decided by an administrator of the whole region, never by a controller. */
async function allowWholeRegion({ trx, allow }: Pick<Writing, "trx" | "allow">): Promise<void> {
	for (const root of await listRootUnits(trx)) await allow("organisation.edit", root.id);
}

/** Adds a decision on passwords. Whoever forbids them must have another way in, so that the decision can be undone. */
export function decidePasswords(ctx: Context, input: DecidePasswords): Promise<void> {
	const forbidden = input.passwords === "forbidden";
	return decideSetting(ctx, "local_passwords", { forbidden }, input.valid_from, async (writing) => {
		await allowWholeRegion(writing);
		if (!forbidden) return;
		if (!ctx.sign_in?.provider)
			throw new Invalid({ passwords: "Ingen inloggningstjänst är inställd, så lösenord är enda sättet att logga in." });
		if ((await listIdentitiesOf(writing.trx, ctx.actor.id!)).length === 0)
			throw new Invalid({
				passwords: `Ditt eget konto är inte kopplat till ${ctx.sign_in.provider}. Koppla det först, annars kommer du inte in.`,
			});
	});
}

/** Adds a decision on second factors. */
export function decideCodes(ctx: Context, input: DecideCodes): Promise<void> {
	return decideSetting(
		ctx,
		"second_factor",
		{ required: input.codes === "required" },
		input.valid_from,
		allowWholeRegion,
	);
}
