import { existsSync } from "node:fs";
import { join } from "node:path";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { type Db, openDatabase } from "../../db/open.ts";
import { listRootUnits } from "../../db/queries/units.ts";
import { SYSTEM_PERSON } from "../../db/schema/organisation.ts";
import type { Actor } from "../../src/access/actor.ts";
import type { Config } from "../../src/config.ts";
import { openFileStore } from "../../src/files/file-store.ts";
import { openKeys } from "../../src/keys.ts";
import type { Context } from "../../src/write/context.ts";

/** One command: what follows its name, what it does, and the doing. */
export interface Command {
	usage: string;
	says: string;
	run(args: string[], config: Config): Promise<void>;
}

/** Bad arguments: one sentence, exit 1. */
export class UsageError extends Error {}

/** `parseArgs` with a Swedish sentence, and exactly `count` positional arguments. */
export function argumentsOf<T extends NonNullable<ParseArgsConfig["options"]>>(
	args: string[],
	usage: string,
	count: number,
	options: T,
) {
	const wrong = () => new UsageError(`Användning: npm run isk -- ${usage}`);
	try {
		const parsed = parseArgs({ args, options, allowPositionals: true, strict: true });
		if (parsed.positionals.length !== count) throw wrong();
		return parsed;
	} catch {
		throw wrong();
	}
}

/**
 * Whoever can run commands on the server acts with the rights of controller and administrator over the whole tree, asked of the
 * same table as everybody's; the trail says that it was the command line.
 */
export async function commandLineActor(db: Db, via: "cli" | "system" = "cli"): Promise<Actor> {
	const roots = await listRootUnits(db);
	const roles = roots.flatMap(({ id }) =>
		(["controller", "administrator"] as const).map((role) => ({ role, unit_id: id, substitute_for: null })),
	);
	return { id: SYSTEM_PERSON, name: via === "cli" ? "Kommandoraden" : "Systemet", roles, via };
}

/** Opens the installation, runs `work`, and closes. Refuses a data folder that has no database, unless `create`. */
export async function withContext<T>(
	config: Config,
	work: (ctx: Context) => Promise<T>,
	options: { create?: boolean } = {},
): Promise<T> {
	const file = join(config.dataDir, "tillracklig.db");
	if (!options.create && !config.databaseUrl && !existsSync(file)) {
		throw new UsageError(
			`Det finns ingen databas i ${config.dataDir}. Starta först med npm start eller npm run isk -- seed.`,
		);
	}
	const database = openDatabase({ url: config.databaseUrl, file });
	try {
		await database.migrate();
		return await work({
			database,
			db: database.db,
			actor: await commandLineActor(database.db),
			clock: () => new Date(),
			files: openFileStore(config.dataDir),
			keys: openKeys(config.dataDir),
		});
	} finally {
		await database.close();
	}
}
