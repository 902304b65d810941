import { isUniqueViolation } from "../../db/errors.ts";
import type { SamReview } from "../../db/queries/sam/reviews.ts";
import { settingOn } from "../../db/queries/office/settings.ts";
import { insertSamReturn } from "../../db/writes/sam/matters.ts";
import { dateOfDay, dayNumber } from "../ground/calendar/civil-date.ts";
import { stockholmDate } from "../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../ground/write/context.ts";
import { Invalid, NotAllowed } from "../ground/errors.ts";
import { returnPrint } from "../ground/write/events/sam-prints.ts";
import { newId } from "../ground/write/new-id.ts";
import { type Writing, write } from "../ground/write/write.ts";
import { requireSamReview } from "./require-review.ts";
import type { Returning } from "./schema.ts";

/** The manager's right to return tasks to whoever allocated them: what, why and from when. Never a deviation. Returns its id. */
export async function raiseReturn(ctx: Context, reviewId: string, input: Returning): Promise<string> {
	try {
		return await write(ctx, async (writing) => {
			const review = await requireSamReview(writing.trx, reviewId);
			await writing.allow("sam.return", review.unit_id, review.manager_id);
			if (ctx.actor.id !== review.manager_id)
				throw new NotAllowed(
					"Bara den som har fått uppgifterna kan returnera dem, inte en vikarie eller en annan chef.",
				);
			return insertReturn(writing, ctx, review, { ...input, acknowledged: false });
		});
	} catch (error) {
		if (isUniqueViolation(error))
			throw new Invalid({ "": "Det finns redan en returnering som inte är avgjord. Invänta din fördelande chef." });
		throw error;
	}
}

/** Stores a return. One that the superior writes down at the avstämning is acknowledged at once. */
export async function insertReturn(
	{ trx, record }: Writing,
	ctx: Context,
	review: SamReview,
	input: Returning & { acknowledged: boolean },
): Promise<string> {
	if (review.state === "ended" || review.manager_id === null)
		throw new Invalid({ "": `${review.unit_name} har ingen chef som kan returnera uppgifter i den här omgången.` });
	const { acknowledged, ...values } = input;
	const id = newId(ctx.clock());
	const today = stockholmDate(nowOf(ctx));
	const routine = await settingOn(trx, "sam_routine", today);
	const row = {
		id,
		round_id: review.round_id,
		review_id: review.id,
		unit_id: review.unit_id,
		manager_id: review.manager_id,
		manager_name: review.manager_name,
		...values,
		state: acknowledged ? ("acknowledged" as const) : ("raised" as const),
		raised_at: nowOf(ctx),
		raised_by: ctx.actor.id!,
		acknowledge_by: dateOfDay(dayNumber(today) + routine.acknowledge_days),
		acknowledged_at: acknowledged ? nowOf(ctx) : null,
		acknowledged_by_name: acknowledged ? ctx.actor.name : "",
		answer: acknowledged ? "Kvitterad vid avstämningen." : "",
		replacement_id: null,
		replacement_name: "",
		replaced_from: null,
		version: 1,
	};
	await insertSamReturn(trx, row);
	await record({
		type: "sam_return.raised",
		unit_id: review.unit_id,
		object: { kind: "sam_return", id },
		data: { unit: review.unit_name, sha256: returnPrint(row) },
	});
	return id;
}
