import { deleteGroup } from "../../../db/writes/people/scim.ts";
import { requireSomewhere } from "../../ground/access/require-may.ts";
import type { Context } from "../../ground/write/context.ts";
import { write } from "../../ground/write/write.ts";
import { followGroup } from "./follow-group.ts";
import { requireGroup } from "./require-group.ts";

/** The directory has removed a group: its members lose the role it was coupled to. */
export async function removeGroup(ctx: Context, id: string): Promise<void> {
	const unitId = requireSomewhere(ctx.actor, "organisation.edit").unit_id;
	const group = await requireGroup(ctx.db, id);
	const members = group.members.map(({ person_id }) => person_id);
	await followGroup(ctx, { ...group, members: [] }, members);
	await write(ctx, async ({ trx, allow, record }) => {
		await allow("organisation.edit", unitId);
		await requireGroup(trx, id);
		await deleteGroup(trx, id);
		await record({
			type: "directory.group_removed",
			unit_id: null,
			object: { kind: "directory_group", id },
			data: { name: group.display_name },
		});
	});
}
