import { createReadStream, mkdirSync } from "node:fs";
import { chmod, copyFile, mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import {
	type CopiedFile,
	fileFacts,
	MANIFEST,
	type Manifest,
	ENCRYPTED_FILES,
	ENCRYPTED_MANIFEST,
	type EncryptedHead,
	encryptedName,
} from "./manifest.ts";
import { keyFrom, newParameters, encryptFile } from "./encryption.ts";

/** Where a copy is written, file by file, and at last its manifest. */
export interface CopyTarget {
	/** Takes a file as it is now, and calls it `path`. */
	put(path: string, file: string): Promise<CopiedFile>;
	finish(manifest: Manifest): Promise<void>;
}

export function openTarget(folder: string): CopyTarget {
	return {
		async put(path, file) {
			const facts = await fileFacts(path, file);
			await mkdir(dirname(join(folder, path)), { recursive: true, mode: 0o700 });
			await copyFile(file, join(folder, path));
			await chmod(join(folder, path), 0o600);
			return facts;
		},
		finish: (manifest) => writeManifest(folder, manifest),
	};
}

/** Every file under a number, encrypted with the passphrase. */
export async function encryptedTarget(folder: string, passphrase: string): Promise<CopyTarget> {
	const scrypt = newParameters();
	const key = await keyFrom(passphrase, scrypt);
	let index = 0;
	mkdirSync(join(folder, ENCRYPTED_FILES), { recursive: true, mode: 0o700 });
	return {
		async put(path, file) {
			const facts = await fileFacts(path, file);
			await encryptFile(key, path, createReadStream(file), join(folder, encryptedName(index++)));
			return facts;
		},
		async finish(manifest) {
			const bytes = Readable.from([Buffer.from(JSON.stringify(manifest))]);
			await encryptFile(key, ENCRYPTED_MANIFEST, bytes, join(folder, ENCRYPTED_MANIFEST));
			await writeManifest(folder, {
				format: "tillracklig-sakerhetskopia-krypterad/1",
				made_at: manifest.made_at,
				scrypt,
			});
		},
	};
}

function writeManifest(folder: string, manifest: Manifest | EncryptedHead): Promise<void> {
	return writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, "\t")}\n`, { mode: 0o600 });
}
