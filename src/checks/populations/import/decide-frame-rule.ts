import { listFrameRules } from "../../../../db/queries/checks/populations-rules.ts";
import { RULE_EFFECTS, RULE_KINDS } from "../../../../db/schema/checks/populations.ts";
import { insertFrameRule } from "../../../../db/writes/checks/populations.ts";
import { type Context, nowOf } from "../../../ground/write/context.ts";
import { newId } from "../../../ground/write/new-id.ts";
import { write } from "../../../ground/write/write.ts";
import { frameTerms } from "../frame/frame-terms.ts";
import type { DecideFrameRuleInput } from "../schema.ts";
import { openTicket } from "./preview-ticket.ts";

/**
 * Decides, before anything is frozen, what counts as a purchase of the control from the file's period on. Populations that are frozen
 * keep the words they were frozen with.
 */
export async function decideFrameRule(ctx: Context, token: string, input: DecideFrameRuleInput): Promise<string> {
	const { ticket } = await openTicket(ctx, token);
	const { control, period } = await frameTerms(ctx, ctx.db, ticket);
	const { kind, pattern, effect, reason } = input;
	const valid_from = period.first_day;
	await write(ctx, async ({ trx, allow, record, unchanged }) => {
		await allow("purchases.import", control.unit_id);
		const rules = await listFrameRules(trx, control.id, period.last_day);
		if (rules.some((rule) => rule.kind === kind && rule.pattern === pattern && rule.effect === effect))
			return unchanged(null);
		const id = newId(ctx.clock());
		const decided = { created_at: nowOf(ctx), created_by: ctx.actor.id! };
		await insertFrameRule(trx, { id, control_id: control.id, kind, pattern, effect, valid_from, reason, ...decided });
		await record({
			type: "frame_rule.decided",
			unit_id: control.unit_id,
			object: { kind: "control", id: control.id },
			data: { what: `${RULE_KINDS[kind]} ${pattern}`, effect: RULE_EFFECTS[effect].toLowerCase(), valid_from, reason },
		});
		return null;
	});
	return token;
}
