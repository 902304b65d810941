import { isUniqueViolation } from "../../../db/errors.ts";
import { hasHeldControlRole } from "../../../db/queries/people/accounts-invitations.ts";
import type { Person } from "../../../db/queries/people/people.ts";
import { findUnlinkedPerson } from "../../../db/queries/people/scim.ts";
import type { DirectoryWords } from "../../../db/schema/people/scim.ts";
import { personSortKey } from "../../../db/schema/sort-key.ts";
import { insertPerson, updatePerson } from "../../../db/writes/people/people.ts";
import { insertDirectoryUser } from "../../../db/writes/people/scim.ts";
import { requireSomewhere } from "../../ground/access/require-may.ts";
import { addIdentity } from "../session/link-identity.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { DirectoryConflict } from "./directory-conflict.ts";
import { HeldForYes, propose } from "./propose.ts";
import type { DirectoryInput } from "./user-resource.ts";

/**
 * Adds a person from the directory, or takes charge of one with the same e-mail whom people added by hand. Returns the id.
 * `issuer`: where externalId is who they sign in as. Only somebody who is new gets such an identity: an e-mail address alone
 * never opens an account that may already have rights (T35), and somebody who has had a role of the control is taken charge of
 * when an administrator has said yes (T55).
 */
export async function addUser(ctx: Context, input: DirectoryInput, issuer: string | null): Promise<string> {
	const unitId = requireSomewhere(ctx.actor, "organisation.edit").unit_id;
	try {
		return await write(ctx, async (writing) => {
			const { trx, allow } = writing;
			await allow("organisation.edit", unitId);
			const known = await findUnlinkedPerson(trx, input);
			if (known && (await hasHeldControlRole(trx, known.id))) throw new HeldForYes(known.id);
			const id = known?.id ?? (await addNew(ctx, writing, input, unitId));
			await linkUser(writing, ctx, { id, name: known?.name ?? input.name }, input, unitId);
			if (known && known.ended_at !== null && input.active) await takeBack(writing, known, unitId);
			if (!known && issuer !== null && input.external_id !== null)
				await addIdentity(trx, ctx, id, { issuer, subject: input.external_id });
			return id;
		});
	} catch (error) {
		if (error instanceof HeldForYes) return propose(ctx, error.personId, "link", input);
		if (isUniqueViolation(error)) throw new DirectoryConflict("userName, externalId or e-mail is already in use");
		throw error;
	}
}

async function addNew(ctx: Context, { trx, record }: Writing, input: DirectoryInput, unitId: string): Promise<string> {
	const id = newId(ctx.clock());
	const now = nowOf(ctx);
	await insertPerson(trx, {
		id,
		name: input.name,
		sort_name: personSortKey(input.name),
		email: input.email,
		ledger_name: null,
		created_at: now,
		ended_at: input.active ? null : now,
		version: 1,
	});
	await record({ type: "person.added", unit_id: unitId, object: { kind: "person", id }, data: { name: input.name } });
	return id;
}

/** The directory takes charge of a person: from now on it may say who they are, and end them. */
export async function linkUser(
	{ trx, record }: Writing,
	ctx: Context,
	person: { id: string; name: string },
	words: DirectoryWords,
	unitId: string,
): Promise<void> {
	const { user_name, user_key, external_id, given_name, family_name } = words;
	const now = nowOf(ctx);
	await insertDirectoryUser(trx, {
		...{ person_id: person.id, user_name, user_key, external_id, given_name, family_name },
		...{ created_at: now, updated_at: now },
	});
	await record({
		type: "directory.user_linked",
		unit_id: unitId,
		object: { kind: "person", id: person.id },
		data: { person: person.name, user_name },
	});
}

/** Somebody who had left is active in the directory: they are at work again, without roles. */
async function takeBack({ trx, record }: Writing, person: Person, unitId: string): Promise<void> {
	await requireFresh(trx, await updatePerson(trx, person.id, person.version, { ended_at: null }), "person", person.id);
	await record({
		type: "person.reinstated",
		unit_id: unitId,
		object: { kind: "person", id: person.id },
		data: { name: person.name },
	});
}
