import type { Updateable } from "kysely";
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
	const result = await trx
		// the union of tables is too wide for Kysely's types; the signature above is what callers are held to
		.updateTable(table as "risks")
		.set({ ...(values as Updateable<Schema["risks"]>), version: version + 1 })
		.where("id", "=", id)
		.where("version", "=", version)
		.executeTakeFirst();
	return result.numUpdatedRows === 1n;
}
