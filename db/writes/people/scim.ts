import type { Insertable, Updateable } from "kysely";
import type { Trx } from "../../open.ts";
import type {
	DirectoryProposalTable,
	IntegrationTokenTable,
	ScimGroupTable,
	ScimUserTable,
} from "../../schema/people/scim.ts";
import { updateVersioned } from "../ground/versioned.ts";

export async function insertToken(trx: Trx, token: Insertable<IntegrationTokenTable>): Promise<void> {
	await trx.insertInto("integration_tokens").values(token).execute();
}

export async function updateToken(trx: Trx, id: string, values: Updateable<IntegrationTokenTable>): Promise<void> {
	await trx.updateTable("integration_tokens").set(values).where("id", "=", id).execute();
}

export async function insertDirectoryUser(trx: Trx, user: Insertable<ScimUserTable>): Promise<void> {
	await trx.insertInto("scim_users").values(user).execute();
}

export async function updateDirectoryUser(
	trx: Trx,
	personId: string,
	values: Updateable<ScimUserTable>,
): Promise<void> {
	await trx.updateTable("scim_users").set(values).where("person_id", "=", personId).execute();
}

/** The person stays; only the directory's own words for them go. */
export async function deleteDirectoryUser(trx: Trx, personId: string): Promise<void> {
	await trx.deleteFrom("scim_members").where("person_id", "=", personId).execute();
	await trx.deleteFrom("scim_users").where("person_id", "=", personId).execute();
}

export async function insertGroup(trx: Trx, group: Insertable<ScimGroupTable>): Promise<void> {
	await trx.insertInto("scim_groups").values(group).execute();
}

export function updateGroup(
	trx: Trx,
	id: string,
	version: number,
	values: Partial<Updateable<ScimGroupTable>>,
): Promise<boolean> {
	return updateVersioned(trx, "scim_groups", id, version, values);
}

export async function deleteGroup(trx: Trx, id: string): Promise<void> {
	await trx.deleteFrom("scim_members").where("group_id", "=", id).execute();
	await trx.deleteFrom("scim_groups").where("id", "=", id).execute();
}

export async function insertMember(trx: Trx, group_id: string, person_id: string): Promise<void> {
	await trx.insertInto("scim_members").values({ group_id, person_id }).execute();
}

export async function deleteMember(trx: Trx, group_id: string, person_id: string): Promise<void> {
	await trx.deleteFrom("scim_members").where("group_id", "=", group_id).where("person_id", "=", person_id).execute();
}

export async function insertProposal(trx: Trx, proposal: Insertable<DirectoryProposalTable>): Promise<void> {
	await trx.insertInto("directory_proposals").values(proposal).execute();
}

export function updateProposal(
	trx: Trx,
	id: string,
	version: number,
	values: Partial<Updateable<DirectoryProposalTable>>,
): Promise<boolean> {
	return updateVersioned(trx, "directory_proposals", id, version, values);
}
