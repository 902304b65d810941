import { createHash } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { join, sep } from "node:path";
import type { Readable } from "node:stream";
import { z } from "zod";

export const MANIFEST = "manifest.json";
export const DATABASE = "tillracklig.db";

/** A file is read so much at a time: in the usual 64 kB reading costs as much as hashing. */
export const READ_BYTES = 1 << 20;

/** Relative to the copy's folder, with `/`. */
export interface CopiedFile {
	path: string;
	bytes: number;
	sha256: string;
}

/** A backup that cannot be trusted, or a folder that cannot take one: one Swedish sentence. */
export class BackupRefused extends Error {}

/** A manifest comes from outside: its paths may name the database, evidence and keys, and nothing else (T06). */
function isInside(path: string): boolean {
	return path === DATABASE || (/^(evidence|keys)(\/[\w-][\w.-]*)+$/.test(path) && !path.includes(".."));
}

/** What a backup holds. `trail_head` is the end of the trail in the copied database. */
export const Manifest = z.object({
	format: z.literal("tillracklig-sakerhetskopia/1"),
	made_at: z.iso.datetime(),
	trail_head: z.object({ seq: z.int().min(0), hash: z.string() }),
	files: z.array(z.object({ path: z.string().refine(isInside), bytes: z.int().min(0), sha256: z.string() })),
});
export type Manifest = z.output<typeof Manifest>;

/** The open part of an encrypted copy: everything else, the names of the files too, is encrypted. */
export const EncryptedHead = z.object({
	format: z.literal("tillracklig-sakerhetskopia-krypterad/1"),
	made_at: z.iso.datetime(),
	scrypt: z.object({
		salt: z.string(),
		// The cost is limited because a copy comes from outside and must not use up the machine's memory.
		n: z
			.int()
			.min(2)
			.max(2 ** 18),
		r: z.int().min(1).max(16),
		p: z.int().min(1).max(4),
	}),
});
export type EncryptedHead = z.output<typeof EncryptedHead>;

export const ENCRYPTED_MANIFEST = "manifest.enc";
export const ENCRYPTED_FILES = "filer";

/** The name of the nth file of an encrypted copy. */
export function encryptedName(index: number): string {
	return `${ENCRYPTED_FILES}/${String(index + 1).padStart(6, "0")}`;
}

/** Size and hash of what a stream gives. */
export async function streamFacts(stream: Readable): Promise<{ bytes: number; sha256: string }> {
	const hash = createHash("sha256");
	let bytes = 0;
	for await (const chunk of stream) {
		hash.update(chunk as Buffer);
		bytes += (chunk as Buffer).length;
	}
	return { bytes, sha256: hash.digest("hex") };
}

/** Of a file, read into one buffer: a stream's own, one for every piece, cost the collector more than the hashing. */
export async function fileFacts(path: string, file: string): Promise<CopiedFile> {
	const handle = await open(file);
	try {
		const hash = createHash("sha256");
		const { size } = await handle.stat();
		const piece = Buffer.allocUnsafe(Math.min(size + 1, READ_BYTES));
		let bytes = 0;
		for (;;) {
			const { bytesRead } = await handle.read(piece, 0, piece.length);
			if (bytesRead === 0) return { path, bytes, sha256: hash.digest("hex") };
			hash.update(piece.subarray(0, bytesRead));
			bytes += bytesRead;
		}
	} finally {
		await handle.close();
	}
}

/** The files of a folder as paths that begin with `folder`, in order; none when there is no such folder. */
export function filesIn(root: string, folder: string, top = join(root, folder)): string[] {
	if (!existsSync(top)) return [];
	return readdirSync(top, { recursive: true, encoding: "utf8" })
		.filter((name) => statSync(join(top, name)).isFile())
		.map((name) => `${folder}/${name.split(sep).join("/")}`)
		.sort();
}
