import { existsSync, mkdirSync, mkdtempSync, readdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { openReading } from "../../../db/open.ts";
import { listKeptFiles } from "../../../db/queries/checks/evidence.ts";
import { ANCHOR_FILE, addAnchors, openTrailAnchors, type TrailAnchors } from "../trail/trail-anchors.ts";
import { verifyTrail } from "../trail/verify-trail.ts";
import { type Home, keyFile } from "../../ground/keys.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { write } from "../../ground/write/write.ts";
import { type CopyTarget, openTarget, encryptedTarget } from "./copy-target.ts";
import { BackupRefused, type CopiedFile, DATABASE, filesIn, type Manifest } from "./manifest.ts";
import { openCopy, requireWhole } from "./open-copy.ts";

export interface BackupOptions {
	/** Secret keys too: whoever has the copy can then read what the server has encrypted, and sign. */
	keys: boolean;
	/** Encrypts the copy; null leaves it open. */
	passphrase: string | null;
}

/**
 * A consistent copy of the installation while it is in use, read back whole before it counts. The database goes first: files are
 * in place before the rows that point at them, and leave only by a decided disposal, so every row of the copy has its file. A copy
 * that meets a disposal on its way is refused and made again. The copied database is a SQLite file whichever database it came from.
 */
export async function makeBackup(ctx: Context, home: Home, target: string, options: BackupOptions): Promise<Manifest> {
	if (existsSync(target) && readdirSync(target).length > 0) {
		throw new BackupRefused(`Mappen ${target} är inte tom. Ange en mapp som är tom eller inte finns.`);
	}
	mkdirSync(target, { recursive: true, mode: 0o700 });
	mkdirSync(join(home.dataDir, "tmp"), { recursive: true });
	// The decrypted database is staged in the data folder, so that it never lies on the copy's medium.
	const stage = mkdtempSync(join(home.dataDir, "tmp", "kopia-"));
	try {
		const to = options.passphrase === null ? openTarget(target) : await encryptedTarget(target, options.passphrase);
		const manifest = await copyAll(ctx, { home, stage, to, keys: options.keys });
		await requireWhole(await openCopy(target, options.passphrase), target, to.moved);
		await recordBackup(ctx, manifest, options);
		return manifest;
	} catch (error) {
		// Removes everything from the folder, which was empty before: a copy that is not whole must not look like a backup.
		for (const name of readdirSync(target)) await rm(join(target, name), { recursive: true, force: true });
		throw error;
	} finally {
		await rm(stage, { recursive: true, force: true });
	}
}

interface Copying {
	home: Home;
	stage: string;
	to: CopyTarget;
	keys: boolean;
}

async function copyAll(ctx: Context, { home, stage, to, keys }: Copying): Promise<Manifest> {
	const anchors = openTrailAnchors(home);
	const before = anchors.list();
	await ctx.database.copyTo(join(stage, DATABASE));
	const { trail_head, pointedAt } = await checkedCopy(join(stage, DATABASE), before);
	const anchor = anchors.add({ at: nowOf(ctx), ...trail_head, by: "backup" });
	const staged = { keysDir: join(stage, "keys") };
	// Writes the anchors that were read before the copying. The file as it is now may hold an end that lies beyond the copied
	// trail.
	addAnchors(staged, [...before.anchors, anchor]);
	const files: CopiedFile[] = [
		await to.give(DATABASE, join(stage, DATABASE)),
		await to.put(ANCHOR_FILE, keyFile(staged, ANCHOR_FILE)),
	];
	for (const sha256 of (await ctx.files.list()).sort()) files.push(...(await copiedEvidence(ctx, to, sha256)));
	const kept = filesIn(home.dataDir, "keys", home.keysDir);
	for (const path of kept)
		if (path !== ANCHOR_FILE && (keys || !isSecret(path))) files.push(await to.put(path, keyFile(home, path)));
	requireEveryFile(pointedAt, files);
	const manifest: Manifest = {
		format: "tillracklig-sakerhetskopia/1",
		made_at: nowOf(ctx),
		trail_head,
		files,
	};
	await to.finish(manifest);
	return manifest;
}

/** From whichever store it is in; nothing when a disposal took it after the listing. */
async function copiedEvidence({ files }: Context, to: CopyTarget, sha256: string): Promise<CopiedFile[]> {
	const kept = await files.fetched(sha256);
	if (kept === null) return [];
	try {
		return [await to.put(`evidence/${sha256.slice(0, 2)}/${sha256}`, kept.path)];
	} finally {
		if (kept.temporary) await files.discard(kept);
	}
}

/** True for secret files. Signatures, fingerprints and public keys are no secrets, and they prove the copy. */
function isSecret(path: string): boolean {
	return !/\.(jsonl|pub|fingerprint)$/.test(path);
}

function recordBackup(ctx: Context, { files, trail_head }: Manifest, options: BackupOptions): Promise<void> {
	return write(ctx, ({ record }) =>
		record({
			type: "backup.made",
			unit_id: null,
			object: { kind: "system", id: "backup" },
			data: {
				files: files.length,
				trail_seq: trail_head.seq,
				keys: options.keys,
				encrypted: options.passphrase !== null,
			},
		}),
	);
}

/** Opens the copy and checks its trail. Returns the trail's end, and the files that its rows point at. */
async function checkedCopy(file: string, before: ReturnType<TrailAnchors["list"]>) {
	const copy = openReading(file, { sparing: true });
	try {
		const { head, problems } = await verifyTrail(copy.db, { list: () => before });
		if (problems.length > 0)
			throw new BackupRefused(`Loggen håller inte, så kopian går inte att lita på: ${problems[0]}`);
		return { trail_head: head, pointedAt: await listKeptFiles(copy.db) };
	} finally {
		await copy.close();
	}
}

function requireEveryFile(pointedAt: Awaited<ReturnType<typeof listKeptFiles>>, files: readonly CopiedFile[]): void {
	const copied = new Set(files.map((one) => one.sha256));
	const missing = pointedAt.find((row) => !copied.has(row.sha256));
	if (missing) throw new BackupRefused(`Filen ${missing.name} (SHA-256 ${missing.sha256}) saknas eller är ändrad.`);
}
