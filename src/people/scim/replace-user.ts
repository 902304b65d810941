import { isUniqueViolation } from "../../../db/errors.ts";
import { type DirectoryUser, listGroupsOf } from "../../../db/queries/people/scim.ts";
import { personSortKey } from "../../../db/schema/sort-key.ts";
import { updatePerson } from "../../../db/writes/people/people.ts";
import { updateDirectoryUser } from "../../../db/writes/people/scim.ts";
import { requireSomewhere } from "../../ground/access/require-may.ts";
import { endPerson } from "../people/end-person.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { changesBetween } from "../../ground/write/events/changes.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { DirectoryConflict } from "./directory-conflict.ts";
import { followGroup } from "./follow-group.ts";
import { refuseLastAdministrator, requireUser } from "./require-user.ts";
import type { DirectoryInput } from "./user-resource.ts";

/** The directory's newer words for a person; `active: false` ends the person, `true` takes one who has left back, without roles. */
export async function replaceUser(ctx: Context, id: string, wanted: DirectoryInput): Promise<void> {
	const before = await requireUser(ctx.db, id);
	const input = { ...wanted, name: nameOf(before, wanted) };
	const leaves = !input.active && before.ended_at === null;
	if (leaves) await refuseLastAdministrator(ctx, id);
	try {
		await change(ctx, id, input);
	} catch (error) {
		if (isUniqueViolation(error)) throw new DirectoryConflict("userName or e-mail is already in use");
		throw error;
	}
	if (input.active && before.ended_at !== null) await takeRolesBack(ctx, id, input.name);
	if (leaves) await endPerson(ctx, id, { version: (await requireUser(ctx.db, id)).version });
}

/** The groups somebody never left give them their roles again. */
async function takeRolesBack(ctx: Context, person_id: string, name: string): Promise<void> {
	for (const group of await listGroupsOf(ctx.db, person_id))
		await followGroup(ctx, { ...group, members: [{ person_id, name }] }, []);
}

function change(ctx: Context, id: string, input: DirectoryInput): Promise<void> {
	const unitId = requireSomewhere(ctx.actor, "organisation.edit").unit_id;
	return write(ctx, async ({ trx, allow, record, unchanged }) => {
		await allow("organisation.edit", unitId);
		const user = await requireUser(trx, id);
		const { user_name, user_key, external_id, given_name, family_name, name, email } = input;
		const changes = changesBetween(user, { user_name, external_id, given_name, family_name, name, email });
		const returns = input.active && user.ended_at !== null;
		if (Object.keys(changes).length === 0 && !returns) return unchanged(undefined);
		const person = { name, sort_name: personSortKey(name), email, ...(returns ? { ended_at: null } : {}) };
		await requireFresh(trx, await updatePerson(trx, id, user.version, person), "person", id);
		const updated_at = nowOf(ctx);
		await updateDirectoryUser(trx, id, { user_name, user_key, external_id, given_name, family_name, updated_at });
		const about = { unit_id: unitId, object: { kind: "person", id } };
		if (returns) await record({ type: "person.reinstated", ...about, data: { name } });
		if (Object.keys(changes).length > 0)
			await record({ type: "directory.user_changed", ...about, data: { person: name, changes } });
	});
}

/** A directory that changes given or family name alone means the whole name too, where that is what the whole name was made of. */
function nameOf(before: DirectoryUser, { name, given_name, family_name }: DirectoryInput): string {
	const whole = (given: string, family: string) => `${given} ${family}`.trim();
	const wasWhole = before.name === whole(before.given_name, before.family_name);
	return name === before.name && wasWhole ? whole(given_name, family_name) || name : name;
}
