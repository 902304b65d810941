import { createHash, randomBytes, randomUUID } from "node:crypto";
import { createWriteStream, mkdirSync } from "node:fs";
import { readdir, rename, stat, unlink } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Readable } from "node:stream";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";

const HEAD_BYTES = 4096;
const ASIDE = /^aside-[0-9a-f]{64}$/;

/** Bytes that have arrived but belong to no object yet. `head` is the first 4 KiB, which tell the type by content. */
export interface TempFile {
	path: string;
	sha256: string;
	bytes: number;
	head: Buffer;
}

export class FileTooLarge extends Error {
	constructor(readonly maxBytes: number) {
		super(`Filen är större än ${Math.floor(maxBytes / 1_000_000)} MB.`);
	}
}

/** What has come to this machine and belongs to no object yet: `<dir>/tmp`, whichever store keeps the rest. */
export interface Arriving {
	putTemp(source: Readable, maxBytes: number): Promise<TempFile>;
	discard(temp: Pick<TempFile, "path">): Promise<void>;
	scratch(): string;
	setAside(temp: Pick<TempFile, "path">): Promise<string>;
	/** Where bytes set aside under a name lie here, or would. */
	placeOf(name: string): string;
	sweep(olderThanMs: number): Promise<number>;
}

export function openArriving(dir: string): Arriving {
	const folder = join(dir, "tmp");
	mkdirSync(folder, { recursive: true });
	const placeOf = (name: string) => {
		if (!ASIDE.test(name)) throw new Error("Not a name set aside");
		return join(folder, name);
	};
	return {
		placeOf,
		scratch: () => join(folder, randomUUID()),
		discard: (temp) => unlink(temp.path).catch(() => {}),
		putTemp: (source, maxBytes) => receive(source, join(folder, randomUUID()), maxBytes),
		sweep: (olderThanMs) => removeOlder(folder, olderThanMs),
		async setAside(temp) {
			const name = `aside-${randomBytes(32).toString("hex")}`;
			await rename(temp.path, placeOf(name));
			return name;
		},
	};
}

/** The name that bytes were set aside under; null for a path that is none of them. */
export function asideName(path: string): string | null {
	return ASIDE.test(basename(path)) ? basename(path) : null;
}

async function receive(source: Readable, path: string, maxBytes: number): Promise<TempFile> {
	const meter = new Meter(maxBytes);
	try {
		await pipeline(source, meter, createWriteStream(path, { flags: "wx", flush: true }));
	} catch (error) {
		await unlink(path).catch(() => {});
		throw error;
	}
	return { path, ...meter.result() };
}

async function removeOlder(folder: string, olderThanMs: number): Promise<number> {
	let removed = 0;
	for (const name of await readdir(folder)) {
		const path = join(folder, name);
		const age = Date.now() - (await stat(path)).mtimeMs;
		if (age < olderThanMs) continue;
		await unlink(path);
		removed++;
	}
	return removed;
}

class Meter extends Transform {
	readonly #hash = createHash("sha256");
	readonly #maxBytes: number;
	#bytes = 0;
	#head = Buffer.alloc(0);

	constructor(maxBytes: number) {
		super();
		this.#maxBytes = maxBytes;
	}

	override _transform(chunk: Buffer, _encoding: string, done: (error?: Error | null, data?: Buffer) => void): void {
		this.#bytes += chunk.length;
		if (this.#bytes > this.#maxBytes) {
			done(new FileTooLarge(this.#maxBytes));
			return;
		}
		this.#hash.update(chunk);
		if (this.#head.length < HEAD_BYTES) this.#head = Buffer.concat([this.#head, chunk]).subarray(0, HEAD_BYTES);
		done(null, chunk);
	}

	result(): { sha256: string; bytes: number; head: Buffer } {
		return { sha256: this.#hash.digest("hex"), bytes: this.#bytes, head: this.#head };
	}
}
