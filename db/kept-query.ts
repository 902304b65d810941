import { randomUUID } from "node:crypto";
import { type Compilable, type CompiledQuery, createQueryId, type QueryResult } from "kysely";
import type { Db } from "./open.ts";

/** An id, a digest, a day or an instant: what differs from one asker and one day to the next, and never decides what is asked. */
const VALUE =
	/^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{64}|\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?)$/;
/** So many shapes of a query are kept; the first goes first, since each word that is searched for is a shape of its own. */
const MOST = 200;

interface Kept {
	compiled: CompiledQuery;
	/** For each parameter the place of the value it takes; -1 for one that is always the same. */
	places: number[];
}

/**
 * A query that is built once for each shape of its arguments, since building and compiling it costs about as much as asking it. Ids, digests, days and
 * instants, however deep among the arguments, are left open and put in at each call; all else belongs to the shape. `build` never looks at
 * such a value, it hands it on; a shape in which one of them is left out or cut is not kept, but built each time.
 */
export function keptQuery<Args extends readonly unknown[], Row>(
	build: (db: Db, ...args: Args) => Compilable<Row>,
): (db: Db, ...args: Args) => Promise<Row[]> {
	const queries = new WeakMap<object, Map<string, Kept | null>>();
	return async (db, ...args) => {
		const executor = db.getExecutor();
		const known = queries.get(executor.adapter) ?? new Map<string, Kept | null>();
		queries.set(executor.adapter, known);
		const values: string[] = [];
		const shape = JSON.stringify(args, (_key, value) => {
			if (isValue(value)) return { value: values.push(value) };
			// neither null nor the word
			return value === undefined ? { value: 0 } : value;
		});
		const had = known.get(shape);
		const kept = had === undefined ? keep(build(db, ...marked(args)), values.length) : had;
		if (had === undefined && known.size >= MOST) known.delete(known.keys().next().value!);
		if (had === undefined) known.set(shape, kept);
		if (kept === null) return (await db.executeQuery(build(db, ...args))).rows;
		return (await ask<Row>(db, kept, values)).rows;
	};
}

/**
 * A statement that is built once for each set of cells that it is given: every cell is left open, whatever it holds, so that free texts and numbers
 * may stand in it. `build` hands the cells on as they are and decides nothing by them; what decides what is asked (a table) is said by `of`.
 */
export function keptStatement<Row, Given extends object>(
	build: (db: Db, cells: Given, of: string) => Compilable<Row>,
): (db: Db, cells: Given, of?: string) => Promise<QueryResult<Row>> {
	const statements = new WeakMap<object, Map<string, Kept>>();
	return (db, cells, of = "") => {
		const { adapter } = db.getExecutor();
		const known = statements.get(adapter) ?? new Map<string, Kept>();
		statements.set(adapter, known);
		const given = Object.entries(cells).filter(([, cell]) => cell !== undefined);
		const shape = `${of} ${given.map(([name]) => name).join(" ")}`;
		let kept = known.get(shape);
		if (!kept) {
			const marks = Object.fromEntries(given.map(([name], n) => [name, mark(n)])) as Given;
			kept = keep(build(db, marks, of), given.length) ?? undefined;
			if (!kept) throw new Error(`A kept statement leaves a cell out, or changes it: ${shape}`);
			known.set(shape, kept);
		}
		return ask(
			db,
			kept,
			given.map(([, value]) => value as unknown),
		);
	};
}

function ask<Row>(db: Db, { compiled, places }: Kept, values: readonly unknown[]): Promise<QueryResult<Row>> {
	const executor = db.getExecutor();
	const queryId = createQueryId();
	// who looks at every query, such as the guard of transactions, looks at this one too
	const node = executor.transformQuery(compiled.query, queryId);
	const asked = node === compiled.query ? compiled : executor.compileQuery(node, queryId);
	const parameters = asked.parameters.map((one, n) => (places[n]! < 0 ? one : values[places[n]!]));
	return db.executeQuery<Row>({ ...asked, query: node, queryId, parameters } as CompiledQuery<Row>);
}

/** Null for a query whose text or parameters hold something else of a value than the value itself. */
function keep(query: Compilable, values: number): Kept | null {
	const compiled = query.compile();
	const marks = Array.from({ length: values }, (_, n) => mark(n));
	if (!marks.every((one) => compiled.parameters.includes(one))) return null;
	// one that stands whole in one place and inside something longer in another
	const places = compiled.parameters.map((one) => marks.indexOf(one as string));
	const rest = [compiled.sql, ...compiled.parameters.filter((_, n) => places[n]! < 0)];
	return rest.some((one) => typeof one === "string" && one.includes(MARK)) ? null : { compiled, places };
}

/** The arguments with a mark in place of each value, in the order in which JSON meets them. */
function marked<Args extends readonly unknown[]>(args: Args): Args {
	let n = 0;
	const walk = (one: unknown): unknown => {
		if (isValue(one)) return mark(n++);
		if (Array.isArray(one)) return one.map(walk);
		if (typeof one !== "object" || one === null) return one;
		return Object.fromEntries(Object.entries(one).map(([key, value]) => [key, walk(value)]));
	};
	return walk(args) as Args;
}

/** No text of a person is taken for a mark: nobody outside this process knows it. */
const MARK = randomUUID();
const mark = (n: number) => `${MARK} ${n}`;
const isValue = (one: unknown): one is string => typeof one === "string" && VALUE.test(one);
