import { sql } from "kysely";
import type { Trx } from "../../open.ts";
import type { Schema } from "../../schema/index.ts";
import type { Versioned } from "../ground/versioned.ts";

/** A new value, or the row's own column that it is taken from. */
type Amended<T extends Versioned> = { [C in keyof Schema[T]]?: Schema[T][C] | { from: keyof Schema[T] } };

/** Changes many rows in the same way and raises their versions: for filling an installation with a past, never for people's acts. */
export async function amendRows<T extends Versioned>(
	trx: Trx,
	table: T,
	ids: readonly string[],
	values: Amended<T>,
): Promise<void> {
	if (ids.length === 0) return;
	const set = Object.entries(values).map(([column, value]) => {
		const from = typeof value === "object" && value !== null ? (value as { from: string }).from : null;
		return sql`${sql.ref(column)} = ${from === null ? sql.value(value) : sql.ref(from)}`;
	});
	await sql`update ${sql.table(table)} set ${sql.join(set)}, version = version + 1 where id in (${sql.join(ids)})`.execute(
		trx,
	);
}
