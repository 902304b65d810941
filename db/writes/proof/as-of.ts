import { sql } from "kysely";
import { keptStatement } from "../../kept-query.ts";
import type { Trx } from "../../open.ts";

/** When something changed after a write's last event (`seq`), says that it belonged to that write and not to the next. */
export async function closeHistory(trx: Trx, seq: number): Promise<void> {
	await historyClosed(trx, { seq });
}

const historyClosed = keptStatement((trx, { seq }: { seq: number }) =>
	trx
		.insertInto("row_history")
		.columns(["after_seq", "table_name", "change", "was"])
		.expression((eb) =>
			eb
				.selectFrom("row_history")
				.select(["after_seq", sql`''`.as("table_name"), sql`'end'`.as("change"), sql`'{}'`.as("was")])
				.where("seq", "=", (newest) => newest.selectFrom("row_history").select((fn) => fn.fn.max("seq").as("seq")))
				.where("after_seq", "=", seq)
				.where("change", "<>", "end"),
		),
);
