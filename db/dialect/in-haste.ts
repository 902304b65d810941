import type SqliteDriverLibrary from "better-sqlite3";

const NORMAL = 1;
/** After how many pages of the log it is folded into the file. */
const AUTOMATIC_PAGES = 1_000;
/** Negative, as SQLite wants it when it is not a number of pages. */
export const CACHE_KIB = -32_768;

/** With a log (WAL) a commit is not synced under NORMAL; the next sync of the log has it too. Returns what puts the level back. */
export function eased(writing: SqliteDriverLibrary.Database): () => void {
	const before = Number(writing.pragma("synchronous", { simple: true }));
	if (before <= NORMAL) return () => {};
	writing.pragma(`synchronous = ${NORMAL}`);
	return () => void writing.pragma(`synchronous = ${before}`);
}

/**
 * With a log (WAL), NORMAL leaves out the sync of each commit and never the order of what reaches the disk. The log is folded in
 * seldom, so that a page that changes again and again is written once.
 *
 * The guards ask of each row whether another would be replaced and whether a year is sealed, which costs more than the row
 * itself. They are put back before the work counts as done; whoever is killed in the middle leaves a fill that is unfinished,
 * and its tables are dropped together with what they lack.
 */
export async function inHaste<T>(writing: SqliteDriverLibrary.Database, work: () => Promise<T>): Promise<T> {
	const restore = eased(writing);
	writing.pragma(`cache_size = ${8 * CACHE_KIB}`);
	writing.pragma(`wal_autocheckpoint = ${20 * AUTOMATIC_PAGES}`);
	const guards = takeGuards(writing);
	try {
		return await work();
	} finally {
		writing.transaction(() => {
			for (const guard of guards) writing.exec(guard);
		})();
		restore();
		writing.pragma(`cache_size = ${CACHE_KIB}`);
		writing.pragma(`wal_autocheckpoint = ${AUTOMATIC_PAGES}`);
		writing.pragma("wal_checkpoint(truncate)");
	}
}

/** Guards ask before a change; what keeps the history of rows comes after it, and stays. Returns what puts them back. */
function takeGuards(writing: SqliteDriverLibrary.Database): string[] {
	const triggers = writing.prepare("select name, sql from sqlite_master where type = 'trigger'").all();
	const guards = (triggers as { name: string; sql: string }[]).filter(({ sql }) =>
		/^create trigger \w+ before /i.test(sql),
	);
	writing.transaction(() => {
		for (const { name } of guards) writing.exec(`drop trigger ${name}`);
	})();
	return guards.map(({ sql }) => sql);
}
