import { createWriteStream, existsSync, mkdirSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { loadPostgres, requireEmptyPostgres } from "../../../db/open.ts";
import { BackupRefused, DATABASE, fileFacts, filesIn, type Manifest } from "./manifest.ts";
import { openCopy, requireWhole } from "./open-copy.ts";

/** Where a backup is put: a data folder, and beside it a PostgreSQL where there is one. Both empty. */
export interface RestoreTarget {
	dataDir: string;
	databaseUrl: string | undefined;
}

/**
 * Puts a backup in an empty data folder. The whole copy is checked against its manifest before anything is written, and the
 * database comes last under its own name: a restore that was interrupted is never taken for an installation.
 */
export async function restoreBackup(
	source: string,
	{ dataDir, databaseUrl }: RestoreTarget,
	passphrase: string | null,
): Promise<Manifest> {
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
	if (databaseUrl) await requireEmptyPostgres(databaseUrl);
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	for (const file of copy.manifest.files) {
		const to = file.path === DATABASE ? `${DATABASE}.part` : file.path;
		await mkdir(dirname(join(dataDir, to)), { recursive: true, mode: 0o700 });
		await pipeline(copy.read(file.path), createWriteStream(join(dataDir, to), { mode: 0o600, flush: true }));
		if ((await fileFacts(dataDir, to)).sha256 !== file.sha256) {
			throw new BackupRefused(`Filen ${file.path} blev inte rätt kopierad. Kontrollera disken och försök igen.`);
		}
	}
	const database = join(dataDir, `${DATABASE}.part`);
	if (databaseUrl) {
		await loadPostgres(databaseUrl, database);
		await rm(database);
	} else await rename(database, join(dataDir, DATABASE));
	return copy.manifest;
}
