import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The server's own key. It encrypts what nobody may read yet, such as the secret of a planned draw. */
export interface Keys {
	encrypt(text: string): string;
	/** Throws when the text was encrypted with another key or has been changed. */
	decrypt(encrypted: string): string;
}

/** Reads `keys/server.key` in the data folder, or makes it (32 random bytes, readable by the owner alone). */
export function openKeys(dataDir: string): Keys {
	const folder = join(dataDir, "keys");
	const file = join(folder, "server.key");
	if (!existsSync(file)) {
		mkdirSync(folder, { recursive: true, mode: 0o700 });
		writeFileSync(file, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
	}
	return keysFrom(Buffer.from(readFileSync(file, "utf8").trim(), "hex"));
}

/** AES-256-GCM; encrypted text is base64 of nonce (12) + tag (16) + ciphertext. */
export function keysFrom(key: Buffer): Keys {
	return {
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
