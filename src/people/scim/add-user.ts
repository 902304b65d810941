import { isUniqueViolation } from "../../../db/errors.ts";
import type { Trx } from "../../../db/open.ts";
import { findUnlinkedPerson } from "../../../db/queries/people/scim.ts";
import { personSortKey } from "../../../db/schema/sort-key.ts";
import { insertPerson } from "../../../db/writes/people/people.ts";
import { insertDirectoryUser } from "../../../db/writes/people/scim.ts";
import { requireSomewhere } from "../../ground/access/require-may.ts";
import { addIdentity } from "../session/link-identity.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { DirectoryConflict } from "./directory-conflict.ts";
import type { DirectoryInput } from "./user-resource.ts";

/**
 * Adds a person from the directory, or takes charge of one with the same e-mail whom people added by hand. Returns the id.
 * `issuer`: where externalId is who they sign in as. Only somebody who is new gets such an identity: an e-mail address alone
 * never opens an account that may already have rights (T35).
 */
export async function addUser(ctx: Context, input: DirectoryInput, issuer: string | null): Promise<string> {
	const unitId = requireSomewhere(ctx.actor, "organisation.edit").unit_id;
	try {
		return await write(ctx, async (writing) => {
			const { trx, allow } = writing;
			await allow("organisation.edit", unitId);
			const known = input.email === null ? undefined : await findUnlinkedPerson(trx, input.email);
			const id = known?.id ?? (await addNew(ctx, writing, input, unitId));
			await link(ctx, trx, id, input);
			await writing.record({
				type: "directory.user_linked",
				unit_id: unitId,
				object: { kind: "person", id },
				data: { person: known?.name ?? input.name, user_name: input.user_name },
			});
			if (!known && issuer !== null && input.external_id !== null)
				await addIdentity(trx, ctx, id, { issuer, subject: input.external_id });
			return id;
		});
	} catch (error) {
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

function link(ctx: Context, trx: Trx, person_id: string, input: DirectoryInput): Promise<void> {
	const { user_name, user_key, external_id, given_name, family_name } = input;
	const now = nowOf(ctx);
	return insertDirectoryUser(trx, {
		person_id,
		user_name,
		user_key,
		external_id,
		given_name,
		family_name,
		created_at: now,
		updated_at: now,
	});
}
