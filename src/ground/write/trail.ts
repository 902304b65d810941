import type { Link } from "../../../db/queries/ground/write.ts";
import { type EventTable, HASHED_COLUMNS } from "../../../db/schema/ground/write.ts";
import { sha256 } from "../canonical.ts";

/** The `prev_hash` of the first event. */
export const GENESIS = "0".repeat(64);

/**
 * SHA-256 (hex) over the JSON array of every column in the order of `HASHED_COLUMNS`, `prev_hash` first. Anyone can redo it:
 * `json.dumps([...], ensure_ascii=False, separators=(",", ":"))` in Python gives the same bytes.
 */
export function chainHash(event: Omit<EventTable, "hash">): string {
	return sha256(JSON.stringify(HASHED_COLUMNS.map((column) => event[column])));
}

export type ChainState = { seq: number; hash: string };

/**
 * Checks one event against the one before it. Returns the new head, or the sentence that names what is wrong:
 * a gap or reorder (seq), a cut or swapped link (prev_hash), or changed content (hash).
 */
export function followChain(head: ChainState, { seq, prev_hash, text, hash }: Link): ChainState | string {
	if (seq !== head.seq + 1) return `Händelse ${head.seq + 1} saknas i loggen (nästa som finns är ${seq}).`;
	if (prev_hash !== head.hash) return `Händelse ${seq} hänger inte ihop med händelse ${head.seq}.`;
	if (sha256(text) !== hash) return `Händelse ${seq} har ändrats efter att den skrevs.`;
	return { seq, hash };
}
