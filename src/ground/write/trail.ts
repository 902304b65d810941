import { createHash } from "node:crypto";
import type { EventTable } from "../../../db/schema/ground/write.ts";

/** The `prev_hash` of the first event. */
export const GENESIS = "0".repeat(64);

/**
 * SHA-256 (hex) over the JSON array of every column in the order below, `prev_hash` first. Anyone can redo it:
 * `json.dumps([...], ensure_ascii=False, separators=(",", ":"))` in Python gives the same bytes.
 */
export function chainHash(event: Omit<EventTable, "hash">): string {
	const fields = [
		event.prev_hash,
		event.seq,
		event.id,
		event.at,
		event.type,
		event.actor_id,
		event.actor_name,
		event.on_behalf_of,
		event.via,
		event.unit_id,
		event.object_kind,
		event.object_id,
		event.data,
	];
	return createHash("sha256").update(JSON.stringify(fields)).digest("hex");
}

export type ChainState = { seq: number; hash: string };

/**
 * Checks one event against the one before it. Returns the new head, or the sentence that names what is wrong:
 * a gap or reorder (seq), a cut or swapped link (prev_hash), or changed content (hash).
 */
export function followChain(head: ChainState, event: EventTable): ChainState | string {
	if (event.seq !== head.seq + 1) return `Händelse ${head.seq + 1} saknas i loggen (nästa som finns är ${event.seq}).`;
	if (event.prev_hash !== head.hash) return `Händelse ${event.seq} hänger inte ihop med händelse ${head.seq}.`;
	if (chainHash(event) !== event.hash) return `Händelse ${event.seq} har ändrats efter att den skrevs.`;
	return { seq: event.seq, hash: event.hash };
}
