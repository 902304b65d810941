import { randomFillSync } from "node:crypto";

// Random bytes are fetched for many ids at once. Fetched one by one they would take the larger part of a long import's inserts.
const POOL = Buffer.alloc(16 * 512);
let used = POOL.length;

/** A UUIDv7 (RFC 9562): 48 bits of milliseconds first, so that ids sort by time of creation. */
export function newId(now: Date = new Date()): string {
	if (used === POOL.length) {
		randomFillSync(POOL);
		used = 0;
	}
	const bytes = POOL.subarray(used, used + 16);
	used += 16;
	bytes.writeUIntBE(now.getTime(), 0, 6);
	bytes[6] = (bytes[6]! & 0x0f) | 0x70;
	bytes[8] = (bytes[8]! & 0x3f) | 0x80;
	const hex = bytes.toString("hex");
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
