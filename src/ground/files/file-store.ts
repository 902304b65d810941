import { createHash } from "node:crypto";
import { createReadStream, existsSync, mkdirSync, statSync, unlinkSync } from "node:fs";
import { open, readdir, rename, unlink } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { openArriving, type TempFile } from "./arriving.ts";

/**
 * The store of evidence bytes, named by their hash: equal bytes are one file, and other bytes can never take its name. A folder
 * on this machine, or a bucket that several nodes share (`FILES_URL`).
 */
export interface FileStore {
	/** Streams to a temporary name while hashing. Throws `FileTooLarge` past `maxBytes`, leaving nothing behind. */
	putTemp(source: Readable, maxBytes: number): Promise<TempFile>;
	/** Moves temporary bytes to their place, durable and as they were sent before it returns. */
	keep(temp: Pick<TempFile, "path" | "sha256">): Promise<void>;
	/**
	 * Does beforehand what takes time in `keep`, for work that keeps inside a transaction: every other writer would else wait for a
	 * bucket. What was not kept in the end is gone when the work is over.
	 */
	ahead<T>(temp: Pick<TempFile, "path" | "sha256">, work: () => Promise<T>): Promise<T>;
	discard(temp: Pick<TempFile, "path">): Promise<void>;
	/** Returns a path for a temporary file. The caller removes the file; `sweep` removes it if the caller does not. */
	scratch(): string;
	/**
	 * Gives temporary bytes a new, unguessable name by which a later request finds them, on whichever node it comes; `sweep`
	 * removes what is never asked for.
	 */
	setAside(temp: Pick<TempFile, "path" | "sha256">): Promise<string>;
	/** A path to bytes set aside under a name, or null when they are gone. */
	pathAside(name: string): Promise<string | null>;
	open(sha256: string): Promise<Readable>;
	/** How many bytes are kept under a hash; null when none are. */
	size(sha256: string): Promise<number | null>;
	/** Kept bytes as a file on this machine, for readers that need one; null when they are gone. A temporary one is the caller's. */
	fetched(sha256: string): Promise<{ path: string; temporary: boolean } | null>;
	/** Hashes the bytes as they are now; null when the file is gone. */
	rehash(sha256: string): Promise<string | null>;
	/** Removes temporary files older than `olderThanMs`: what an interrupted upload left. Returns how many. */
	sweep(olderThanMs: number): Promise<number>;
	/** Removes kept bytes; only a disposal (gallring) may call it. Returns false when they were gone already. */
	remove(sha256: string): Promise<boolean>;
	/** Every hash that is kept. */
	list(): Promise<string[]>;
}

/** Throws for what is no SHA-256: a name must never leave the store's own places. */
export function requireSha256(sha256: string): string {
	if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error("Not a SHA-256");
	return sha256;
}

/** Where a folder keeps the bytes of a hash. */
export function keptPath(dir: string, sha256: string): string {
	return join(dir, "evidence", requireSha256(sha256).slice(0, 2), sha256);
}

/** A folder on this machine: `<dir>/evidence/ab/abcd…`, and `<dir>/tmp` for what is arriving. */
export function openFolderStore(dir: string): FileStore {
	const kept = join(dir, "evidence");
	mkdirSync(kept, { recursive: true });
	const { placeOf, ...arriving } = openArriving(dir);
	const pathOf = (sha256: string) => keptPath(dir, sha256);
	return {
		...arriving,
		ahead: (_temp, work) => work(),
		pathAside: async (name) => (existsSync(placeOf(name)) ? placeOf(name) : null),
		size: async (sha256) => statSync(pathOf(sha256), { throwIfNoEntry: false })?.size ?? null,
		open: async (sha256) => createReadStream(pathOf(sha256)),
		fetched: async (sha256) => (existsSync(pathOf(sha256)) ? { path: pathOf(sha256), temporary: false } : null),
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
			return hashOf(createReadStream(pathOf(sha256)));
		},
		async remove(sha256) {
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

export async function hashOf(bytes: Readable): Promise<string> {
	const hash = createHash("sha256");
	await pipeline(bytes, hash);
	return hash.digest("hex");
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
