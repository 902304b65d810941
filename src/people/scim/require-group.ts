import type { Db } from "../../../db/open.ts";
import { type DirectoryGroup, findDirectoryGroup, withMembers } from "../../../db/queries/people/scim.ts";
import { NotFound } from "../../ground/errors.ts";

export async function requireGroup(db: Db, id: string): Promise<DirectoryGroup> {
	const group = await findDirectoryGroup(db, id);
	if (!group) throw new NotFound(`directory group ${id}`);
	return (await withMembers(db, [group]))[0]!;
}
