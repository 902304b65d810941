import { deleteDirectoryUser } from "../../../db/writes/people/scim.ts";
import { requireSomewhere } from "../../ground/access/require-may.ts";
import { endPerson } from "../people/end-person.ts";
import type { Context } from "../../ground/write/context.ts";
import { write } from "../../ground/write/write.ts";
import { requireUser } from "./require-user.ts";

/** The directory has forgotten somebody: the person ends, and keeps the name in what they did. */
export async function removeUser(ctx: Context, id: string): Promise<void> {
	const user = await requireUser(ctx.db, id);
	if (user.ended_at === null) await endPerson(ctx, id, { version: user.version });
	const unitId = requireSomewhere(ctx.actor, "organisation.edit").unit_id;
	await write(ctx, async ({ trx, allow, record }) => {
		await allow("organisation.edit", unitId);
		await requireUser(trx, id);
		await deleteDirectoryUser(trx, id);
		await record({
			type: "directory.user_unlinked",
			unit_id: unitId,
			object: { kind: "person", id },
			data: { person: user.name },
		});
	});
}
