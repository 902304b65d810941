import { crc32 } from "node:zlib";
import iconv from "iconv-lite";
import type { SiePost } from "./sie-posts.ts";

/**
 * `#KSUMMA` (SIE 4B, chapter 11): a post without a number begins it, a post with one ends it. CRC-32 over labels and fields in code
 * page 437, without the spaces, quotes and brackets between them.
 */
export class SieChecksum {
	#crc: number | null = null;

	/** A sentence when the post ends a sum that does not agree, otherwise null. */
	take(post: SiePost): string | null {
		if (post.label === "#KSUMMA") {
			const [stated] = post.fields;
			const crc = this.#crc;
			this.#crc = crc === null ? 0 : null;
			if (crc === null || typeof stated !== "string" || Number(stated) >>> 0 === crc) return null;
			return "Filens kontrollsumma (#KSUMMA) stämmer inte med innehållet. Filen kan vara ändrad eller ofullständig: ta ut den på nytt.";
		}
		if (this.#crc !== null && post.label !== "{" && post.label !== "}") {
			this.#crc = crc32(iconv.encode(post.label + post.fields.flat().join(""), "cp437"), this.#crc);
		}
		return null;
	}
}
