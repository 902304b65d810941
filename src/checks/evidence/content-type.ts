import { createReadStream } from "node:fs";

const UNKNOWN = "application/octet-stream";

/** The type a file has by its content, whatever its name says; `application/octet-stream` when the bytes do not tell. */
export async function contentTypeOf(path: string): Promise<string> {
	const { fileTypeFromFile } = await import("file-type");
	const found = await fileTypeFromFile(path).catch(() => undefined); // bytes cut short tell no type
	return found?.mime ?? UNKNOWN;
}

/**
 * True for an Office file that carries macros: a container that says so in its type, names a VBA project in its directory
 * (zip: ASCII; the older binary formats: UTF-16), whatever the file is called.
 */
export async function hasMacros(path: string, contentType: string): Promise<boolean> {
	if (/macroenabled/i.test(contentType)) return true;
	const marks = MARKS.filter(({ types }) => types.test(contentType)).map(({ mark }) => mark);
	return marks.length > 0 && (await contains(path, marks));
}

const MARKS = [
	{ types: /zip|openxml|opendocument/, mark: Buffer.from("vbaProject.bin", "latin1") },
	{ types: /cfb|msword|ms-excel|ms-powerpoint|x-ole/, mark: Buffer.from("_VBA_PROJECT", "utf16le") },
];

/** Looks for a sequence of bytes without reading the whole file into memory. */
async function contains(path: string, marks: readonly Buffer[]): Promise<boolean> {
	const overlap = Math.max(...marks.map((mark) => mark.length)) - 1;
	let tail = Buffer.alloc(0);
	for await (const chunk of createReadStream(path)) {
		const window = Buffer.concat([tail, chunk as Buffer]);
		if (marks.some((mark) => window.includes(mark))) return true;
		tail = window.subarray(Math.max(0, window.length - overlap));
	}
	return false;
}
