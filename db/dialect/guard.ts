import { AsyncLocalStorage } from "node:async_hooks";
import type { KyselyPlugin, PluginTransformQueryArgs, RootOperationNode } from "kysely";

const insideTransaction = new AsyncLocalStorage<true>();

/** Marks everything awaited inside `work` as belonging to a transaction. */
export function markTransaction<T>(work: () => Promise<T>): Promise<T> {
	return insideTransaction.run(true, work);
}

/**
 * Refuses use of the outer connection inside a transaction. With a single writer the query would wait for itself for ever (or
 * miss what the transaction has not committed); the guard makes such a bug show in the first test that reaches it.
 */
export class OuterConnectionGuard implements KyselyPlugin {
	transformQuery(args: PluginTransformQueryArgs): RootOperationNode {
		if (insideTransaction.getStore()) {
			throw new Error("The outer db was used inside a transaction: pass trx to the query instead");
		}
		return args.node;
	}

	async transformResult<R extends { result: unknown }>(args: R): Promise<R["result"]> {
		return args.result;
	}
}
