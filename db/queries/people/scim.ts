import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { IntegrationTokenTable, ScimGroupTable, ScimUserTable } from "../../schema/people/scim.ts";

export type IntegrationToken = Selectable<IntegrationTokenTable>;
export type ScimGroup = Selectable<ScimGroupTable>;

/** A token that may be used now. */
export function findLiveToken(db: Db, hash: string, now: string): Promise<IntegrationToken | undefined> {
	return db
		.selectFrom("integration_tokens")
		.selectAll()
		.where("hash", "=", hash)
		.where("ended_at", "is", null)
		.where("expires_at", ">", now)
		.executeTakeFirst();
}

export function findToken(db: Db, id: string): Promise<IntegrationToken | undefined> {
	return db.selectFrom("integration_tokens").selectAll().where("id", "=", id).executeTakeFirst();
}

export type IntegrationRow = Omit<IntegrationToken, "hash">;

export function listTokens(db: Db): Promise<IntegrationRow[]> {
	return db
		.selectFrom("integration_tokens")
		.select(["id", "name", "created_at", "created_by", "expires_at", "ended_at", "last_used_at"])
		.orderBy("created_at", "desc")
		.execute();
}

/** A person as the directory knows them. */
export interface DirectoryUser extends Selectable<ScimUserTable> {
	name: string;
	email: string | null;
	ended_at: string | null;
	version: number;
}

/** What the directory may ask for: one exact value, never a pattern. */
export interface DirectoryFilter {
	key?: string | undefined;
	external_id?: string | undefined;
}

function userRows(db: Db) {
	return db
		.selectFrom("scim_users")
		.innerJoin("people", "people.id", "scim_users.person_id")
		.selectAll("scim_users")
		.select(["people.name", "people.email", "people.ended_at", "people.version"]);
}

function filteredUsers(db: Db, filter: DirectoryFilter) {
	return userRows(db)
		.$if(filter.key !== undefined, (q) => q.where("scim_users.user_key", "=", filter.key!))
		.$if(filter.external_id !== undefined, (q) => q.where("scim_users.external_id", "=", filter.external_id!));
}

export function listDirectoryUsers(
	db: Db,
	filter: DirectoryFilter,
	page: { offset: number; limit: number },
): Promise<DirectoryUser[]> {
	return filteredUsers(db, filter)
		.orderBy("scim_users.created_at")
		.orderBy("scim_users.person_id")
		.offset(page.offset)
		.limit(page.limit)
		.execute();
}

export async function countDirectoryUsers(db: Db, filter: DirectoryFilter): Promise<number> {
	const row = await filteredUsers(db, filter)
		.clearSelect()
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}

export function findDirectoryUser(db: Db, personId: string): Promise<DirectoryUser | undefined> {
	return userRows(db).where("scim_users.person_id", "=", personId).executeTakeFirst();
}

export function findDirectoryUserByKey(db: Db, key: string): Promise<DirectoryUser | undefined> {
	return userRows(db).where("scim_users.user_key", "=", key).executeTakeFirst();
}

/**
 * Somebody whom the directory does not know yet and who has this e-mail, or whose e-mail is the directory's user name: else one human
 * would get a second account.
 */
export function findUnlinkedPerson(db: Db, { email, user_key }: { email: string | null; user_key: string }) {
	return db
		.selectFrom("people")
		.leftJoin("scim_users", "scim_users.person_id", "people.id")
		.selectAll("people")
		.where("people.email", "in", email === null ? [user_key] : [email, user_key])
		.where("scim_users.person_id", "is", null)
		.orderBy((eb) =>
			eb
				.case()
				.when("people.email", "=", email ?? "")
				.then(0)
				.else(1)
				.end(),
		)
		.limit(1)
		.executeTakeFirst();
}

export interface DirectoryGroup extends ScimGroup {
	members: { person_id: string; name: string }[];
}

export async function withMembers(db: Db, groups: readonly ScimGroup[]): Promise<DirectoryGroup[]> {
	if (groups.length === 0) return [];
	const rows = await db
		.selectFrom("scim_members")
		.innerJoin("people", "people.id", "scim_members.person_id")
		.select(["scim_members.group_id", "scim_members.person_id", "people.name"])
		.where(
			"scim_members.group_id",
			"in",
			groups.map((group) => group.id),
		)
		.orderBy("people.sort_name")
		.execute();
	return groups.map((group) => ({
		...group,
		members: rows.filter((row) => row.group_id === group.id).map(({ person_id, name }) => ({ person_id, name })),
	}));
}

function filteredGroups(db: Db, filter: DirectoryFilter) {
	return db
		.selectFrom("scim_groups")
		.selectAll()
		.$if(filter.key !== undefined, (q) => q.where("display_key", "=", filter.key!))
		.$if(filter.external_id !== undefined, (q) => q.where("external_id", "=", filter.external_id!));
}

export function listDirectoryGroups(
	db: Db,
	filter: DirectoryFilter,
	page: { offset: number; limit: number },
): Promise<ScimGroup[]> {
	return filteredGroups(db, filter)
		.orderBy("display_key")
		.orderBy("id")
		.offset(page.offset)
		.limit(page.limit)
		.execute();
}

export async function countDirectoryGroups(db: Db, filter: DirectoryFilter): Promise<number> {
	const row = await filteredGroups(db, filter)
		.clearSelect()
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}

export function findDirectoryGroup(db: Db, id: string): Promise<ScimGroup | undefined> {
	return db.selectFrom("scim_groups").selectAll().where("id", "=", id).executeTakeFirst();
}

/** Which of these ids are people the directory has added. */
export async function knownToDirectory(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await db
		.selectFrom("scim_users")
		.innerJoin("people", "people.id", "scim_users.person_id")
		.select(["people.id", "people.name"])
		.where("people.id", "in", ids)
		.execute();
	return new Map(rows.map((row) => [row.id, row.name]));
}

/** Groups that somebody belongs to. */
export function listGroupsOf(db: Db, personId: string): Promise<ScimGroup[]> {
	return db
		.selectFrom("scim_groups")
		.innerJoin("scim_members", "scim_members.group_id", "scim_groups.id")
		.selectAll("scim_groups")
		.where("scim_members.person_id", "=", personId)
		.execute();
}
