/**
 * Bytes → text without losing a character. Rule: BOM, else strict UTF-8, else windows-1252; UTF-16 without BOM is told by where
 * its zero bytes stand. windows-1252 is decoded by iconv-lite: `TextDecoder("windows-1252")` is wrong on Node 20 (it is latin1).
 */
import { isAscii, isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import type { ChosenEncoding, EncodingName } from "./encoding-names.ts";
import { FileRefused } from "./file-refused.ts";
import { decodedTwice, endOfWholeTwice } from "./twice-encoded.ts";

const MAGIC: readonly [prefix: string, sentence: string][] = [
	["504b0304", "Filen är en Excelfil eller ett zip-arkiv. Spara den som CSV och försök igen."],
	["504b0506", "Filen är ett tomt zip-arkiv. Spara uppgifterna som CSV och försök igen."],
	[
		"d0cf11e0a1b11ae1",
		"Filen är en äldre Excelfil (xls). Öppna den i Excel, spara den som arbetsbok (.xlsx) eller CSV och försök igen.",
	],
	["255044462d", "Filen är en PDF. Ta ut uppgifterna som CSV och försök igen."],
	["1f8b", "Filen är komprimerad (gzip). Packa upp den och försök igen."],
	["89504e470d0a1a0a", "Filen är en bild. Ta ut uppgifterna som CSV och försök igen."],
	["ffd8ff", "Filen är en bild. Ta ut uppgifterna som CSV och försök igen."],
];
const NOT_TEXT = "Filen är inte en textfil. Spara uppgifterna som CSV och försök igen.";
const UNREADABLE_UTF8 = "Filen innehåller tecken som inte är giltig UTF-8. Spara om den som UTF-8 och försök igen.";
const UNREADABLE_UTF16 = "Filen innehåller tecken som inte är giltig UTF-16. Spara om den som UTF-8 och försök igen.";
const UNREADABLE_1252 = "Filens teckenkodning går inte att avgöra. Spara om den som UTF-8 och försök igen.";

/** How many of the first bytes are looked at for zero bytes and control characters. */
const HEAD_BYTES = 4096;
const EMPTY = Buffer.alloc(0);

/**
 * Decodes a file window by window. While only ASCII has been seen the choice between UTF-8 and windows-1252 is open; the first
 * window with other characters decides for the file (a file shorter than a window is therefore judged as a whole).
 * @throws FileRefused from `decode` for binary files and bytes that the encoding cannot hold.
 */
export class FileDecoder {
	#encoding: EncodingName | null = null;
	#started = false;
	#carried: Buffer = EMPTY;
	#tail = "";
	readonly #chosen: ChosenEncoding | undefined;

	/** `chosen`: what a person says that the file is. */
	constructor(chosen?: ChosenEncoding) {
		this.#chosen = chosen;
	}

	/** The encoding found; UTF-8 for a file of only ASCII. */
	get encoding(): EncodingName {
		return this.#encoding ?? "UTF-8";
	}

	/** The text of the next window. `isLast` must be true for the last one, so that half a character at the end is noticed. */
	decode(window: Buffer, isLast: boolean): string {
		let bytes = this.#carried.length > 0 ? Buffer.concat([this.#carried, window]) : window;
		if (!this.#started) {
			this.#started = true;
			refuseKnownFormats(bytes);
			const mark = byteOrderMarkOf(bytes);
			this.#encoding = this.#chosen ?? mark?.encoding ?? utf16WithoutMark(bytes);
			if (mark) bytes = bytes.subarray(mark.length);
			if (this.#encoding === null) refuseBinary(bytes);
		}
		switch (this.#encoding) {
			case "windows-1252":
				this.#carried = EMPTY;
				return decode1252(bytes);
			case "CP850":
				this.#carried = EMPTY;
				return iconv.decode(bytes, "cp850");
			case "UTF-8 två gånger":
				return this.#decodeTwice(this.#decodeUtf8(bytes, isLast), isLast);
			case "UTF-16LE":
			case "UTF-16BE":
				return this.#decodeUtf16(bytes, isLast);
			default:
				return this.#decodeUtf8(bytes, isLast);
		}
	}

	/** A letter takes two characters or more, so those at the end of a window wait for the next. */
	#decodeTwice(window: string, isLast: boolean): string {
		const text = this.#tail + window;
		const end = isLast ? text.length : endOfWholeTwice(text);
		this.#tail = text.slice(end);
		return decodedTwice(text.slice(0, end));
	}

	#decodeUtf8(bytes: Buffer, isLast: boolean): string {
		const end = isLast ? bytes.length : endOfWholeUtf8(bytes);
		const body = bytes.subarray(0, end);
		if (isAscii(body)) {
			this.#carry(bytes, end);
			return body.toString("latin1");
		}
		if (isUtf8(body)) {
			this.#encoding ??= "UTF-8";
			this.#carry(bytes, end);
			return body.toString("utf8");
		}
		if (this.#encoding !== null) throw new FileRefused(UNREADABLE_UTF8);
		this.#encoding = "windows-1252";
		this.#carried = EMPTY;
		return looksLike850(bytes) ? lossy1252(bytes) : decode1252(bytes);
	}

	#decodeUtf16(bytes: Buffer, isLast: boolean): string {
		let end = bytes.length - (bytes.length % 2);
		if (isLast && end !== bytes.length) throw new FileRefused(UNREADABLE_UTF16);
		const highByte = this.#encoding === "UTF-16LE" ? bytes[end - 1] : bytes[end - 2];
		// The first half of a surrogate pair waits for the second one.
		if (!isLast && highByte !== undefined && highByte >= 0xd8 && highByte <= 0xdb) end -= 2;
		const body = bytes.subarray(0, end);
		this.#carry(bytes, end);
		const text =
			this.#encoding === "UTF-16LE" ? body.toString("utf16le") : Buffer.from(body).swap16().toString("utf16le");
		if (/\p{Surrogate}/u.test(text)) throw new FileRefused(UNREADABLE_UTF16);
		return text;
	}

	#carry(bytes: Buffer, from: number): void {
		this.#carried = from === bytes.length ? EMPTY : Buffer.from(bytes.subarray(from));
	}
}

