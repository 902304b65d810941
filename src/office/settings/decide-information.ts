import type { Context } from "../../ground/write/context.ts";
import { decideSetting } from "./decide-setting.ts";
import type { DecideInformation } from "./schema.ts";

/** Adds what users are told of the service: who answers for personal data, on what ground, and who supervises accessibility. */
export function decideInformation(ctx: Context, { valid_from, ...told }: DecideInformation): Promise<void> {
	return decideSetting(ctx, "information", told, valid_from);
}
