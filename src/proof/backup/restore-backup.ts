import { createWriteStream, existsSync, mkdirSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { BackupRefused, DATABASE, fileFacts, filesIn, type Manifest } from "./manifest.ts";
import { openCopy, requireWhole } from "./open-copy.ts";

/**
 * Puts a backup in an empty data folder. The whole copy is checked against its manifest before anything is written, and the
 * database comes last under its own name: a restore that was interrupted is never taken for an installation.
 */
export async function restoreBackup(source: string, dataDir: string, passphrase: string | null): Promise<Manifest> {
	const copy = await openCopy(source, passphrase);
	await requireWhole(copy, source);
	const there = [
		...[DATABASE, `${DATABASE}-wal`].filter((name) => existsSync(join(dataDir, name))),
		...filesIn(dataDir, "evidence"),
		...filesIn(dataDir, "keys"),
	];
	if (there.length > 0) {
		throw new BackupRefused(`${dataDir} innehåller redan uppgifter (${there[0]}). Återställ till en tom mapp.`);
	}
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	for (const file of copy.manifest.files) {
		const to = file.path === DATABASE ? `${DATABASE}.part` : file.path;
		await mkdir(dirname(join(dataDir, to)), { recursive: true, mode: 0o700 });
		await pipeline(copy.read(file.path), createWriteStream(join(dataDir, to), { mode: 0o600, flush: true }));
		if ((await fileFacts(dataDir, to)).sha256 !== file.sha256) {
			throw new BackupRefused(`Filen ${file.path} blev inte rätt kopierad. Kontrollera disken och försök igen.`);
		}
	}
	await rename(join(dataDir, `${DATABASE}.part`), join(dataDir, DATABASE));
	return copy.manifest;
}
