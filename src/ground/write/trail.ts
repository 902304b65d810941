import { type EventTable, HASHED_COLUMNS } from "../../../db/schema/ground/write.ts";
import { sha256 } from "../canonical.ts";

/** The `prev_hash` of the first event. */
export const GENESIS = "0".repeat(64);

/**
 * SHA-256 (hex) over the JSON array of every column in the order of `HASHED_COLUMNS`, `prev_hash` first. Anyone can redo it:
 * `json.dumps([...], ensure_ascii=False, separators=(",", ":"))` in Python gives the same bytes.
 */
export function chainHash(event: Omit<EventTable, "hash">): string {
	return hashOf(HASHED_COLUMNS.map((column) => event[column]));
}

function hashOf(hashed: readonly unknown[]): string {
	return sha256(JSON.stringify(hashed));
}

export type ChainState = { seq: number; hash: string };

/** An event as the chain sees it: the values of `HASHED_COLUMNS` and the hash that it says they give. */
export interface Link {
	hashed: readonly unknown[];
	hash: string;
}

const PREV_HASH = HASHED_COLUMNS.indexOf("prev_hash");
const SEQ = HASHED_COLUMNS.indexOf("seq");

/**
 * Checks one event against the one before it. Returns the new head, or the sentence that names what is wrong:
 * a gap or reorder (seq), a cut or swapped link (prev_hash), or changed content (hash).
 */
export function followChain(head: ChainState, { hashed, hash }: Link): ChainState | string {
	const seq = Number(hashed[SEQ]);
	if (seq !== head.seq + 1) return `Händelse ${head.seq + 1} saknas i loggen (nästa som finns är ${seq}).`;
	if (hashed[PREV_HASH] !== head.hash) return `Händelse ${seq} hänger inte ihop med händelse ${head.seq}.`;
	if (hashOf(hashed) !== hash) return `Händelse ${seq} har ändrats efter att den skrevs.`;
	return { seq, hash };
}
