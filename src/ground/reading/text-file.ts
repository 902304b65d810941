import { createHash } from "node:crypto";
import type { EncodingName } from "./encoding-names.ts";
import { FileDecoder } from "./encoding.ts";
import { LetterScan } from "./letter-damage.ts";
import { FileRefused } from "./file-refused.ts";

/**
 * Bytes decoded at a time: what is made of a window lives until all of it is placed, and short lives are cheap. The first window is
 * larger: it decides encoding and delimiter (see `MAX_ROW_CHARS`).
 */
const FIRST_WINDOW = 1 << 20;
const WINDOW = 1 << 13;

export interface TextWindow {
	text: string;
	is_last: boolean;
}

/** Bytes → text, window by window; `isLast` is true for the last one. */
export interface TextDecoding {
	readonly encoding: EncodingName;
	decode(window: Buffer, isLast: boolean): string;
}

/** A text file read once from first to last byte, in constant memory, whatever the size of the chunks it arrives in. */
export class TextFile {
	/** Bytes given as text so far. */
	bytes = 0;
	readonly #source: AsyncIterable<Uint8Array>;
	readonly #maxBytes: number;
	readonly #decoder: TextDecoding;
	readonly #hash = createHash("sha256");

	/** What the letters look like, as far as the file is read. */
	readonly letters = new LetterScan();

	constructor(source: AsyncIterable<Uint8Array>, maxBytes: number, decoder: TextDecoding = new FileDecoder()) {
		this.#decoder = decoder;
		this.#source = source;
		this.#maxBytes = maxBytes;
	}

	get encoding(): EncodingName {
		return this.#decoder.encoding;
	}

	/** Lowercase hex of all bytes; to be asked for once, after the last window. */
	sha256(): string {
		return this.#hash.digest("hex");
	}

	/**
	 * The decoded text in order; exactly one window, the last, has `is_last`.
	 * @throws FileRefused when the file is empty, too large, binary or not decodable.
	 */
	async *windows(): AsyncGenerator<TextWindow> {
		let size = FIRST_WINDOW;
		let held: Uint8Array[] = [];
		let heldBytes = 0;
		for await (const chunk of this.#source) {
			if (this.bytes + heldBytes + chunk.byteLength > this.#maxBytes) {
				throw new FileRefused(`Filen är större än ${megabytes(this.#maxBytes)}, som är gränsen för en fil.`);
			}
			this.#hash.update(chunk);
			held.push(chunk);
			heldBytes += chunk.byteLength;
			// The loop keeps one byte more than a window, because the last byte must go out in a window that is marked as the
			// last.
			if (heldBytes <= size) continue;
			const all = joined(held, heldBytes);
			let from = 0;
			for (; all.length - from > size; size = WINDOW) {
				yield { text: this.#decoded(all.subarray(from, from + size), false), is_last: false };
				from += size;
			}
			held = [all.subarray(from)];
			heldBytes = all.length - from;
		}
		if (this.bytes + heldBytes === 0) throw new FileRefused("Filen är tom.");
		yield { text: this.#decoded(joined(held, heldBytes), true), is_last: true };
	}

	#decoded(window: Buffer, isLast: boolean): string {
		this.bytes += window.length;
		const text = this.#decoder.decode(window, isLast);
		this.letters.add(text);
		return text;
	}
}

function joined(parts: Uint8Array[], length: number): Buffer {
	const only = parts[0];
	if (parts.length === 1 && only) return Buffer.from(only.buffer, only.byteOffset, only.byteLength);
	return Buffer.concat(parts, length);
}

function megabytes(bytes: number): string {
	const mega = bytes / 1_000_000;
	return mega >= 1 ? `${Math.floor(mega)} MB` : `${bytes} byte`;
}
