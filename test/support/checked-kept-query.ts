import type { Compilable, CompiledQuery, QueryResult } from "kysely";
import { expect } from "vitest";
import { keptQuery as keep, keptStatement as keepStatement } from "../../db/kept-query.ts";
import type { Db } from "../../db/open.ts";

/**
 * Kept queries, as every test meets them: what is asked is also built anew beside it, for these very arguments, and must be the same words and
 * values. Where the words differ (a condition that says nothing new is left out), the answers are compared.
 */
export function keptQuery<Args extends readonly unknown[], Row>(
	build: (db: Db, ...args: Args) => Compilable<Row>,
): (db: Db, ...args: Args) => Promise<Row[]> {
	const ask = keep(build);
	return async (db, ...args) => {
		let asked: CompiledQuery | null = null;
		const seen = (query: CompiledQuery<Row>) => {
			asked = query;
			return db.executeQuery(query);
		};
		const rows = await ask(withAsked(db, seen), ...args);
		const anew = build(db, ...args).compile();
		if (textOf(asked!) !== textOf(anew)) expect(rows, anew.sql).toEqual((await db.executeQuery(anew)).rows);
		return rows;
	};
}

/** Kept statements likewise: what is written cannot be written twice to compare, so the words and values themselves are the same. */
export function keptStatement<Row, Given extends object>(
	build: (db: Db, cells: Given, of: string) => Compilable<Row>,
): (db: Db, cells: Given, of?: string) => Promise<QueryResult<Row>> {
	const ask = keepStatement(build);
	return (db, cells, of = "") => {
		const seen = (query: CompiledQuery<Row>) => {
			expect(textOf(query)).toBe(textOf(build(db, cells, of).compile()));
			return db.executeQuery(query);
		};
		return ask(withAsked(db, seen), cells, of);
	};
}

const textOf = ({ sql, parameters }: CompiledQuery) => JSON.stringify([sql, parameters]);

function withAsked<Row>(db: Db, seen: (query: CompiledQuery<Row>) => unknown): Db {
	return new Proxy(db, {
		get: (of, name) => {
			if (name === "executeQuery") return seen;
			const value: unknown = Reflect.get(of, name, of);
			return typeof value === "function" ? value.bind(of) : value;
		},
	});
}
