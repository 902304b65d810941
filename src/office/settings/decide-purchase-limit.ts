import type { Context } from "../../ground/write/context.ts";
import { decideSetting } from "./decide-setting.ts";
import type { DecidePurchaseLimit } from "./schema.ts";

/** Adds a dated purchase limit. Earlier ones stay: a frozen population keeps the limit it was frozen with. */
export function decidePurchaseLimit(ctx: Context, input: DecidePurchaseLimit): Promise<void> {
	const { limit_kr, unit_basis, vat_basis, counted, valid_from } = input;
	return decideSetting(
		ctx,
		"purchase_limit",
		{ limit_ore: limit_kr * 100, unit_basis, vat_basis, counted },
		valid_from,
	);
}
