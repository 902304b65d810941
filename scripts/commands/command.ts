import { existsSync } from "node:fs";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { openDatabase } from "../../db/open.ts";
import { systemActor } from "../../src/ground/access/system-actor.ts";
import { type Config, databaseOf } from "../../src/config.ts";
import { readMailSettings } from "../../src/office/notices/mail-settings.ts";
import { openFileStore } from "../../src/ground/files/open-file-store.ts";
import { openKeys } from "../../src/ground/keys.ts";
import { checkKeyPlace } from "../../src/running/safe-start/check-safe-start.ts";
import { checkKeys } from "../../src/running/safe-start/check-keys.ts";
import type { Context } from "../../src/ground/write/context.ts";

/** One command: what follows its name, what it does, and the doing. */
export interface Command {
	usage: string;
	says: string;
	run(args: string[], config: Config): Promise<void>;
	/** What it says when the environment cannot be read; most say nothing but the error. */
	withoutConfig?(args: string[], error: Error): void;
}

/** Bad arguments: one sentence, exit 1. */
export class UsageError extends Error {}

/** `parseArgs` with a Swedish sentence, and exactly `count` positional arguments. */
export function argumentsOf<T extends NonNullable<ParseArgsConfig["options"]>>(
	args: string[],
	usage: string,
	count: number,
	options: T,
): ReturnType<typeof parseArgs<{ args: string[]; options: T; allowPositionals: true; strict: true }>> {
	const wrong = () => new UsageError(`Användning: npm run isk -- ${usage}`);
	try {
		const parsed = parseArgs({ args, options, allowPositionals: true, strict: true });
		if (parsed.positionals.length !== count) throw wrong();
		return parsed;
	} catch {
		throw wrong();
	}
}

/** True when there is something to open: a database server, or a data folder with a database. */
export function isInstalled(config: Config): boolean {
	return config.databaseUrl !== undefined || existsSync(databaseOf(config).file);
}

/** Opens the installation, runs `work`, and closes. Refuses a data folder that has no database, unless `create`. */
export async function withContext<T>(
	config: Config,
	work: (ctx: Context) => Promise<T>,
	options: {
		create?: boolean;
		/** Opens it although the keys are others than the database was written with. */
		anyKeys?: boolean;
	} = {},
): Promise<T> {
	if (!options.create && !isInstalled(config)) {
		throw new UsageError(
			`Det finns ingen databas i ${config.dataDir}. Starta först med npm start eller npm run isk -- seed.`,
		);
	}
	const database = openDatabase(databaseOf(config));
	try {
		await database.migrate();
		checkKeyPlace(config);
		if (!options.anyKeys) await checkKeys(database.db, config);
		return await work({
			database,
			db: database.db,
			actor: await systemActor(database.db, "cli"),
			clock: () => new Date(),
			files: openFileStore(config.dataDir, config.files),
			keys: openKeys(config),
			sends_mail: readMailSettings(config) !== null,
		});
	} finally {
		await database.close();
	}
}
