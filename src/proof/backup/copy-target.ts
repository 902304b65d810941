import { createReadStream, mkdirSync } from "node:fs";
import { chmod, copyFile, mkdir, rename, writeFile } from "node:fs/promises";
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
	/** The same of a file that nobody else needs: it is moved where that can be done. */
	give(path: string, file: string): Promise<CopiedFile>;
	/** What has been moved. It was hashed as it lies in the copy, and is not read once more to know that it came there whole. */
	readonly moved: ReadonlySet<string>;
	finish(manifest: Manifest): Promise<void>;
}

export function openTarget(folder: string): CopyTarget {
	const moved = new Set<string>();
	const put = async (path: string, file: string, isOurs: boolean) => {
		const facts = await fileFacts(path, file);
		const to = join(folder, path);
		await mkdir(dirname(to), { recursive: true, mode: 0o700 });
		if (isOurs && (await isMoved(file, to))) moved.add(path);
		else await copyFile(file, to);
		await chmod(to, 0o600);
		return facts;
	};
	return {
		put: (path, file) => put(path, file, false),
		give: (path, file) => put(path, file, true),
		moved,
		finish: (manifest) => writeManifest(folder, manifest),
	};
}

/** Every file under a number, encrypted with the passphrase. */
export async function encryptedTarget(folder: string, passphrase: string): Promise<CopyTarget> {
	const scrypt = newParameters();
	const key = await keyFrom(passphrase, scrypt);
	let index = 0;
	mkdirSync(join(folder, ENCRYPTED_FILES), { recursive: true, mode: 0o700 });
	const put = async (path: string, file: string) => {
		const facts = await fileFacts(path, file);
		await encryptFile(key, path, createReadStream(file), join(folder, encryptedName(index++)));
		return facts;
	};
	return {
		put,
		give: put,
		moved: new Set(),
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

/** False on another disk. */
async function isMoved(file: string, to: string): Promise<boolean> {
	try {
		await rename(file, to);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
		return false;
	}
}

function writeManifest(folder: string, manifest: Manifest | EncryptedHead): Promise<void> {
	return writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, "\t")}\n`, { mode: 0o600 });
}
