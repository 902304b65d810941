import {
	createCipheriv,
	createDecipheriv,
	createHash,
	createPublicKey,
	type KeyObject,
	randomBytes,
	randomUUID,
} from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UnsafeStart } from "./settings-file.ts";

/** The folder of keys (`KEYS_DIR`): the same for every node of an installation. */
export interface KeyPlace {
	keysDir: string;
}

/** The folders of an installation on this machine. */
export interface Home extends KeyPlace {
	dataDir: string;
}

/** The server's own key. It encrypts what nobody may read yet, such as the secret of a planned draw. */
export interface Keys {
	encrypt(text: string): string;
	/** Throws when the text was encrypted with another key or has been changed. */
	decrypt(encrypted: string): string;
	/** Tells two keys apart, and nothing more of them. */
	fingerprint: string;
}

export const SERVER_KEY = "keys/server.key";

/** Where a file lies that copies and messages call `keys/…`, whatever the folder is called here. */
export function keyFile({ keysDir }: KeyPlace, name: string): string {
	return join(keysDir, name.slice("keys/".length));
}

/** Reads the server's key, or makes it (32 random bytes, readable by the owner alone). Throws `UnsafeStart` for a damaged one. */
export function openKeys(place: KeyPlace): Keys {
	const file = keyFile(place, SERVER_KEY);
	if (!existsSync(file)) makeKeyOnce(place, SERVER_KEY, randomBytes(32).toString("hex"));
	const key = readFileSync(file, "utf8").trim();
	if (!/^[0-9a-f]{64}$/.test(key))
		throw new UnsafeStart(
			`KEYS_DIR: serverns nyckel (${file}) är skadad. Återställ den ur säkerhetskopian: med en ny går det som är låst med den gamla inte att öppna.`,
		);
	return keysFrom(Buffer.from(key, "hex"));
}

/**
 * Writes a key under its name, whole or not at all. False when somebody has made it already, another node at the same moment
 * among them: nobody ever reads half a key, and nobody's key is written over.
 */
export function makeKeyOnce(place: KeyPlace, name: string, content: string | Buffer): boolean {
	mkdirSync(place.keysDir, { recursive: true, mode: 0o700 });
	const making = join(place.keysDir, `.${randomUUID()}`);
	writeFileSync(making, content, { mode: 0o600, flag: "wx", flush: true });
	try {
		linkSync(making, keyFile(place, name));
		return true;
	} catch (error) {
		if ((error as { code?: string }).code === "EEXIST") return false;
		throw error;
	} finally {
		unlinkSync(making);
	}
}

/** The public half of an Ed25519 key pair, DER. */
export function publicDer(key: KeyObject): Buffer {
	return (key.type === "private" ? createPublicKey(key) : key).export({ type: "spki", format: "der" });
}

/** SHA-256 of the public half in DER form, hex: what people compare. */
export function fingerprintOf(key: KeyObject): string {
	return createHash("sha256").update(publicDer(key)).digest("hex");
}

/** AES-256-GCM; encrypted text is base64 of nonce (12) + tag (16) + ciphertext. */
export function keysFrom(key: Buffer): Keys {
	return {
		fingerprint: createHash("sha256").update("tillracklig-server-key/1\n").update(key).digest("hex"),
		encrypt(text) {
			const nonce = randomBytes(12);
			const cipher = createCipheriv("aes-256-gcm", key, nonce);
			const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
			return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64");
		},
		decrypt(encrypted) {
			const bytes = Buffer.from(encrypted, "base64");
			const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
			decipher.setAuthTag(bytes.subarray(12, 28));
			return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
		},
	};
}
