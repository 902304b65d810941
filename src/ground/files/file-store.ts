import { createHash, randomBytes, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, mkdirSync, unlinkSync } from "node:fs";
import { open, readdir, rename, stat, unlink } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Bytes that have arrived but belong to no object yet. `head` is the first 4 KiB, which tell the type by content. */
export interface TempFile {
	path: string;
	sha256: string;
	bytes: number;
	head: Buffer;
}

/** The store of evidence bytes, named by their hash: equal bytes are one file, and other bytes can never take its name. */
export interface FileStore {
	/** Streams to a temporary name while hashing. Throws `FileTooLarge` past `maxBytes`, leaving nothing behind. */
	putTemp(source: Readable, maxBytes: number): Promise<TempFile>;
	/** Moves temporary bytes to their place, durable before it returns. */
	keep(temp: Pick<TempFile, "path" | "sha256">): Promise<void>;
	discard(temp: Pick<TempFile, "path">): Promise<void>;
	/** Returns a path for a temporary file. The caller removes the file; `sweep` removes it if the caller does not. */
	scratch(): string;
	/**
	 * Gives temporary bytes a new, unguessable name by which a later request finds them; `sweep` removes what is never asked
	 * for.
	 */
	setAside(temp: TempFile): Promise<string>;
	/** The path of bytes set aside under a name, or null when they are gone. */
	pathAside(name: string): string | null;
	open(sha256: string): Readable;
	has(sha256: string): boolean;
	/** The path of kept bytes, for readers that need a file. */
	pathOf(sha256: string): string;
	/** Hashes the bytes as they are now; null when the file is gone. */
	rehash(sha256: string): Promise<string | null>;
	/** Removes temporary files older than `olderThanMs`: what an interrupted upload left. Returns how many. */
	sweep(olderThanMs: number): Promise<number>;
	/** Removes kept bytes; only a disposal (gallring) may call it. Returns false when they were gone already. */
	remove(sha256: string): boolean;
	/** Every hash that is kept. */
	list(): Promise<string[]>;
}

export class FileTooLarge extends Error {
	constructor(readonly maxBytes: number) {
		super(`Filen är större än ${Math.floor(maxBytes / 1_000_000)} MB.`);
	}
}

const HEAD_BYTES = 4096;

/** A folder on this machine: `<dir>/evidence/ab/abcd…`, and `<dir>/tmp` for what is arriving. */
export function openFileStore(dir: string): FileStore {
	const kept = join(dir, "evidence");
	const arriving = join(dir, "tmp");
	mkdirSync(kept, { recursive: true });
	mkdirSync(arriving, { recursive: true });
	const asidePath = (name: string) => {
		if (!/^aside-[0-9a-f]{64}$/.test(name)) throw new Error("Not a name set aside");
		return join(arriving, name);
	};
	const pathOf = (sha256: string) => {
		if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error("Not a SHA-256");
		return join(kept, sha256.slice(0, 2), sha256);
	};

	return {
		pathOf,
		has: (sha256) => existsSync(pathOf(sha256)),
		open: (sha256) => createReadStream(pathOf(sha256)),
		scratch: () => join(arriving, randomUUID()),
		discard: (temp) => unlink(temp.path).catch(() => {}),
		async setAside(temp) {
			const name = `aside-${randomBytes(32).toString("hex")}`;
			await rename(temp.path, asidePath(name));
			return name;
		},
		pathAside: (name) => (existsSync(asidePath(name)) ? asidePath(name) : null),
		putTemp: (source, maxBytes) => receive(source, join(arriving, randomUUID()), maxBytes),
		async keep(temp) {
			const path = pathOf(temp.sha256);
			if (existsSync(path)) {
				await unlink(temp.path);
				return;
			}
			mkdirSync(join(path, ".."), { recursive: true });
			await rename(temp.path, path);
			for (const folder of [join(path, ".."), kept]) await syncFolder(folder);
		},
		async rehash(sha256) {
			if (!existsSync(pathOf(sha256))) return null;
			const hash = createHash("sha256");
			await pipeline(createReadStream(pathOf(sha256)), hash);
			return hash.digest("hex");
		},
		sweep: (olderThanMs) => removeOlder(arriving, olderThanMs),
		remove(sha256) {
			if (!existsSync(pathOf(sha256))) return false;
			unlinkSync(pathOf(sha256));
			return true;
		},
		async list() {
			const names = await readdir(kept, { recursive: true });
			return names.map((name) => name.slice(-64)).filter((name) => /^[0-9a-f]{64}$/.test(name));
		},
	};
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

/** A rename is durable only when its folder has been synced too. */
async function syncFolder(folder: string): Promise<void> {
	const handle = await open(folder);
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
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
