import { isAscii, isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import type { EncodingName } from "./encoding-names.ts";
import { endOfWholeUtf8 } from "./encoding.ts";
import { FileRefused } from "./file-refused.ts";

/** å ä ö Å Ä Ö in code page 437, which the format prescribes, and in windows-1252, which some systems write all the same. */
const SWEDISH_437 = new Set([0x86, 0x84, 0x94, 0x8f, 0x8e, 0x99]);
const SWEDISH_1252 = new Set([0xe5, 0xe4, 0xf6, 0xc5, 0xc4, 0xd6]);

/**
 * Bytes of a SIE file → text. Code page 437 by the book; UTF-8 or windows-1252 when the first Swedish letters say so.
 * The first window that has other characters than ASCII decides for the file.
 */
export class SieDecoder {
	#encoding: EncodingName | null = null;
	#carried: Buffer = Buffer.alloc(0);

	get encoding(): EncodingName {
		return this.#encoding ?? "CP437";
	}

	decode(window: Buffer, isLast: boolean): string {
		const bytes = this.#carried.length > 0 ? Buffer.concat([this.#carried, window]) : window;
		this.#carried = Buffer.alloc(0);
		if (this.#encoding === null) {
			if (isAscii(bytes)) return bytes.toString("latin1");
			this.#encoding = encodingOf(bytes);
		}
		if (this.#encoding !== "UTF-8") return iconv.decode(bytes, this.#encoding === "CP437" ? "cp437" : "windows-1252");
		const end = isLast ? bytes.length : endOfWholeUtf8(bytes);
		const body = bytes.subarray(0, end);
		if (!isUtf8(body))
			throw new FileRefused("Filen innehåller tecken som inte är giltig UTF-8. Ta ut den på nytt som SIE 4.");
		this.#carried = Buffer.from(bytes.subarray(end));
		return body.toString("utf8").replace(/^\ufeff/, "");
	}
}

function encodingOf(bytes: Buffer): EncodingName {
	if (isUtf8(bytes.subarray(0, endOfWholeUtf8(bytes)))) return "UTF-8";
	let of437 = 0;
	let of1252 = 0;
	for (const byte of bytes) {
		if (SWEDISH_437.has(byte)) of437 += 1;
		else if (SWEDISH_1252.has(byte)) of1252 += 1;
	}
	return of1252 > of437 ? "windows-1252" : "CP437";
}
