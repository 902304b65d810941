import { findUnit } from "../../../db/queries/people/units.ts";
import { updateGroup } from "../../../db/writes/people/scim.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { followGroup } from "./follow-group.ts";
import { allowIntegrations } from "./integrations.ts";
import { requireGroup } from "./require-group.ts";
import type { CoupleGroup } from "./schema.ts";

/** Decides which role at which unit a group's members hold. The members lose what the group gave them before. */
export async function coupleGroup(ctx: Context, id: string, input: CoupleGroup): Promise<void> {
	const before = await requireGroup(ctx.db, id);
	await write(ctx, async (writing) => {
		const { trx, record } = writing;
		await allowIntegrations(writing);
		const unit = input.unit_id === null ? null : await findUnit(trx, input.unit_id);
		const today = stockholmDate(nowOf(ctx));
		if (unit === undefined || (unit?.valid_to && unit.valid_to < today))
			throw new Invalid({ unit_id: "Välj en enhet som finns." });
		const values = { role: input.role, unit_id: input.unit_id, updated_at: nowOf(ctx) };
		await requireFresh(trx, await updateGroup(trx, id, input.version, values), "directory_group", id);
		await record({
			type: "directory.group_coupled",
			unit_id: input.unit_id,
			object: { kind: "directory_group", id },
			data: { name: before.display_name, role: input.role, unit: unit?.name ?? null },
		});
	});
	const members = before.members.map(({ person_id }) => person_id);
	if (before.role !== input.role || before.unit_id !== input.unit_id)
		await followGroup(ctx, { ...before, members: [] }, members);
	await followGroup(ctx, await requireGroup(ctx.db, id), []);
}
