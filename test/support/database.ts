import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "../../db/open.ts";
import { openDatabase } from "../../db/open.ts";
import { whenFinished } from "./lifetime.ts";

let migrated: Promise<string> | undefined;

/** Migrates once per worker; each test gets a copy of that file. */
function migratedFile(): Promise<string> {
	migrated ??= (async () => {
		const folder = mkdtempSync(join(tmpdir(), "tillracklig-migrated-"));
		const file = join(folder, "empty.db");
		const database = openDatabase({ file, synchronous: "OFF" });
		await database.migrate();
		await database.close();
		process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
		return file;
	})();
	return migrated;
}

export interface TestDatabase {
	database: Database;
	/** A data folder of the test's own, removed afterwards. */
	dataDir: string;
	keysDir: string;
}

/** Where the keys of a data folder lie when nothing else is said. */
export const keysIn = (dataDir: string) => ({ keysDir: join(dataDir, "keys") });

/** A migrated SQLite database that belongs to the calling test alone. */
export async function openTestDatabase(): Promise<TestDatabase> {
	const dataDir = mkdtempSync(join(tmpdir(), "tillracklig-test-"));
	const file = join(dataDir, "tillracklig.db");
	copyFileSync(await migratedFile(), file);
	const database = openDatabase({ file, synchronous: "OFF" });
	whenFinished(async () => {
		await database.close();
		rmSync(dataDir, { recursive: true, force: true });
	});
	return { database, dataDir, ...keysIn(dataDir) };
}