function byteOrderMarkOf(bytes: Buffer): { encoding: EncodingName; length: number } | null {
	if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: "UTF-8 med BOM", length: 3 };
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: "UTF-16LE", length: 2 };
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: "UTF-16BE", length: 2 };
	return null;
}

/** Swedish text in UTF-16 has a zero in nearly every second byte and in none of the others. */
function utf16WithoutMark(bytes: Buffer): EncodingName | null {
	const head = bytes.subarray(0, HEAD_BYTES);
	if (head.length < 4 || !head.includes(0)) return null;
	const zeros = [0, 0];
	for (let i = 0; i < head.length; i += 1) if (head[i] === 0) zeros[i % 2]! += 1;
	const enough = Math.floor(head.length / 2) * 0.7;
	if (zeros[0] === 0 && zeros[1]! >= enough) return "UTF-16LE";
	if (zeros[1] === 0 && zeros[0]! >= enough) return "UTF-16BE";
	return null;
}

function refuseKnownFormats(bytes: Buffer): void {
	const start = bytes.subarray(0, 8).toString("hex");
	for (const [prefix, sentence] of MAGIC) if (start.startsWith(prefix)) throw new FileRefused(sentence);
}

/** A single stray control character is reported by line later on; many of them mean that this is no text at all. */
function refuseBinary(bytes: Buffer): void {
	const head = bytes.subarray(0, HEAD_BYTES);
	let control = 0;
	for (const byte of head) if (byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1a)) control += 1;
	if (control > 2 && control > head.length / 100) throw new FileRefused(NOT_TEXT);
}

/** Where the last whole UTF-8 character ends: at most three bytes of one may be left. */
export function endOfWholeUtf8(bytes: Buffer): number {
	for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
		const byte = bytes[bytes.length - back]!;
		if (byte < 0x80) break;
		if (byte >= 0xc0) return lengthFrom(byte) > back ? bytes.length - back : bytes.length;
	}
	return bytes.length;
}

/** How many bytes a character takes that begins with this one. */
function lengthFrom(first: number): number {
	if (first >= 0xf0) return 4;
	return first >= 0xe0 ? 3 : 2;
}

/** Bytes that windows-1252 has no character for, among letters as code page 850 writes them. The reading is then questioned. */
function looksLike850(bytes: Buffer): boolean {
	const text = bytes.toString("latin1");
	return /[\x81\x8f]/.test(text) && /[a-z][\x84\x86\x94][a-z]/i.test(text) && !/[åäö]/i.test(text);
}

/** Å and ü of code page 850 have no character in windows-1252: they keep their number until somebody has said what the file is. */
function lossy1252(bytes: Buffer): string {
	const numbers = bytes.toString("latin1");
	return iconv.decode(bytes, "windows-1252").replace(/\ufffd/g, (_, at: number) => numbers[at]!);
}

function decode1252(bytes: Buffer): string {
	const text = bytes.toString("latin1");
	// 0x80–0x9F is where windows-1252 differs from latin1, and five of those bytes have no character at all.
	if (!/[\x80-\x9f]/.test(text)) return text;
	if (/[\x81\x8d\x8f\x90\x9d]/.test(text)) throw new FileRefused(UNREADABLE_1252);
	return iconv.decode(bytes, "windows-1252");
}
