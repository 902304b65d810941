/** One fact of the trail; `hash` covers every other column and `prev_hash` links it to the fact before. */
export interface EventTable {
	seq: number;
	id: string;
	at: string;
	type: string;
	actor_id: string | null;
	actor_name: string;
	on_behalf_of: string | null;
	via: string;
	unit_id: string | null;
	object_kind: string;
	object_id: string;
	/** JSON, by the type's schema in `src/write/events`. */
	data: string;
	prev_hash: string;
	hash: string;
}

/**
 * A tap, or an import by a program, that has been kept by the key its sender gave it: sent again it gets the first answer and changes nothing. How it was
 * delivered is no part of the register, so no event tells of the row.
 */
export interface TapKeyTable {
	person_id: string;
	key: string;
	/** SHA-256 over the address and the fields: the same key with another content is refused. */
	digest: string;
	/** JSON: what the command gave the first time. */
	result: string;
	taken_at: string;
}

/** The columns that an event's hash covers, in the order they are hashed: every one but the hash itself. */
export const HASHED_COLUMNS = [
	"prev_hash",
	"seq",
	"id",
	"at",
	"type",
	"actor_id",
	"actor_name",
	"on_behalf_of",
	"via",
	"unit_id",
	"object_kind",
	"object_id",
	"data",
] as const satisfies readonly (keyof EventTable)[];
