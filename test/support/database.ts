import { createHash } from "node:crypto";
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Database } from "../../db/open.ts";
import { openDatabase } from "../../db/open.ts";
import { lend } from "./lent-database.ts";
import { whenFinished } from "./lifetime.ts";

const DB = fileURLToPath(new URL("../../db", import.meta.url));
const CACHE = fileURLToPath(new URL("../../.tmp/migrated", import.meta.url));

type Filling = (database: Database, dataDir: string) => Promise<unknown>;

let migrated: Promise<Buffer> | undefined;

/** The migrated file, made once for each state of `db` and kept over runs; each test gets a copy. */
function migratedFile(): Promise<Buffer> {
	migrated ??= (async () => {
		const kept = join(CACHE, `${digestOf(DB)}.db`);
		if (existsSync(kept)) return readFileSync(kept);
		const bytes = await bytesOf((database) => database.migrate());
		// those of other states go, and another worker sees a whole file or none
		rmSync(CACHE, { recursive: true, force: true });
		mkdirSync(CACHE, { recursive: true });
		const half = `${kept}.${process.pid}`;
		writeFileSync(half, bytes);
		renameSync(half, kept);
		return bytes;
	})();
	return migrated;
}

function digestOf(folder: string): string {
	const hash = createHash("sha256");
	for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted())
		if (name.endsWith(".ts")) hash.update(`${name}\n`).update(readFileSync(join(folder, name)));
	return hash.digest("hex").slice(0, 32);
}

/** The bytes of a database that is opened, filled and closed. */
async function bytesOf(fill: Filling, from?: Buffer): Promise<Buffer> {
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-filled-"));
	try {
		const file = join(folder, "filled.db");
		if (from) writeFileSync(file, from);
		const database = openDatabase({ file, synchronous: "OFF" });
		try {
			await fill(database, folder);
		} finally {
			await database.close();
		}
		return readFileSync(file);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** A folder of the test's own, removed with all that is in it when the test ends (or its holder says so). */
export function tempFolder(): string {
	const path = mkdtempSync(join(tmpdir(), "tillracklig-test-"));
	whenFinished(() => rmSync(path, { recursive: true, force: true }));
	return path;
}

export interface TestDatabase {
	database: Database;
	/** A data folder of the test's own, removed afterwards. */
	dataDir: string;
	keysDir: string;
}

/** Where the keys of a data folder lie when nothing else is said. */
export const keysIn = (dataDir: string) => ({ keysDir: join(dataDir, "keys") });

/** A SQLite database that belongs to the calling test alone: migrated, or a copy of `bytes`. */
export async function openTestDatabase(bytes?: Buffer): Promise<TestDatabase> {
	const { database, dataDir, putAway } = await lend(bytes ?? (await migratedFile()));
	whenFinished(putAway);
	return { database, dataDir, ...keysIn(dataDir) };
}

/** A migrated database that `fill` has filled, as bytes to be copied from. */
export async function filledBytes(fill: Filling): Promise<Buffer> {
	return bytesOf(fill, await migratedFile());
}
