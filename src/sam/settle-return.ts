import type { z } from "zod";
import type { Db } from "../../db/open.ts";
import { findPersonOption } from "../../db/queries/people/people.ts";
import { findLiveAllocation, findSamReturn, type SamReturn } from "../../db/queries/sam/matters.ts";
import { updateSamReturn } from "../../db/writes/sam/matters.ts";
import { reachOf } from "../ground/access/actor.ts";
import { stockholmDate } from "../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../ground/write/context.ts";
import { Invalid, NotFound } from "../ground/errors.ts";
import { returnPrint } from "../ground/write/events/sam-prints.ts";
import { requireFresh } from "../ground/write/stale.ts";
import { write } from "../ground/write/write.ts";
import { endAllocation } from "./allocate-tasks.ts";
import { requireSuperior } from "./line.ts";
import { requireSamReview } from "./require-review.ts";
import type { Receipt, Replacement } from "./schema.ts";
import { LEADING_ROLES } from "../../db/schema/vocabulary.ts";

export async function requireSamReturn(db: Db, id: string): Promise<SamReturn> {
	const found = await findSamReturn(db, id);
	if (!found) throw new NotFound(`sam return ${id}`);
	return found;
}

/** The superior acknowledges a return: it has been received and this is what happens now. */
export function acknowledgeReturn(ctx: Context, id: string, input: z.infer<typeof Receipt>): Promise<void> {
	return write(ctx, async (writing) => {
		const { trx, record } = writing;
		const found = await requireSamReturn(trx, id);
		const review = await requireSamReview(trx, found.review_id);
		await requireSuperior(writing, ctx, { ...review, manager_id: found.manager_id }, "sam.return");
		if (found.state !== "raised")
			throw new Invalid({ "": `Returneringen är redan kvitterad av ${found.acknowledged_by_name}.` });
		const values = {
			state: "acknowledged" as const,
			acknowledged_at: nowOf(ctx),
			acknowledged_by_name: ctx.actor.name,
			answer: input.answer,
		};
		await requireFresh(trx, await updateSamReturn(trx, id, input.version, values), "sam_return", id);
		await record({
			type: "sam_return.acknowledged",
			unit_id: found.unit_id,
			object: { kind: "sam_return", id },
			data: { unit: found.unit_name, sha256: returnPrint({ ...found, ...values }) },
		});
	});
}

/** Names who holds the tasks instead: somebody in the line, often the superior. The returned allocation ends. */
export function nameReplacement(ctx: Context, id: string, input: Replacement): Promise<void> {
	return write(ctx, async (writing) => {
		const { trx, record } = writing;
		const found = await requireSamReturn(trx, id);
		const review = await requireSamReview(trx, found.review_id);
		await requireSuperior(writing, ctx, { ...review, manager_id: found.manager_id }, "sam.return");
		if (found.state === "raised") throw new Invalid({ "": "Kvittera returneringen innan du utser en ersättare." });
		if (found.state === "replaced") throw new Invalid({ "": `${found.replacement_name} är redan utsedd.` });
		if (input.replacement_id === found.manager_id)
			throw new Invalid({ replacement_id: "Uppgifterna är returnerade av den personen. Välj någon annan." });
		const person = await findPersonOption(
			trx,
			{
				reach: reachOf(ctx.actor, "sam.allocate"),
				today: stockholmDate(nowOf(ctx)),
				roles: LEADING_ROLES,
			},
			input.replacement_id,
		);
		if (!person) throw new Invalid({ replacement_id: "Välj en chef inom din del av organisationen." });
		const { version, ...chosen } = input;
		const values = { ...chosen, state: "replaced" as const, replacement_name: person.name };
		await requireFresh(trx, await updateSamReturn(trx, id, version, values), "sam_return", id);
		await record({
			type: "sam_return.replaced",
			unit_id: found.unit_id,
			object: { kind: "sam_return", id },
			data: { unit: found.unit_name, sha256: returnPrint({ ...found, ...values }) },
		});
		const allocation = await findLiveAllocation(trx, found.unit_id);
		if (allocation?.manager_id === found.manager_id)
			await endAllocation(writing, ctx, allocation, found.unit_name, `Ny fördelning till ${person.name}.`);
	});
}
