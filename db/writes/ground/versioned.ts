import type { Updateable } from "kysely";
import { keptStatement } from "../../kept-query.ts";
import type { Trx } from "../../open.ts";
import type { Schema } from "../../schema/index.ts";

/** Tables whose rows are edited under a version. */
export type Versioned = {
	[T in keyof Schema]: Schema[T] extends { id: string; version: number } ? T : never;
}[keyof Schema];

/**
 * Changes one row if it still has the version the person saw, and raises the version. False when somebody else was first (or
 * the row is gone): the caller answers `Stale`.
 */
export async function updateVersioned<T extends Versioned>(
	trx: Trx,
	table: T,
	id: string,
	version: number,
	values: Partial<Updateable<Schema[T]>>,
): Promise<boolean> {
	const result = await versionUpdated(trx, { ...values, id, was: version, version: version + 1 }, table);
	return result.numAffectedRows === 1n;
}

interface NewVersion {
	id: string;
	/** The version that it has until now. */
	was: number;
	version: number;
}

const versionUpdated = keptStatement((trx, { id, was, ...values }: NewVersion, table) =>
	trx
		// the union of tables is too wide for Kysely's types; the signature above is what callers are held to
		.updateTable(table as "risks")
		.set(values)
		.where("id", "=", id)
		.where("version", "=", was),
);
