import { openDatabase } from "../../db/open.ts";
import { listRolesOn } from "../../db/queries/people/session.ts";
import { openFolderStore } from "../../src/ground/files/file-store.ts";
import { keysFrom } from "../../src/ground/keys.ts";
import { TODAY } from "../support/world.ts";

/** What a process of its own acts with: the data folder of a test's world, as one of its people. */
export async function contextIn(dataDir: string, person: string, name: string) {
	const database = openDatabase({ file: `${dataDir}/tillracklig.db` });
	const roles = await listRolesOn(database.db, person, TODAY.slice(0, 10));
	return {
		database,
		db: database.db,
		files: openFolderStore(dataDir),
		keys: keysFrom(Buffer.alloc(32, 7)),
		actor: { id: person, name, roles, via: "web" as const },
		clock: () => new Date(TODAY),
	};
}
