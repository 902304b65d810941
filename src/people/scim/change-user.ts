import { hasHeldControlRole } from "../../../db/queries/people/accounts-invitations.ts";
import type { DirectoryUser } from "../../../db/queries/people/scim.ts";
import type { DirectoryWords } from "../../../db/schema/people/scim.ts";
import { personSortKey } from "../../../db/schema/sort-key.ts";
import { updatePerson } from "../../../db/writes/people/people.ts";
import { updateDirectoryUser } from "../../../db/writes/people/scim.ts";
import { requireSomewhere } from "../../ground/access/require-may.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { changesBetween } from "../../ground/write/events/changes.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { HeldForYes } from "./propose.ts";
import { requireUser } from "./require-user.ts";
import type { DirectoryInput } from "./user-resource.ts";

/** Writes the directory's words at once. Throws `HeldForYes` where they would give the place of the control another name (T55). */
export function changeUser(ctx: Context, id: string, input: DirectoryInput): Promise<void> {
	const unitId = requireSomewhere(ctx.actor, "organisation.edit").unit_id;
	return write(ctx, async (writing) => {
		const { trx, allow, unchanged } = writing;
		await allow("organisation.edit", unitId);
		const user = await requireUser(trx, id);
		const returns = input.active && user.ended_at !== null;
		const differs = Object.keys(changesBetween(user, wordsOf(input))).length > 0;
		if (!differs && !returns) return unchanged(undefined);
		if (differs && (await hasHeldControlRole(trx, id))) throw new HeldForYes(id);
		await writeWords(writing, ctx, user, { words: wordsOf(input), returns, unitId });
	});
}

export function wordsOf(input: DirectoryWords): DirectoryWords {
	const { user_name, user_key, external_id, given_name, family_name, name, email } = input;
	return { user_name, user_key, external_id, given_name, family_name, name, email };
}

/** The words and the events, inside a write that has asked whether it may. */
export async function writeWords(
	{ trx, record }: Writing,
	ctx: Context,
	user: DirectoryUser,
	{ words, returns, unitId }: { words: DirectoryWords; returns: boolean; unitId: string },
): Promise<void> {
	const id = user.person_id;
	const { user_key, ...said } = words;
	const changes = changesBetween(user, said);
	const { name, email, ...own } = said;
	const person = { name, sort_name: personSortKey(name), email, ...(returns ? { ended_at: null } : {}) };
	await requireFresh(trx, await updatePerson(trx, id, user.version, person), "person", id);
	await updateDirectoryUser(trx, id, { ...own, user_key, updated_at: nowOf(ctx) });
	const about = { unit_id: unitId, object: { kind: "person", id } };
	if (returns) await record({ type: "person.reinstated", ...about, data: { name } });
	if (Object.keys(changes).length > 0)
		await record({ type: "directory.user_changed", ...about, data: { person: name, changes } });
}
