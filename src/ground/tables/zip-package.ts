import { buffer } from "node:stream/consumers";
import { crc32, inflateRawSync } from "node:zlib";
import { fromBufferPromise } from "yauzl";
import { ZipFile } from "yazl";
import { NEW_YEAR_1980 } from "./zip-stream.ts";

/** A zip file that cannot be read as one. */
export class NotAPackage extends Error {}

interface Part {
	/** As the file had it, or the bytes that were set. */
	content: { packed: Buffer; method: number; crc: number; size: number } | Buffer;
	/** As the file had it; parts that are written anew get the format's first moment. */
	time: Date;
}

export interface PackageLimits {
	parts: number;
	/** What all parts together inflate to (T14). */
	bytes: number;
	/** What one part that is asked for inflates to: it is done at once, and others wait. */
	part?: number;
}

const STORED = 0;
const DEFLATED = 8;

/**
 * The parts of an Office file (or any zip), to change some and leave the others as they are: a part that is not `set` keeps its
 * bytes, its name and its place in the order.
 */
export class ZipPackage {
	readonly #parts: Map<string, Part>;
	readonly #most: number;

	private constructor(parts: Map<string, Part>, most: number) {
		this.#parts = parts;
		this.#most = most;
	}

	static async read(bytes: Buffer, limits: PackageLimits): Promise<ZipPackage> {
		const parts = new Map<string, Part>();
		let left = limits.bytes;
		try {
			const zip = await fromBufferPromise(bytes, { lazyEntries: true, autoClose: false });
			for await (const entry of zip.eachEntry()) {
				left -= entry.uncompressedSize;
				if (parts.size >= limits.parts || left < 0) throw new NotAPackage("too large");
				if (entry.isEncrypted() || ![STORED, DEFLATED].includes(entry.compressionMethod))
					throw new NotAPackage("method");
				if (parts.has(entry.fileName)) throw new NotAPackage("the same name twice");
				if (entry.fileName.endsWith("/")) continue; // a folder of its own is no part
				const { compressionMethod: method, crc32: crc, uncompressedSize: size } = entry;
				const packed = packedBytes(bytes, entry.relativeOffsetOfLocalHeader, entry.compressedSize);
				parts.set(entry.fileName, { content: { packed, method, crc, size }, time: entry.getLastModDate() });
			}
		} catch (error) {
			throw error instanceof NotAPackage ? error : new NotAPackage(String(error));
		}
		return new ZipPackage(parts, limits.part ?? Number.POSITIVE_INFINITY);
	}

	names(): string[] {
		return [...this.#parts.keys()];
	}

	has(name: string): boolean {
		return this.#parts.has(name);
	}

	/** The part's own bytes. What it inflates to is held to what the file says of itself, which `read` has capped. */
	bytes(name: string): Buffer {
		const content = this.#parts.get(name)?.content;
		if (!content) throw new NotAPackage(`no part ${name}`);
		if (Buffer.isBuffer(content)) return content;
		const { packed, method, crc, size } = content;
		if (size > this.#most) throw new NotAPackage(`${name} is too large`);
		try {
			const bytes = method === STORED ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) });
			if (bytes.length === size && crc32(bytes) === crc) return bytes;
		} catch {
			// told below
		}
		throw new NotAPackage(`${name} is not what it says`);
	}

	text(name: string): string {
		return this.bytes(name).toString("utf8");
	}

	set(name: string, content: Buffer | string): void {
		this.#parts.set(name, { content: Buffer.from(content), time: NEW_YEAR_1980 });
	}

	delete(name: string): void {
		this.#parts.delete(name);
	}

	/** `dated: false` writes every part as made on 1 January 1980. */
	toBuffer(options: { dated: boolean }): Promise<Buffer> {
		const zip = new ZipFile();
		for (const [name, { time }] of this.#parts) {
			zip.addBuffer(this.bytes(name), name, { mtime: options.dated ? time : NEW_YEAR_1980, forceDosTimestamp: true });
		}
		zip.end();
		return buffer(zip.outputStream);
	}
}

function packedBytes(bytes: Buffer, header: number, length: number): Buffer {
	const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
	if (start + length > bytes.length) throw new NotAPackage("cut off");
	return bytes.subarray(start, start + length);
}
