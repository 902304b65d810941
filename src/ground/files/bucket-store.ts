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

/**
 * A bucket that every node reaches; `<dir>/tmp` on this machine for what is arriving. What a bucket gives back is hashed before it
 * is believed: sent, it counts when it has been read back as it was; fetched, when it is what its name says.
 */
export function openBucketStore(dir: string, bucket: Bucket): FileStore {
	const { placeOf, ...arriving } = openArriving(dir);
	const bytesOf = (answer: Response) => streamOf(answer, bucket.place.timeoutMs);
	const rehash = async (sha256: string) => {
		const answer = await bucket.get(keptKey(sha256));
		return answer === null ? null : hashOf(bytesOf(answer));
	};
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

	return {
		...arriving,
		rehash,
		size: (sha256) => bucket.size(keptKey(sha256)),
		remove: (sha256) => bucket.remove(keptKey(sha256)),
		async keep({ path, sha256 }) {
			if ((await bucket.size(keptKey(sha256))) === null) await bucket.put(keptKey(sha256), path, true);
			const now = await rehash(sha256);
			if (now !== sha256) throw storageAltered(sha256, `read back as ${now ?? "nothing"}`);
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
			for await (const { key } of bucket.list("evidence/")) if (/\/[0-9a-f]{64}$/.test(key)) hashes.push(key.slice(-64));
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
