import {
	chmodSync,
	closeSync,
	fstatSync,
	mkdtempSync,
	openSync,
	readdirSync,
	rmSync,
	statSync,
	writeFileSync,
	writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SqliteDriverLibrary from "better-sqlite3";
import type { SqliteDatabase } from "kysely";
import { type Connections, connect, databaseOver } from "../../db/dialect/sqlite.ts";
import type { Database } from "../../db/open.ts";
import { whenFileEnds } from "./lifetime.ts";

/**
 * A connection reads the whole schema, guard by guard, before its first statement, which costs more than most tests do with it. So the
 * tests of a file lend each other their connections: the file's bytes are put back between two tests, and what is not as it was opened
 * (another schema, an open transaction, a file that has been moved) is closed instead. Whoever held it before is refused, as
 * if it were closed.
 */
interface Lent {
	connections: Connections;
	dataDir: string;
	/** What the file is put back to. */
	bytes: Buffer;
	/** Held open: closing a file in a process lets go of all the locks that the process has on it, SQLite's too. */
	descriptor: number;
	schema: unknown;
}

const NAME = "tillracklig.db";
const OWN = [NAME, `${NAME}-wal`, `${NAME}-shm`];
/** Databases at rest: more at once only a test of several installations needs. */
const AT_REST = 3;
const atRest: Lent[] = [];
let lendings = 0;

export async function lend(
	bytes: Buffer,
): Promise<{ database: Database; dataDir: string; putAway: () => Promise<void> }> {
	const lent = (await takeRested(bytes)) ?? open(bytes);
	const { connections, dataDir } = lent;
	let isEnded = false;
	const until = (connection: SqliteDatabase): SqliteDatabase => ({
		close: () => connection.close(),
		prepare: (sql) => {
			if (isEnded) throw new TypeError("The database connection is not open");
			return connection.prepare(sql);
		},
	});
	const snapshots: Connections["snapshots"] = {
		...connections.snapshots,
		snapshot: async (work) => {
			if (isEnded) throw new TypeError("The database connection is not open");
			return connections.snapshots.snapshot(work);
		},
	};
	const { toWrite, toRead } = connections;
	const database = databaseOver({ ...connections, snapshots, toWrite: until(toWrite), toRead: until(toRead) });
	const putAway = async () => {
		isEnded = true;
		if (!isAsOpened(lent)) {
			await database.close();
			return throwAway(lent);
		}
		chmodSync(dataDir, 0o700);
		for (const name of readdirSync(dataDir))
			if (!OWN.includes(name)) rmSync(join(dataDir, name), { recursive: true, force: true, maxRetries: 5 });
		atRest.push(lent);
		if (atRest.length > AT_REST) await close(atRest.shift()!);
	};
	return { database, dataDir, putAway };
}

whenFileEnds(async () => {
	for (const lent of atRest.splice(0)) await close(lent);
});

function open(bytes: Buffer): Lent {
	const dataDir = mkdtempSync(join(tmpdir(), "tillracklig-test-"));
	const file = join(dataDir, NAME);
	writeFileSync(file, bytes);
	const connections = connect({ file, synchronous: "OFF" });
	return { connections, dataDir, bytes, descriptor: openSync(file, "r+"), schema: schemaOf(connections.writing) };
}

async function takeRested(bytes: Buffer): Promise<Lent | undefined> {
	const at = atRest.findIndex((one) => one.bytes === bytes);
	const [lent] = at === -1 ? [] : atRest.splice(at, 1);
	if (!lent || putBack(lent)) return lent;
	await close(lent);
	return undefined;
}

/** Puts the file's bytes back under its open connections. False when they do not all see it. */
function putBack(lent: Lent): boolean {
	try {
		return isPutBack(lent);
	} catch {
		return false;
	}
}

function isPutBack({ connections: { file, writing, reading }, bytes, descriptor, schema }: Lent): boolean {
	const [log] = writing.pragma("wal_checkpoint(truncate)") as { busy: number }[];
	if (log!.busy) return false;
	// never shorter: the log remembers how many pages there were, and takes a file that lost some for damaged; what the first page
	// does not count belongs to nothing
	for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at, bytes.length - at, at);
	// a commit by somebody else: the others see that what they have read is old
	const other = new SqliteDriverLibrary(file);
	lendings += 1;
	other.pragma(`user_version = ${lendings}`);
	other.close();
	return [writing, reading].every(
		(one) => one.pragma("user_version", { simple: true }) === lendings && schemaOf(one) === schema,
	);
}

const schemaOf = (connection: SqliteDriverLibrary.Database) => connection.pragma("schema_version", { simple: true });

function isAsOpened({ connections: { file, writing, reading }, descriptor, schema }: Lent): boolean {
	if (!writing.open || !reading.open || writing.inTransaction || reading.inTransaction) return false;
	try {
		return (
			statSync(file).ino === fstatSync(descriptor).ino &&
			schemaOf(writing) === schema &&
			(writing.pragma("database_list") as unknown[]).length === 1 &&
			writing.pragma("foreign_keys", { simple: true }) === 1 &&
			writing.pragma("synchronous", { simple: true }) === 0 &&
			// a large copy that is being folded in has turned it off
			writing.pragma("wal_autocheckpoint", { simple: true }) === 1000
		);
	} catch {
		return false;
	}
}

async function close(lent: Lent): Promise<void> {
	await databaseOver(lent.connections).close();
	throwAway(lent);
}

function throwAway({ dataDir, descriptor }: Lent): void {
	closeSync(descriptor);
	rmSync(dataDir, { recursive: true, force: true });
}
