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
