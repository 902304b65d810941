import { z } from "zod";
import { findDeviation, listDeviations } from "../../../db/queries/checks/deviations.ts";
import { listPeopleOptions } from "../../../db/queries/people/people.ts";
import { unitPath } from "../../../db/queries/people/units.ts";
import { reachOf } from "../../ground/access/actor.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { date, reference } from "../../ground/write/fields.ts";
import { NotFound } from "../../ground/errors.ts";
import { editDeviation } from "./edit-deviation.ts";

export const AssignPicked = z.object({ owner_id: reference() });
export const DatePicked = z.object({ due_on: date() });

/** Changes some of a deviation's facts and leaves the others as they were when they were seen: a newer version refuses it. */
export async function editPicked(
	ctx: Context,
	id: string,
	version: number,
	change: Partial<Pick<z.output<typeof AssignPicked> & z.output<typeof DatePicked>, "owner_id" | "due_on">>,
): Promise<void> {
	const deviation = await findDeviation(ctx.db, id);
	if (!deviation) throw new NotFound(`deviation ${id}`);
	const { title, description, severity, cause_code, direct_fix, owner_id, due_on } = deviation;
	await editDeviation(ctx, id, {
		version,
		...{ title, description, severity, cause_code, direct_fix, owner_id, due_on },
		...change,
	});
}

/** What the picked deviations are called, of those the actor may see. */
export async function pickedNames(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
	const rows = await listDeviations(ctx.db, { reach: reachOf(ctx.actor, "deviation.view"), ids });
	return new Map(rows.map((row) => [row.id, `${row.number}. ${row.title}, ${row.unit_name}`]));
}

/** Those who could be put in charge of one of them at least; the command refuses a row whose unit they have no role over. */
export async function pickedOwners(ctx: Context, ids: readonly string[]) {
	const rows = await listDeviations(ctx.db, { reach: reachOf(ctx.actor, "deviation.view"), ids });
	const units = [...new Set(rows.map((row) => row.unit_id))];
	const own = [...new Set((await Promise.all(units.map((unit) => unitPath(ctx.db, unit)))).flat())];
	if (own.length === 0) return [];
	return listPeopleOptions(ctx.db, { reach: { own, branch: [] }, today: stockholmDate(nowOf(ctx)) });
}
