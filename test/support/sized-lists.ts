import type {
	KyselyPlugin,
	PluginTransformResultArgs,
	QueryId,
	QueryResult,
	RootOperationNode,
	UnknownRow,
} from "kysely";

/** What decides who is signed in stays whole. */
const SIGNED_IN = /roles|sessions|people|"?accounts/;
/** Rows that lie below each other: the same twice would be trees in trees without end, so they are only cut off. */
const TREE = /org_units|sam_reviews/;

/** The whole tree with its sorted names is no list: the unit that a page is about is found in it. */
const KNOWN = /"sort_name"/;

/**
 * Gives every list a page reads so many rows: fewer are cut off, more are the same again. What is read in an order is a list; at
 * size 0 what is read to find one object stays, so that there is a page to show the emptiness on.
 */
export class SizedLists implements KyselyPlugin {
	/** The lists, and whether their rows may stand there twice. */
	readonly #lists = new WeakMap<QueryId, boolean>();
	readonly #size: number;
	constructor(size: number) {
		this.#size = size;
	}

	transformQuery({ node, queryId }: { node: RootOperationNode; queryId: QueryId }): RootOperationNode {
		if (node.kind === "SelectQueryNode" && node.orderBy) {
			const from = JSON.stringify(node.from);
			const knows = /org_units/.test(from) && KNOWN.test(JSON.stringify(node.selections));
			if (!SIGNED_IN.test(from) && !knows) this.#lists.set(queryId, !TREE.test(from));
		}
		return node;
	}

	async transformResult({ result, queryId }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
		const repeats = this.#lists.get(queryId);
		const { rows } = result;
		if (repeats === undefined || rows.length === 0) return result;
		const length = repeats ? this.#size : Math.min(this.#size, rows.length);
		return { ...result, rows: Array.from({ length }, (_, index) => rows[index % rows.length]!) };
	}
}
