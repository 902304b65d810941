import { existsSync, mkdirSync } from "node:fs";
import { chmod, copyFile, mkdir, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { BackupRefused, DATABASE, fileFacts, filesIn, type Manifest, readVerifiedManifest } from "./manifest.ts";

/**
 * Puts a backup in an empty data folder. The whole copy is checked against its manifest before anything is written, and the
 * database comes last under its own name: a restore that was interrupted is never taken for an installation.
 */
export async function restoreBackup(source: string, dataDir: string): Promise<Manifest> {
	const manifest = await readVerifiedManifest(source);
	const there = [
		...[DATABASE, `${DATABASE}-wal`].filter((name) => existsSync(join(dataDir, name))),
		...filesIn(dataDir, "evidence"),
		...filesIn(dataDir, "keys"),
	];
	if (there.length > 0) {
		throw new BackupRefused(`${dataDir} innehåller redan uppgifter (${there[0]}). Återställ till en tom mapp.`);
	}
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	for (const file of manifest.files) {
		const to = file.path === DATABASE ? `${DATABASE}.part` : file.path;
		await mkdir(dirname(join(dataDir, to)), { recursive: true, mode: 0o700 });
		await copyFile(join(source, file.path), join(dataDir, to));
		if (file.path.startsWith("keys/")) await chmod(join(dataDir, to), 0o600);
		if ((await fileFacts(dataDir, to)).sha256 !== file.sha256) {
			throw new BackupRefused(`Filen ${file.path} blev inte rätt kopierad. Kontrollera disken och försök igen.`);
		}
	}
	await rename(join(dataDir, `${DATABASE}.part`), join(dataDir, DATABASE));
	return manifest;
}
