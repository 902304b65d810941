import {
	CompiledQuery,
	type KyselyPlugin,
	type PluginTransformQueryArgs,
	type PluginTransformResultArgs,
	type QueryResult,
	type RootOperationNode,
	SqliteQueryCompiler,
	type UnknownRow,
} from "kysely";
import type { Database, Db } from "../../db/open.ts";

/** Tables that have more than 50 000 rows in a region, and one that a region's year fills. */
export const LARGE = [
	"check_answers",
	"ledger_rows",
	"ledger_hit_lines",
	"events",
	"sam_answers",
	"row_history",
	"sample_items",
] as const;

/** Statements that may walk through a large table, by words of theirs, and why they may. */
export const REASONED: readonly { says: RegExp; why: string }[] = [
	{
		says: /from "?events"? .*order by ("?events"?\.)?"?seq"?( desc)? limit/,
		why: "It walks the chain by its key from the end, and stops when the page is full.",
	},
	{
		says: /count\(\*\) as "?n"? from "?(sam_answers|check_answers|events|sample_items)"? where .*=/,
		why: "All that is kept of one person, counted for the one who asks for it: a page of rare use, and an index would cost every answer.",
	},
];

/** Takes down every reading statement that passes, as SQLite is asked it. */
export class Statements implements KyselyPlugin {
	readonly seen = new Map<string, readonly unknown[]>();
	readonly #compiler = new SqliteQueryCompiler();

	transformQuery({ node, queryId }: PluginTransformQueryArgs): RootOperationNode {
		if (node.kind === "SelectQueryNode" || node.kind === "RawNode") {
			const { sql, parameters } = this.#compiler.compileQuery(node, queryId);
			if (!this.seen.has(sql)) this.seen.set(sql, parameters);
		}
		return node;
	}

	async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
		return result;
	}
}

/** The database as its pages read it, with every statement taken down, those of a snapshot too. */
export function walked(database: Database): { database: Database; db: Db; statements: Statements } {
	const statements = new Statements();
	const db = database.db.withPlugin(statements);
	const snapshot: Database["snapshot"] = (work) => database.snapshot((moment) => work(moment.withPlugin(statements)));
	return {
		db,
		statements,
		database: Object.create(database, { db: { value: db }, snapshot: { value: snapshot } }),
	};
}

export interface Scan {
	table: string;
	plan: string;
	sql: string;
}

/** SQLite searches by the later columns of an index alone when it must: it then asks once for every value of the first, which is a walk. */
const WALKS = /^SCAN (\S+)|^SEARCH (\S+) .*\(ANY\(/;

/** The statements that SQLite walks through all of a large table for, those with a reason left out. */
export async function scansOf(db: Db, { seen }: Statements, large: readonly string[] = LARGE): Promise<Scan[]> {
	const scans: Scan[] = [];
	for (const [sql, parameters] of seen) {
		if (!/^\s*(select|with)/i.test(sql) || REASONED.some(({ says }) => says.test(sql))) continue;
		const explained = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
		const { rows } = await db.executeQuery<{ detail: string }>(explained);
		const names = namesIn(sql);
		for (const { detail } of rows) {
			const [, scanned, skipped] = WALKS.exec(detail) ?? [];
			const name = scanned ?? skipped ?? "";
			const table = names.get(name) ?? name;
			if (large.includes(table)) scans.push({ table, plan: detail, sql });
		}
	}
	return scans;
}

/** What each name in a statement stands for. */
function namesIn(sql: string): Map<string, string> {
	const places = sql.matchAll(/(?:from|join|,)\s+"?(\w+)"?(?:\s+as)?\s+"?(\w+)"?/gi);
	return new Map([...places].map(([, table, name]) => [name!, table!]));
}
