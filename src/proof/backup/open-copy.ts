import { createReadStream, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import {
	BackupRefused,
	type CopiedFile,
	DATABASE,
	fileFacts,
	filesIn,
	MANIFEST,
	Manifest,
	READ_BYTES,
	ENCRYPTED_FILES,
	ENCRYPTED_MANIFEST,
	EncryptedHead,
	encryptedName,
	streamFacts,
} from "./manifest.ts";
import { keyFrom, decrypted } from "./encryption.ts";

/** A backup that has been opened, encrypted or not. */
export interface Copy {
	manifest: Manifest;
	/** The bytes of one of its files. */
	read(path: string): Readable;
	/** How many those are, and their SHA-256. */
	facts(path: string): Promise<Omit<CopiedFile, "path">>;
	/** The paths that lie in the copy's folder besides the manifest, and the paths that should. */
	there: string[];
	expected: string[];
}

/** Throws `BackupRefused` for a folder that is no backup, a passphrase that is missing or wrong, and a manifest that was changed. */
export async function openCopy(folder: string, passphrase: string | null): Promise<Copy> {
	const file = join(folder, MANIFEST);
	if (!existsSync(file)) throw new BackupRefused(`${folder} är ingen säkerhetskopia: ${MANIFEST} saknas.`);
	const text = readFileSync(file, "utf8");
	const encrypted = EncryptedHead.safeParse(parsed(text));
	if (encrypted.success) return openEncrypted(folder, encrypted.data, passphrase);
	const manifest = requireManifest(text, file);
	return {
		manifest,
		read: (path) => createReadStream(join(folder, path), { highWaterMark: READ_BYTES }),
		facts: (path) => fileFacts(path, join(folder, path)),
		there: [...filesIn(folder, "evidence"), ...filesIn(folder, "keys")],
		expected: manifest.files.map(({ path }) => path),
	};
}

async function openEncrypted(folder: string, head: EncryptedHead, passphrase: string | null): Promise<Copy> {
	if (passphrase === null) {
		throw new BackupRefused("Säkerhetskopian är krypterad: ange filen med lösenfrasen med --passphrase-file.");
	}
	const key = await keyFrom(passphrase, head.scrypt);
	const text = await textOf(decrypted(key, ENCRYPTED_MANIFEST, join(folder, ENCRYPTED_MANIFEST))).catch(() => {
		throw new BackupRefused("Säkerhetskopian går inte att öppna: lösenfrasen är en annan, eller så är kopian ändrad.");
	});
	const manifest = requireManifest(text, join(folder, ENCRYPTED_MANIFEST));
	const nameOf = new Map(manifest.files.map(({ path }, index) => [path, encryptedName(index)]));
	const read = (path: string) => decrypted(key, path, join(folder, nameOf.get(path)!));
	return {
		manifest,
		read,
		facts: (path) => streamFacts(read(path)),
		there: filesIn(folder, ENCRYPTED_FILES),
		expected: [...nameOf.values()],
	};
}

/**
 * Reads every file but those that have been `read` as they lie there. Throws `BackupRefused` naming the first thing that is not as the
 * manifest says, too much or too little.
 */
export async function requireWhole(copy: Copy, folder: string, read: ReadonlySet<string> = new Set()): Promise<void> {
	for (const [index, { path, bytes, sha256 }] of copy.manifest.files.entries()) {
		if (!existsSync(join(folder, copy.expected[index]!)))
			throw new BackupRefused(`Säkerhetskopian saknar filen ${path}.`);
		if (read.has(path)) continue;
		const facts = await copy.facts(path).catch(() => null);
		if (facts?.bytes !== bytes || facts.sha256 !== sha256)
			throw new BackupRefused(`Filen ${path} i säkerhetskopian har ändrats eller är skadad.`);
	}
	if (!copy.manifest.files.some(({ path }) => path === DATABASE))
		throw new BackupRefused("Säkerhetskopian saknar databasen.");
	const expected = new Set(copy.expected);
	const extra = copy.there.find((path) => !expected.has(path));
	if (extra) throw new BackupRefused(`Säkerhetskopian innehåller filen ${extra}, som inte hör till den.`);
}

function requireManifest(text: string, file: string): Manifest {
	const manifest = Manifest.safeParse(parsed(text));
	if (manifest.success) return manifest.data;
	throw new BackupRefused(`${file} går inte att läsa som en säkerhetskopia från Tillräcklig.`);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

async function textOf(stream: Readable): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk as Buffer);
	return Buffer.concat(chunks).toString("utf8");
}
