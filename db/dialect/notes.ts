import { type Kysely, sql } from "kysely";
import type { Schema } from "../schema/index.ts";

/**
 * Short-lived notes that every process of an installation sees at once: who does a long piece of work, how far it has come, and
 * that somebody has taken it back. Outside every transaction, because the work may itself be one that all other writers wait for;
 * no part of the register, so they leave no event.
 */
export interface Notes {
	/** Takes a name, unless somebody has it and has written under it within `staleSeconds`. */
	claim(name: string, text: string, staleSeconds: number): Promise<boolean>;
	/** Writes anew under a name, claimed or not. */
	post(name: string, text: string): Promise<void>;
	/** What stands under a name, and how many seconds ago it was written, by the database's clock: nodes' clocks may differ. */
	read(name: string): Promise<{ text: string; seconds: number } | null>;
	drop(name: string): Promise<void>;
}

/** What nobody has written under for so long is taken away when somebody next claims a name. */
const FORGOTTEN_SECONDS = 86_400;

const NOW = sql<number>`cast(extract(epoch from clock_timestamp()) as bigint)`;

export function postgresNotes(db: Kysely<Schema>): Notes {
	return {
		async claim(name, text, staleSeconds) {
			await sql`delete from node_notes where written_s < ${NOW} - ${sql.lit(FORGOTTEN_SECONDS)}`.execute(db);
			const { rows } = await sql`
				insert into node_notes (name, text, written_s) values (${name}, ${text}, ${NOW})
				on conflict (name) do update set text = excluded.text, written_s = excluded.written_s
				where node_notes.written_s < ${NOW} - ${sql.lit(staleSeconds)} returning name`.execute(db);
			return rows.length > 0;
		},
		async post(name, text) {
			await sql`
				insert into node_notes (name, text, written_s) values (${name}, ${text}, ${NOW})
				on conflict (name) do update set text = excluded.text, written_s = excluded.written_s`.execute(db);
		},
		async read(name) {
			const { rows } = await sql<{ text: string; seconds: number }>`
				select text, ${NOW} - written_s as seconds from node_notes where name = ${name}`.execute(db);
			return rows[0] ?? null;
		},
		async drop(name) {
			await sql`delete from node_notes where name = ${name}`.execute(db);
		},
	};
}
