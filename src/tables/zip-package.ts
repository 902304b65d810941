import { deflateRawSync, inflateRawSync } from "node:zlib";
import { fromBufferPromise } from "yauzl";
import { crc32 as crcOf } from "./crc32.ts";

/** A zip file that cannot be read as one. */
export class NotAPackage extends Error {}

interface Part {
	method: number;
	crc: number;
	size: number;
	packed: Buffer;
	/** As the file had it; parts that are written anew get the package's own. */
	time: { date: number; time: number };
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
/** 1980-01-01 00:00, the first moment the format knows: the same content is the same bytes whenever it is written. */
const NEW_YEAR_1980 = { date: 0x21, time: 0 };

/**
 * The parts of an Office file (or any zip), to change some and leave the others as they are: a part that is not `set` keeps its
 * packed bytes, its name and its place in the order.
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
				parts.set(entry.fileName, {
					method: entry.compressionMethod,
					crc: entry.crc32,
					size: entry.uncompressedSize,
					packed: packedBytes(bytes, entry.relativeOffsetOfLocalHeader, entry.compressedSize),
					time: { date: entry.lastModFileDate, time: entry.lastModFileTime },
				});
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
		const part = this.#parts.get(name);
		if (!part) throw new NotAPackage(`no part ${name}`);
		if (part.size > this.#most) throw new NotAPackage(`${name} is too large`);
		if (part.method === STORED) return part.packed;
		try {
			const bytes = inflateRawSync(part.packed, { maxOutputLength: Math.max(part.size, 1) });
			if (bytes.length === part.size && crcOf(bytes) === part.crc) return bytes;
		} catch {
			// told below
		}
		throw new NotAPackage(`${name} is not what it says`);
	}

	text(name: string): string {
		return this.bytes(name).toString("utf8");
	}

	set(name: string, content: Buffer | string): void {
		const bytes = Buffer.from(content);
		this.#parts.set(name, {
			method: DEFLATED,
			crc: crcOf(bytes),
			size: bytes.length,
			packed: deflateRawSync(bytes),
			time: NEW_YEAR_1980,
		});
	}

	delete(name: string): void {
		this.#parts.delete(name);
	}

	/** `dated: false` writes every part as made on 1 January 1980. */
	toBuffer(options: { dated: boolean }): Buffer {
		const files: Buffer[] = [];
		const directory: Buffer[] = [];
		let offset = 0;
		for (const [name, part] of this.#parts) {
			const title = Buffer.from(name);
			const facts = factsOf(part, title.length, options.dated ? part.time : NEW_YEAR_1980);
			const file = Buffer.concat([Buffer.from("PK\x03\x04"), facts, title, part.packed]);
			const tail = Buffer.alloc(14);
			tail.writeUInt32LE(offset, 10);
			directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x00", "latin1"), facts, tail, title]));
			files.push(file);
			offset += file.length;
		}
		return Buffer.concat([...files, ...directory, endOf(directory, offset)]);
	}
}

/** Version, flags (names in UTF-8), method, time, checksum, sizes and lengths: the same in both places a part is described. */
function factsOf(part: Part, titleLength: number, { date, time }: Part["time"]): Buffer {
	const facts = Buffer.alloc(26);
	facts.writeUInt16LE(20, 0);
	facts.writeUInt16LE(0x800, 2);
	facts.writeUInt16LE(part.method, 4);
	facts.writeUInt16LE(time, 6);
	facts.writeUInt16LE(date, 8);
	facts.writeUInt32LE(part.crc, 10);
	facts.writeUInt32LE(part.packed.length, 14);
	facts.writeUInt32LE(part.size, 18);
	facts.writeUInt16LE(titleLength, 22);
	return facts;
}

function endOf(directory: readonly Buffer[], offset: number): Buffer {
	const end = Buffer.alloc(22);
	end.write("PK\x05\x06", "latin1");
	end.writeUInt16LE(directory.length, 8);
	end.writeUInt16LE(directory.length, 10);
	end.writeUInt32LE(
		directory.reduce((sum, one) => sum + one.length, 0),
		12,
	);
	end.writeUInt32LE(offset, 16);
	return end;
}

function packedBytes(bytes: Buffer, header: number, length: number): Buffer {
	const start = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
	if (start + length > bytes.length) throw new NotAPackage("cut off");
	return bytes.subarray(start, start + length);
}
