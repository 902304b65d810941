import { createReadStream } from "node:fs";

/** One file of a zip: bytes on disk, with what the format wants to know beforehand. */
export interface ZipEntry {
	name: string;
	path: string;
	bytes: number;
	crc: number;
}

const UTF8_NAMES = 0x0800;
/** 1980-01-01, the first day the format knows. */
const DATE = 0x21;
/** What 32 and 16 bits hold; beyond it the format has a field of 64 bits beside. */
const MAX_32 = 0xffff_ffff;
const MAX_16 = 0xffff;
const PLAIN = 20;
const WITH_64_BITS = 45;

/**
 * A zip with the files as they are (stored, not compressed): any program opens it, and a short script reads it. It may be larger
 * than four gigabytes; a single file in it may not.
 */
export async function* zipOf(entries: readonly ZipEntry[]): AsyncGenerator<Buffer> {
	const directory: Buffer[] = [];
	let offset = 0;
	for (const entry of entries) {
		const name = Buffer.from(entry.name);
		const head = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), factsOf(entry, name, PLAIN), name]);
		yield head;
		yield* createReadStream(entry.path) as AsyncIterable<Buffer>;
		directory.push(directoryEntry(entry, name, offset));
		offset += head.length + entry.bytes;
	}
	const central = Buffer.concat(directory);
	yield central;
	yield endOf(entries.length, central.length, offset);
}

/** How large the zip will be. */
export function zipBytes(entries: readonly ZipEntry[]): number {
	let [bytes, central] = [0, 0];
	for (const entry of entries) {
		const name = Buffer.from(entry.name);
		central += directoryEntry(entry, name, bytes).length;
		bytes += 30 + name.length + entry.bytes;
	}
	return bytes + central + endOf(entries.length, central, bytes).length;
}

/** What a file's own head and the directory both say, from the version it takes to read it. */
function factsOf({ bytes, crc }: ZipEntry, name: Buffer, version: number, extra = 0): Buffer {
	const facts = Buffer.alloc(26);
	facts.writeUInt16LE(version, 0);
	facts.writeUInt16LE(UTF8_NAMES, 2);
	facts.writeUInt16LE(DATE, 8);
	facts.writeUInt32LE(crc, 10);
	facts.writeUInt32LE(bytes, 14);
	facts.writeUInt32LE(bytes, 18);
	facts.writeUInt16LE(name.length, 22);
	facts.writeUInt16LE(extra, 24);
	return facts;
}

function directoryEntry(entry: ZipEntry, name: Buffer, offset: number): Buffer {
	const far = offset > MAX_32;
	const version = far ? WITH_64_BITS : PLAIN;
	const extra = far ? Buffer.alloc(12) : Buffer.alloc(0);
	if (far) {
		extra.writeUInt16LE(1, 0);
		extra.writeUInt16LE(8, 2);
		extra.writeBigUInt64LE(BigInt(offset), 4);
	}
	const place = Buffer.alloc(14);
	place.writeUInt32LE(Math.min(offset, MAX_32), 10);
	const made = Buffer.alloc(2);
	made.writeUInt16LE(version, 0);
	const facts = factsOf(entry, name, version, extra.length);
	return Buffer.concat([Buffer.from("PK\u0001\u0002", "latin1"), made, facts, place, name, extra]);
}

function endOf(files: number, centralBytes: number, offset: number): Buffer {
	const end = Buffer.alloc(22);
	end.write("PK\u0005\u0006", "latin1");
	end.writeUInt16LE(Math.min(files, MAX_16), 8);
	end.writeUInt16LE(Math.min(files, MAX_16), 10);
	end.writeUInt32LE(Math.min(centralBytes, MAX_32), 12);
	end.writeUInt32LE(Math.min(offset, MAX_32), 16);
	if (files < MAX_16 && centralBytes < MAX_32 && offset < MAX_32) return end;
	const large = Buffer.alloc(76);
	large.write("PK\u0006\u0006", "latin1");
	large.writeBigUInt64LE(44n, 4);
	large.writeUInt16LE(WITH_64_BITS, 12);
	large.writeUInt16LE(WITH_64_BITS, 14);
	large.writeBigUInt64LE(BigInt(files), 24);
	large.writeBigUInt64LE(BigInt(files), 32);
	large.writeBigUInt64LE(BigInt(centralBytes), 40);
	large.writeBigUInt64LE(BigInt(offset), 48);
	large.write("PK\u0006\u0007", 56, "latin1");
	large.writeBigUInt64LE(BigInt(offset + centralBytes), 64);
	large.writeUInt32LE(1, 72);
	return Buffer.concat([large, end]);
}
