import { createWriteStream, existsSync, mkdirSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { type Home, keyFile } from "../../ground/keys.ts";
import { loadPostgres, requireEmptyPostgres } from "../../../db/open.ts";
import type { BucketPlace } from "../../ground/files/bucket-place.ts";
import { openFileStore } from "../../ground/files/open-file-store.ts";
import { BackupRefused, DATABASE, fileFacts, filesIn, type Manifest } from "./manifest.ts";
import { openCopy, requireWhole } from "./open-copy.ts";

/** Where a backup is put: a data folder, and beside it a PostgreSQL where there is one. Both empty. */
export interface RestoreTarget extends Home {
	databaseUrl: string | undefined;
	/** The bucket that takes the evidence; undefined leaves it in the data folder. */
	files?: BucketPlace | undefined;
}

/**
 * Puts a backup in an empty data folder. The whole copy is checked against its manifest before anything is written, and the
 * database comes last under its own name: a restore that was interrupted is never taken for an installation.
 */
export async function restoreBackup(
	source: string,
	{ dataDir, keysDir, databaseUrl, files }: RestoreTarget,
	passphrase: string | null,
): Promise<Manifest> {
	const copy = await openCopy(source, passphrase);
	await requireWhole(copy, source);
	const there = [
		...[DATABASE, `${DATABASE}-wal`].filter((name) => existsSync(join(dataDir, name))),
		...filesIn(dataDir, "evidence"),
		...filesIn(dataDir, "keys", keysDir),
	];
	if (there.length > 0) {
		throw new BackupRefused(`${dataDir} innehåller redan uppgifter (${there[0]}). Återställ till en tom mapp.`);
	}
	if (databaseUrl) await requireEmptyPostgres(databaseUrl);
	const store = files && openFileStore(dataDir, files);
	if (store && (await store.list()).length > 0)
		throw new BackupRefused(
			"Hinken i FILES_URL innehåller redan filer. Återställ till en tom hink eller ett annat prefix.",
		);
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	for (const file of copy.manifest.files) {
		const to = placeOf(file.path, { dataDir, keysDir });
		await mkdir(dirname(to), { recursive: true, mode: 0o700 });
		await pipeline(copy.read(file.path), createWriteStream(to, { mode: 0o600, flush: true }));
		if ((await fileFacts(file.path, to)).sha256 !== file.sha256) {
			throw new BackupRefused(`Filen ${file.path} blev inte rätt kopierad. Kontrollera disken och försök igen.`);
		}
		if (store && file.path.startsWith("evidence/")) await store.keep({ path: to, sha256: file.sha256 });
	}
	const database = placeOf(DATABASE, { dataDir, keysDir });
	if (databaseUrl) {
		await loadPostgres(databaseUrl, database);
		await rm(database);
	} else await rename(database, join(dataDir, DATABASE));
	return copy.manifest;
}

/** Where a file of the copy is written; the database under another name until everything is there. */
function placeOf(path: string, home: Home): string {
	if (path === DATABASE) return join(home.dataDir, `${DATABASE}.part`);
	return path.startsWith("keys/") ? keyFile(home, path) : join(home.dataDir, path);
}
