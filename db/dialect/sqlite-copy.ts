import { rmSync } from "node:fs";
import SqliteDriverLibrary from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { runMigrations } from "../migrations/run.ts";
import { type Reading, sqliteRows, type TransferFacts, transfer, transferTables } from "./transfer.ts";

/**
 * Writes every row of another database to a new SQLite file: a whole installation's database, with its guards, that this product
 * opens. The file is removed again when the copy is not the same.
 */
export async function writeSqliteCopy(file: string, from: Reading): Promise<TransferFacts> {
	const target = new SqliteDriverLibrary(file);
	try {
		target.pragma("synchronous = OFF");
		target.pragma("foreign_keys = OFF");
		// not destroyed: that would close the connection
		await runMigrations(new Kysely({ dialect: new SqliteDialect({ database: target }) }));
		const tables = transferTables(target);
		const putBack = takeOff(target);
		target.exec("begin");
		for (const { name } of tables) target.exec(`delete from ${name}`);
		const facts = await transfer(tables, from, {
			rows: (table) => sqliteRows(target, table),
			add: async ({ name, columns }, rows) => {
				const into = target.prepare(
					`insert into ${name} (${columns.join(", ")}) values (${columns.map(() => "?").join(", ")})`,
				);
				for (const row of rows) into.run(row);
			},
		});
		for (const statement of putBack) target.exec(statement);
		target.exec("commit");
		target.close();
		return facts;
	} catch (error) {
		target.close();
		rmSync(file, { force: true });
		throw error;
	}
}

/** Removes triggers and indexes: a guard would refuse old rows, and an index is faster made over all of them. Returns their text. */
function takeOff(target: SqliteDriverLibrary.Database): string[] {
	const found = target
		.prepare(
			"select type, name, sql from sqlite_master where type in ('index', 'trigger') and sql is not null order by type, rowid",
		)
		.all() as { type: string; name: string; sql: string }[];
	for (const { type, name } of found) target.exec(`drop ${type} ${name}`);
	return found.map(({ sql }) => sql);
}
