import type pg from "pg";

/** So many statements a connection keeps, at some 50 kB each in its process; what is asked beyond them is planned each time. */
export const MOST_NAMED = 300;
/** So many texts are known as asked before. */
const MOST_KNOWN = 2_000;
/** A text longer than this is a lot of rows that are put in, of another length the next time. */
const LONGEST = 20_000;

/**
 * Planned for whatever it is asked, a statement that reads a branch of units takes the region for a ward: PostgreSQL counts with the
 * average branch, and a plan for it costs ten times on the whole.
 */
const OF_BRANCHES = "unit_branches";
/** Another node's migration may give a table a column more, and a prepared `select *` then fails for as long as its connection lives. */
const ALL_COLUMNS = /(?:select |\.)\*/;

/** The name of each text that has been asked twice; null of one that has been asked once. */
const known = new Map<string, string | null>();
let count = 0;

function nameOf(text: string): string | null {
	const had = known.get(text);
	known.delete(text);
	const name = had === undefined ? null : (had ?? `s${++count}`);
	known.set(text, name);
	if (known.size > MOST_KNOWN) known.delete(known.keys().next().value!);
	return name;
}

const mayBeNamed = (text: string): boolean =>
	text.length <= LONGEST && !text.includes(OF_BRANCHES) && !ALL_COLUMNS.test(text);

/**
 * True when the server no longer has what a name stands for (26000), has another of that name (42P05), or its answer has got columns of other
 * kinds since another node's migration (0A000): nothing of the statement was run, and under a new name it is prepared anew.
 */
export function isNameStale(error: unknown): boolean {
	const { code, routine } = error as { code?: string; routine?: string };
	return code === "26000" || code === "42P05" || (code === "0A000" && routine === "RevalidateCachedQuery");
}

export interface NamingClient extends pg.Client {
	/** Sets what holds for the connection, and looks who is at the other end. */
	begin(settings: string): Promise<void>;
}

/**
 * Keeps what the server has parsed and planned of the statements a page asks, under a name of their own: planning costs more than reading
 * where a page asks forty statements of few rows each. PostgreSQL itself says, from the sixth time on, whether one plan is good for all values.
 */
export function namingClientOf({ Client }: typeof pg): typeof pg.Client {
	const ask = Client.prototype.query as (this: pg.Client, ...asked: unknown[]) => Promise<unknown>;
	return class extends Client implements NamingClient {
		readonly #named = new Set<string>();
		/**
		 * Whether the process at the other end is the one that was reached. A pooler stands in its place with a number of its own, and may lead
		 * each transaction to another process, that knows nothing of the names of the one before.
		 */
		#isDirect = false;

		async begin(settings: string): Promise<void> {
			const said = (await ask.call(this, `${settings}; select pg_backend_pid() as pid`)) as pg.QueryResult[];
			this.#isDirect = said.at(-1)!.rows[0].pid === (this as unknown as { processID: number }).processID;
		}

		override query(...asked: unknown[]): never {
			const [text, values, ...more] = asked;
			const name = typeof text === "string" && Array.isArray(values) ? this.#nameFor(text, values) : null;
			if (name === null || more.length > 0) return ask.apply(this, asked) as never;
			return this.#byName({ text: text as string, values: values as unknown[], name }) as never;
		}

		async #byName(asked: { text: string; values: unknown[]; name: string }): Promise<unknown> {
			try {
				return await ask.call(this, asked);
			} catch (error) {
				if (!isNameStale(error)) throw error;
				// what one name has lost they all may have, on every connection of this process
				known.clear();
				if (this.getTransactionStatus() !== "I") throw error;
				return ask.call(this, asked.text, asked.values);
			}
		}

		#nameFor(text: string, values: readonly unknown[]): string | null {
			// what has no value and is no reading may be several statements in one text, which cannot be prepared
			const isOne = values.length > 0 || text.startsWith("select ");
			const name = this.#isDirect && isOne && mayBeNamed(text) ? nameOf(text) : null;
			if (name === null || this.#named.has(name)) return name;
			if (this.#named.size >= MOST_NAMED) return null;
			this.#named.add(name);
			return name;
		}
	};
}
