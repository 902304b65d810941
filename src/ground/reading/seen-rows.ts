import { FIRST_ROOM, isFull, roomFor } from "./table-room.ts";

/**
 * Remembers every row of a file by a 64-bit hash and its line number: 12 bytes a row in typed arrays, where a Map of texts would need
 * hundreds of megabytes for a million rows. Two different rows are taken for the same about once in 30 million files of that size,
 * and then one row is refused in sight of the controller; nothing is lost in silence.
 */
export class SeenRows {
	#hashes = new Uint32Array(2 * FIRST_ROOM);
	#lines = new Uint32Array(FIRST_ROOM);
	#count = 0;
	readonly #part: () => number | null;

	/** `part`: how much of the file has been read, from 0 to 1, when that is known. */
	constructor(part: () => number | null = () => null) {
		this.#part = part;
	}

	/** The line that had the same cells, or null after remembering these. */
	lineOfSame(cells: readonly string[], line: number): number | null {
		let a = 0xdeadbeef;
		let b = 0x41c6ce57;
		for (const cell of cells) {
			for (let i = 0; i < cell.length; i += 1) {
				const code = cell.charCodeAt(i);
				a = Math.imul(a ^ code, 0x9e3779b1);
				b = Math.imul(b ^ code, 0x5f356495);
			}
			// The end of a cell is hashed as a character that no cell can hold, so that "ab|c" and "a|bc" differ.
			a = Math.imul(a ^ 0x10000, 0x9e3779b1);
			b = Math.imul(b ^ 0x10000, 0x5f356495);
		}
		// Spread the high bits down (cyrb53): the multiplications only carry upwards.
		const high = (Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35)) >>> 0;
		const low = (Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35)) >>> 0;
		if (isFull(this.#count, this.#lines.length)) this.#grow(roomFor(this.#count, this.#part()));
		const slot = this.#slotOf(high, low);
		const held = this.#lines[slot]!;
		if (held !== 0) return held;
		this.#set(slot, high, low, line);
		this.#count += 1;
		return null;
	}

	#slotOf(high: number, low: number): number {
		const size = this.#lines.length;
		let slot = low % size;
		while (this.#lines[slot] !== 0 && (this.#hashes[2 * slot] !== high || this.#hashes[2 * slot + 1] !== low)) {
			slot = slot + 1 === size ? 0 : slot + 1;
		}
		return slot;
	}

	#set(slot: number, high: number, low: number, line: number): void {
		this.#hashes[2 * slot] = high;
		this.#hashes[2 * slot + 1] = low;
		this.#lines[slot] = line;
	}

	#grow(slots: number): void {
		const hashes = this.#hashes;
		const lines = this.#lines;
		this.#hashes = new Uint32Array(2 * slots);
		this.#lines = new Uint32Array(slots);
		for (let i = 0; i < lines.length; i += 1) {
			if (lines[i] === 0) continue;
			const [high, low] = [hashes[2 * i]!, hashes[2 * i + 1]!];
			this.#set(this.#slotOf(high, low), high, low, lines[i]!);
		}
	}
}
