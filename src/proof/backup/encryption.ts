import { createCipheriv, createDecipheriv, randomBytes, scrypt } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";

/** How the key came from the passphrase (scrypt, RFC 7914); stands in the open part of an encrypted copy. */
export interface KeyParameters {
	salt: string;
	n: number;
	r: number;
	p: number;
}

const MAGIC = Buffer.from("TRLK1\n");
const NONCE = 12;
const TAG = 16;
const KEY_BYTES = 32;
const MAX_MEMORY = 512 * 1024 * 1024;

export function newParameters(): KeyParameters {
	return { salt: randomBytes(16).toString("base64"), n: 2 ** 17, r: 8, p: 1 };
}

/**
 * Derives the key from the passphrase. It takes about a third of a second on purpose, so that somebody who steals a copy can
 * guess only slowly.
 */
export function keyFrom(passphrase: string, { salt, n, r, p }: KeyParameters): Promise<Buffer> {
	const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);
	return derive(passphrase.normalize("NFC"), Buffer.from(salt, "base64"), KEY_BYTES, {
		N: n,
		r,
		p,
		maxmem: MAX_MEMORY,
	});
}

/**
 * One file encrypted with AES-256-GCM: `TRLK1\n`, nonce (12), ciphertext, tag (16). `name` is bound in, so that one encrypted file cannot
 * stand in another's place.
 */
export async function encryptFile(key: Buffer, name: string, from: Readable, to: string): Promise<void> {
	const nonce = randomBytes(NONCE);
	const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(name));
	async function* encrypted() {
		yield Buffer.concat([MAGIC, nonce]);
		for await (const chunk of from) yield cipher.update(chunk as Buffer);
		yield cipher.final();
		yield cipher.getAuthTag();
	}
	await pipeline(Readable.from(encrypted()), createWriteStream(to, { flags: "wx", mode: 0o600, flush: true }));
}

/** The bytes inside. The stream fails at its end when the key is another or a byte has changed: nothing is to be trusted before. */
export function decrypted(key: Buffer, name: string, file: string): Readable {
	async function* plain() {
		const handle = await open(file);
		const { size } = await handle.stat();
		const head = Buffer.alloc(MAGIC.length + NONCE);
		const tag = Buffer.alloc(TAG);
		await handle.read(head, 0, head.length, 0);
		await handle.read(tag, 0, TAG, Math.max(0, size - TAG));
		await handle.close();
		if (size < head.length + TAG || !head.subarray(0, MAGIC.length).equals(MAGIC))
			throw new Error("Not an encrypted file");
		const decipher = createDecipheriv("aes-256-gcm", key, head.subarray(MAGIC.length)).setAAD(Buffer.from(name));
		decipher.setAuthTag(tag);
		if (size > head.length + TAG) {
			const body = createReadStream(file, { start: head.length, end: size - TAG - 1 });
			for await (const chunk of body) yield decipher.update(chunk as Buffer);
		}
		yield decipher.final();
	}
	return Readable.from(plain(), { objectMode: false });
}
