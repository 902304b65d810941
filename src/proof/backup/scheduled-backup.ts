import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { stockholmDate, stockholmTimestamp } from "../../ground/calendar/stockholm.ts";
import type { Home } from "../../ground/keys.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { makeBackup } from "./make-backup.ts";
import { MANIFEST } from "./manifest.ts";
import { readPassphrase } from "./passphrase.ts";
import type { BackupSettings } from "./settings.ts";

/** The names of finished copies made by this schedule. Only such folders are ever removed. */
const COPY = /^tillracklig-\d{4}-\d{2}-\d{2}$/;
const UNFINISHED = ".pagar";

export interface ScheduledBackup {
	made: string;
	removed: string[];
}

/**
 * Makes today's copy, unless it exists or the hour has not come, and then removes the oldest copies beyond `keep`. Null when
 * there was nothing to do.
 */
export async function backUpToday(ctx: Context, home: Home, settings: BackupSettings): Promise<ScheduledBackup | null> {
	const now = nowOf(ctx);
	const name = `tillracklig-${stockholmDate(now)}`;
	const target = join(settings.folder, name);
	if (existsSync(target) || Number(stockholmTimestamp(now).slice(11, 13)) < settings.hour) return null;
	mkdirSync(settings.folder, { recursive: true, mode: 0o700 });
	const unfinished = `${target}${UNFINISHED}`;
	await rm(unfinished, { recursive: true, force: true }); // left by a stop in the middle
	const passphrase = settings.passphrase_file ? readPassphrase(settings.passphrase_file) : null;
	await makeBackup(ctx, home, unfinished, { keys: settings.with_keys, passphrase });
	await rename(unfinished, target);
	return { made: target, removed: await removeOld(settings) };
}

async function removeOld({ folder, keep }: BackupSettings): Promise<string[]> {
	const copies = readdirSync(folder).filter((name) => COPY.test(name) && existsSync(join(folder, name, MANIFEST)));
	const old = copies.sort().slice(0, Math.max(0, copies.length - keep));
	for (const name of old) await rm(join(folder, name), { recursive: true });
	return old;
}
