import { createReadStream, type ReadStream } from "node:fs";
import type { PassThrough } from "node:stream";
import { ZipFile } from "yazl";

/** One file of a zip: where its bytes lie, and how many they are. */
export interface ZipEntry {
	name: string;
	path: string;
	bytes: number;
}

/** 1980-01-01 00:00 by the wall's clock, the first moment the format knows: the same content is the same bytes whenever it is written. */
export const NEW_YEAR_1980 = new Date(1980, 0, 1);

/**
 * A zip with the files as they are (stored, not compressed), and how large it will be: any program opens it, and a short script
 * reads it. A file is opened when its turn has come. Whoever hangs up closes the one that is being read, and a file that is not
 * the size it was said to be ends the stream with an error: a reader never gets a zip that looks whole and is not.
 */
export function zipOf(entries: readonly ZipEntry[]): { bytes: number; stream: PassThrough } {
	const zip = new ZipFile();
	const stream = zip.outputStream as PassThrough;
	let reading: ReadStream | undefined;
	zip.on("error", (error: Error) => stream.destroy(error));
	stream.once("close", () => reading?.destroy());
	for (const { name, path, bytes } of entries) {
		const options = { size: bytes, mtime: NEW_YEAR_1980, forceDosTimestamp: true, compress: false };
		zip.addReadStreamLazy(name, options, (give) => {
			reading = createReadStream(path);
			reading.once("error", (error) => zip.emit("error", error));
			give(null, reading);
		});
	}
	return { bytes: ended(zip, directoryBytes(entries)), stream };
}

/**
 * Every size is said beforehand, so that the library knows the whole at once (its types leave out what it tells). It counts the
 * end with 64 bits already from a directory of 64 kB and writes it so only from 4 GB; asked for, it does what it counted.
 */
function ended(zip: ZipFile, directory: number): number {
	let total = -1;
	const end = zip.end.bind(zip) as (options: object, told: (bytes: number) => void) => void;
	end({ forceZip64Format: directory >= 0xffff }, (bytes) => {
		total = bytes;
	});
	if (total < 0) throw new Error("The zip's size is not known");
	return total;
}

/** What the library counts a file's entry in the directory as, at the least. */
const DIRECTORY_ENTRY = 46;

function directoryBytes(entries: readonly ZipEntry[]): number {
	return entries.reduce((sum, { name }) => sum + DIRECTORY_ENTRY + Buffer.byteLength(name), 0);
}
