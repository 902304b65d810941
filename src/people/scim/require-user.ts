import type { Db } from "../../../db/open.ts";
import { type DirectoryUser, findDirectoryUser } from "../../../db/queries/people/scim.ts";
import { NotFound } from "../../ground/errors.ts";

export async function requireUser(db: Db, id: string): Promise<DirectoryUser> {
	const user = await findDirectoryUser(db, id);
	if (!user) throw new NotFound(`directory user ${id}`);
	return user;
}
