import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { chmod, copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { openDatabase } from "../../db/open.ts";
import { listKeptFiles } from "../../db/queries/evidence.ts";
import { ANCHOR_FILE, openTrailAnchors, type TrailAnchors } from "../audit/trail-anchors.ts";
import { verifyTrail } from "../audit/verify-trail.ts";
import { type Context, nowOf } from "../write/context.ts";
import {
	BackupRefused,
	type CopiedFile,
	DATABASE,
	fileFacts,
	filesIn,
	MANIFEST,
	type Manifest,
	manifestOf,
} from "./manifest.ts";

/**
 * A consistent copy of the installation while it is in use. The database goes first: files are in place before the rows that
 * point at them, and are never removed, so every row of the copy has its file.
 */
export async function makeBackup(ctx: Context, dataDir: string, target: string): Promise<Manifest> {
	if (!ctx.database.copyTo) {
		throw new BackupRefused(
			"Databasen ligger i PostgreSQL: säkerhetskopiera den med pg_dump, och kopiera mapparna evidence och keys i DATA_DIR med de vanliga verktygen.",
		);
	}
	if (existsSync(target) && readdirSync(target).length > 0) {
		throw new BackupRefused(`Mappen ${target} är inte tom. Ange en mapp som är tom eller inte finns.`);
	}
	mkdirSync(target, { recursive: true, mode: 0o700 });
	try {
		return await copyAll(ctx, ctx.database.copyTo, dataDir, target);
	} catch (error) {
		// What is not whole must not lie there and look like a backup. The folder was empty when we came.
		for (const name of readdirSync(target)) await rm(join(target, name), { recursive: true, force: true });
		throw error;
	}
}

async function copyAll(
	ctx: Context,
	copyTo: (file: string) => Promise<void>,
	dataDir: string,
	target: string,
): Promise<Manifest> {
	const anchors = openTrailAnchors(dataDir);
	const before = anchors.list();
	await copyTo(join(target, DATABASE));
	const trail_head = await checkedCopy(join(target, DATABASE), before);
	const anchor = { at: nowOf(ctx), ...trail_head, by: "backup" };
	anchors.add(anchor);
	// Not the file as it is now: an end that was written while we copied lies beyond the copied trail.
	for (const one of [...before.anchors, anchor]) openTrailAnchors(target).add(one);
	const files: CopiedFile[] = [await fileFacts(target, DATABASE), await fileFacts(target, ANCHOR_FILE)];
	const others = [...filesIn(dataDir, "evidence"), ...filesIn(dataDir, "keys")].filter((path) => path !== ANCHOR_FILE);
	for (const path of others) files.push(await copied(dataDir, target, path));
	await requireEveryFile(join(target, DATABASE), files);
	const manifest = manifestOf(nowOf(ctx), trail_head, files);
	await writeFile(join(target, MANIFEST), `${JSON.stringify(manifest, null, "\t")}\n`, { mode: 0o600 });
	return manifest;
}

/** Copies one file and reads the copy back. */
async function copied(from: string, to: string, path: string): Promise<CopiedFile> {
	const source = await fileFacts(from, path);
	await mkdir(dirname(join(to, path)), { recursive: true, mode: 0o700 });
	await copyFile(join(from, path), join(to, path));
	if (path.startsWith("keys/")) await chmod(join(to, path), 0o600);
	const copy = await fileFacts(to, path);
	if (copy.sha256 !== source.sha256) throw new BackupRefused(`Filen ${path} ändrades medan den kopierades.`);
	return copy;
}

/** The copy can be opened and its trail holds. Returns the trail's end. */
async function checkedCopy(
	file: string,
	before: ReturnType<TrailAnchors["list"]>,
): Promise<{ seq: number; hash: string }> {
	const copy = openDatabase({ file });
	try {
		const { head, problems } = await verifyTrail(copy.db, { list: () => before });
		if (problems.length > 0)
			throw new BackupRefused(`Loggen håller inte, så kopian går inte att lita på: ${problems[0]}`);
		return head;
	} finally {
		await copy.close();
	}
}

async function requireEveryFile(file: string, files: readonly CopiedFile[]): Promise<void> {
	const copy = openDatabase({ file });
	try {
		const copiedHashes = new Set(files.map((one) => one.sha256));
		const missing = (await listKeptFiles(copy.db)).find((row) => !copiedHashes.has(row.sha256));
		if (missing) throw new BackupRefused(`Filen ${missing.name} (SHA-256 ${missing.sha256}) saknas eller är ändrad.`);
	} finally {
		await copy.close();
	}
}
