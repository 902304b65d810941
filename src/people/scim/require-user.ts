import type { Db } from "../../../db/open.ts";
import { type DirectoryUser, findDirectoryUser, isLastAdministrator } from "../../../db/queries/people/scim.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { NotFound } from "../../ground/errors.ts";
import { DirectoryConflict } from "./directory-conflict.ts";

export async function requireUser(db: Db, id: string): Promise<DirectoryUser> {
	const user = await findDirectoryUser(db, id);
	if (!user) throw new NotFound(`directory user ${id}`);
	return user;
}

/** A file or a directory must not lock everybody out: the last administrator is ended by hand, after another has been named. */
export async function refuseLastAdministrator(ctx: Context, personId: string): Promise<void> {
	if (await isLastAdministrator(ctx.db, personId, stockholmDate(nowOf(ctx))))
		throw new DirectoryConflict("Den enda administratören kan inte avslutas. Utse en annan först.");
}
