import { isUniqueViolation } from "../../../db/errors.ts";
import type { Trx } from "../../../db/open.ts";
import { type DirectoryGroup, knownToDirectory } from "../../../db/queries/people/scim.ts";
import { deleteMember, insertGroup, insertMember, updateGroup } from "../../../db/writes/people/scim.ts";
import { requireSomewhere } from "../../ground/access/require-may.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { DirectoryConflict } from "./directory-conflict.ts";
import { followGroup } from "./follow-group.ts";
import type { GroupInput } from "./group-resource.ts";
import { requireGroup } from "./require-group.ts";
import { directoryKey } from "./user-resource.ts";

/** Adds a group (`id` null) or replaces what is known of it, and lets roles follow where an administrator has coupled it. Returns its id. */
export async function putGroup(ctx: Context, id: string | null, input: GroupInput): Promise<string> {
	const unitId = requireSomewhere(ctx.actor, "organisation.edit").unit_id;
	let left: string[] = [];
	let groupId: string;
	try {
		groupId = await write(ctx, async (writing) => {
			await writing.allow("organisation.edit", unitId);
			const group = id === null ? await addGroup(ctx, writing, input) : await requireGroup(writing.trx, id);
			const renamed = await rename(ctx, writing, group, input);
			left = await setMembers(writing, group, input.members);
			const same = left.length === 0 && input.members.every((one) => group.members.some((m) => m.person_id === one));
			return id !== null && !renamed && same ? writing.unchanged(group.id) : group.id;
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new DirectoryConflict("displayName is already in use");
		throw error;
	}
	await followGroup(ctx, await requireGroup(ctx.db, groupId), left);
	return groupId;
}

async function addGroup(ctx: Context, { trx, record }: Writing, input: GroupInput): Promise<DirectoryGroup> {
	const now = nowOf(ctx);
	const group = {
		id: newId(ctx.clock()),
		display_name: input.display_name,
		display_key: directoryKey(input.display_name),
		external_id: input.external_id,
		role: null,
		unit_id: null,
		created_at: now,
		updated_at: now,
		version: 1,
	};
	await insertGroup(trx, group);
	await record({
		type: "directory.group_added",
		unit_id: null,
		object: { kind: "directory_group", id: group.id },
		data: { name: group.display_name },
	});
	return { ...group, members: [] };
}

async function rename(ctx: Context, { trx, record }: Writing, group: DirectoryGroup, input: GroupInput) {
	if (group.display_name === input.display_name && group.external_id === input.external_id) return false;
	const { display_name, external_id } = input;
	const values = { display_name, external_id, display_key: directoryKey(display_name), updated_at: nowOf(ctx) };
	await requireFresh(trx, await updateGroup(trx, group.id, group.version, values), "directory_group", group.id);
	await record({
		type: "directory.group_renamed",
		unit_id: null,
		object: { kind: "directory_group", id: group.id },
		data: { name: display_name, before: group.display_name },
	});
	return true;
}

/** Returns who is no longer a member. Only people the directory itself has added can be members (T19). */
async function setMembers({ trx, record }: Writing, group: DirectoryGroup, wanted: string[]): Promise<string[]> {
	const before = new Map(group.members.map(({ person_id, name }) => [person_id, name]));
	const joined = wanted.filter((one) => !before.has(one));
	const left = [...before.keys()].filter((one) => !wanted.includes(one));
	if (joined.length === 0 && left.length === 0) return [];
	const names = await namesOf(trx, joined);
	for (const one of joined) await insertMember(trx, group.id, one);
	for (const one of left) await deleteMember(trx, group.id, one);
	await record({
		type: "directory.members_changed",
		unit_id: null,
		object: { kind: "directory_group", id: group.id },
		data: {
			name: group.display_name,
			added: joined.map((one) => names.get(one)!),
			removed: left.map((one) => before.get(one)!),
		},
	});
	return left;
}

async function namesOf(trx: Trx, ids: string[]): Promise<Map<string, string>> {
	const names = await knownToDirectory(trx, ids);
	if (names.size !== ids.length) throw new Invalid({ members: "A member is not a user of this directory" });
	return names;
}
