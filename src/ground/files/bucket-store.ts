import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { rename, unlink } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type Arriving, asideName, openArriving } from "./arriving.ts";
import type { Bucket } from "./bucket.ts";
import type { TempFile } from "./arriving.ts";
import { type FileStore, hashOf, requireSha256 } from "./file-store.ts";
import { storageAltered, storageAway, storageLost } from "./storage-errors.ts";

/** The key of a hash, before the installation's prefix. */
export const keptKey = (sha256: string) => `evidence/${requireSha256(sha256).slice(0, 2)}/${sha256}`;
const asideKey = (name: string) => `aside/${name}`;

/**
 * A bucket that every node reaches; `<dir>/tmp` on this machine for what is arriving. What a bucket gives back is hashed before it
 * is believed: sent, it counts when it has been read back as it was; fetched, when it is what its name says.
 */
export function openBucketStore(dir: string, bucket: Bucket): FileStore {
	const arriving = openArriving(dir);
	const { hashAt, fetchTo, requireHash, toFile } = readerOf(bucket, arriving.scratch);
	/** What was sent ahead and has been read back: a copy of it inside the bucket needs no reading. */
	const sentAhead = new Map<string, string>();
	return {
		scratch: arriving.scratch,
		putTemp: arriving.putTemp,
		...asideIn(bucket, arriving, fetchTo),
		rehash: (sha256) => hashAt(keptKey(sha256)),
		async ahead({ path, sha256 }, work) {
			if ((await bucket.size(keptKey(sha256))) !== null) return work();
			const key = asideKey(`ahead-${randomUUID()}`);
			await bucket.put(key, path, false);
			await requireHash(key, sha256);
			sentAhead.set(sha256, key);
			try {
				return await work();
			} finally {
				sentAhead.delete(sha256);
				await bucket.remove(key).catch(() => {}); // swept with what nobody asked for
			}
		},
		size: (sha256) => bucket.size(keptKey(sha256)),
		remove: (sha256) => bucket.remove(keptKey(sha256)),
		async keep({ path, sha256 }) {
			const ahead = sentAhead.get(sha256);
			const isCopied = ahead !== undefined && (await bucket.copy(ahead, keptKey(sha256)));
			if (!isCopied) {
				if ((await bucket.size(keptKey(sha256))) === null) await bucket.put(keptKey(sha256), path, true);
				await requireHash(keptKey(sha256), sha256);
			}
			await unlink(path);
			const aside = asideName(path);
			if (aside) await bucket.remove(asideKey(aside)).catch(() => {}); // swept with what nobody asked for
		},
		async fetched(sha256) {
			const path = await toFile(sha256);
			return path === null ? null : { path, temporary: true };
		},
		async open(sha256) {
			const path = await toFile(sha256);
			if (!path) throw storageLost(sha256);
			const stream = createReadStream(path);
			stream.once("close", () => void arriving.discard({ path }));
			return stream;
		},
		async list() {
			const hashes: string[] = [];
			for await (const { key } of bucket.list("evidence/"))
				if (/\/[0-9a-f]{64}$/.test(key)) hashes.push(key.slice(-64));
			return hashes;
		},
	};
}

/** What waits to be confirmed: in the bucket, so that whichever node is asked finds it, and here as long as it is used here. */
function asideIn(
	bucket: Bucket,
	{ placeOf, ...arriving }: Arriving,
	fetchTo: (key: string, to: string) => Promise<boolean>,
) {
	return {
		async discard(temp: Pick<TempFile, "path">): Promise<void> {
			await arriving.discard(temp);
			const aside = asideName(temp.path);
			if (aside) await bucket.remove(asideKey(aside)).catch(() => {});
		},
		async setAside(temp: Pick<TempFile, "path">): Promise<string> {
			const name = await arriving.setAside(temp);
			try {
				await bucket.put(asideKey(name), placeOf(name), false);
			} catch (error) {
				await arriving.discard({ path: placeOf(name) });
				throw error;
			}
			return name;
		},
		async pathAside(name: string): Promise<string | null> {
			const path = placeOf(name);
			if ((await bucket.size(asideKey(name))) === null) {
				await arriving.discard({ path }); // another node has kept it or thrown it away
				return null;
			}
			return existsSync(path) || (await fetchTo(asideKey(name), path)) ? path : null;
		},
		async sweep(olderThanMs: number): Promise<number> {
			const removed = await arriving.sweep(olderThanMs);
			let aside = 0;
			for await (const { key, modified } of bucket.list("aside/")) {
				if (Date.now() - Date.parse(modified) < olderThanMs) continue;
				if (await bucket.remove(key)) aside++;
			}
			return removed + aside;
		},
	};
}

/** Bytes of a bucket, hashed before they are believed. */
function readerOf(bucket: Bucket, scratch: () => string) {
	const bytesOf = (answer: Response) => streamOf(answer, bucket.place.timeoutMs);
	const hashAt = async (key: string) => {
		const answer = await bucket.get(key);
		return answer === null ? null : hashOf(bytesOf(answer));
	};
	/** False when there is no such object; a file that breaks off leaves nothing. */
	const fetchTo = async (key: string, to: string): Promise<boolean> => {
		const answer = await bucket.get(key);
		if (!answer) return false;
		const fetching = scratch();
		try {
			await pipeline(bytesOf(answer), createWriteStream(fetching, { flags: "wx", mode: 0o600 }));
			await rename(fetching, to);
		} catch (error) {
			await unlink(fetching).catch(() => {});
			throw error;
		}
		return true;
	};
	return {
		hashAt,
		fetchTo,
		async requireHash(key: string, sha256: string): Promise<void> {
			const now = await hashAt(key);
			if (now !== sha256) throw storageAltered(sha256, `read back as ${now ?? "nothing"}`);
		},
		/** A file here with the bytes of a hash, or null. */
		async toFile(sha256: string): Promise<string | null> {
			const path = scratch();
			if (!(await fetchTo(keptKey(sha256), path))) return null;
			const now = await hashOf(createReadStream(path));
			if (now === sha256) return path;
			await unlink(path);
			throw storageAltered(sha256, `is ${now}`);
		},
	};
}

/** A store that goes away or goes silent in the middle of a file is a store that is away, not a file that was cut. */
function streamOf(answer: Response, silentMs: number): Readable {
	async function* pieces() {
		const reader = answer.body?.getReader();
		const giveUp = () => void reader?.cancel(new Error("silent")).catch(() => undefined);
		let isSilent = false;
		try {
			for (;;) {
				const timer = setTimeout(() => {
					isSilent = true;
					giveUp();
				}, silentMs);
				const next = await reader?.read().finally(() => clearTimeout(timer));
				if (isSilent) throw new Error("silent");
				if (!next || next.done) return;
				yield next.value;
			}
		} catch (error) {
			throw storageAway(`GET broke off: ${(error as Error).message}`);
		} finally {
			giveUp();
		}
	}
	return Readable.from(pieces(), { objectMode: false });
}
