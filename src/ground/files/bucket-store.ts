import { createReadStream, createWriteStream, existsSync } from "node:fs";
import { rename, unlink } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { asideName, openArriving } from "./arriving.ts";
import type { Bucket } from "./bucket.ts";
import { type FileStore, hashOf, requireSha256 } from "./file-store.ts";
import { storageAltered, storageAway } from "./storage-errors.ts";

/** The key of a hash, before the installation's prefix. */
export const keptKey = (sha256: string) => `evidence/${requireSha256(sha256).slice(0, 2)}/${sha256}`;
const asideKey = (name: string) => `aside/${name}`;
const aheadKey = (sha256: string) => `aside/${requireSha256(sha256)}`;

/**
 * A bucket that every node reaches; `<dir>/tmp` on this machine for what is arriving. What a bucket gives back is hashed before it
 * is believed: sent, it counts when it has been read back as it was; fetched, when it is what its name says.
 */
export function openBucketStore(dir: string, bucket: Bucket): FileStore {
	const { placeOf, ...arriving } = openArriving(dir);
	const bytesOf = (answer: Response) => streamOf(answer, bucket.place.timeoutMs);
	const hashAt = async (key: string) => {
		const answer = await bucket.get(key);
		return answer === null ? null : hashOf(bytesOf(answer));
	};
	const rehash = (sha256: string) => hashAt(keptKey(sha256));
	/** What was sent ahead and has been read back: a copy of it inside the bucket needs no reading. */
	const sentAhead = new Set<string>();
	const fetched = async (key: string, to: string): Promise<boolean> => {
		const answer = await bucket.get(key);
		if (!answer) return false;
		const arrivingTo = arriving.scratch();
		try {
			await pipeline(bytesOf(answer), createWriteStream(arrivingTo, { flags: "wx", mode: 0o600 }));
			await rename(arrivingTo, to);
		} catch (error) {
			await unlink(arrivingTo).catch(() => {});
			throw error;
		}
		return true;
	};
	const toFile = async (sha256: string) => {
		const path = arriving.scratch();
		if (!(await fetched(keptKey(sha256), path))) return null;
		const now = await hashOf(createReadStream(path));
		if (now === sha256) return path;
		await unlink(path);
		throw storageAltered(sha256, `is ${now}`);
	};

	const requireHash = async (key: string, sha256: string) => {
		const now = await hashAt(key);
		if (now !== sha256) throw storageAltered(sha256, `read back as ${now ?? "nothing"}`);
	};

	return {
		...arriving,
		rehash,
		async ahead({ path, sha256 }, work) {
			if ((await bucket.size(keptKey(sha256))) !== null) return work();
			await bucket.put(aheadKey(sha256), path, false);
			await requireHash(aheadKey(sha256), sha256);
			sentAhead.add(sha256);
			try {
				return await work();
			} finally {
				sentAhead.delete(sha256);
				await bucket.remove(aheadKey(sha256)).catch(() => {}); // swept with what nobody asked for
			}
		},
		size: (sha256) => bucket.size(keptKey(sha256)),
		remove: (sha256) => bucket.remove(keptKey(sha256)),
		async keep({ path, sha256 }) {
			const isCopied = sentAhead.has(sha256) && (await bucket.copy(aheadKey(sha256), keptKey(sha256)));
			if (!isCopied) {
				if ((await bucket.size(keptKey(sha256))) === null) await bucket.put(keptKey(sha256), path, true);
				await requireHash(keptKey(sha256), sha256);
			}
			await unlink(path);
			const aside = asideName(path);
			if (aside) await bucket.remove(asideKey(aside)).catch(() => {}); // swept with what nobody asked for
		},
		async discard(temp) {
			await arriving.discard(temp);
			const aside = asideName(temp.path);
			if (aside) await bucket.remove(asideKey(aside)).catch(() => {});
		},
		async setAside(temp) {
			const name = await arriving.setAside(temp);
			try {
				await bucket.put(asideKey(name), placeOf(name), false);
			} catch (error) {
				await arriving.discard({ path: placeOf(name) });
				throw error;
			}
			return name;
		},
		async pathAside(name) {
			const path = placeOf(name);
			if (existsSync(path) || (await fetched(asideKey(name), path))) return path;
			return null;
		},
		async fetched(sha256) {
			const path = await toFile(sha256);
			return path === null ? null : { path, temporary: true };
		},
		async open(sha256) {
			const path = await toFile(sha256);
			if (!path) throw storageAltered(sha256, "is gone");
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
		async sweep(olderThanMs) {
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
