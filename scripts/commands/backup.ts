import { resolve } from "node:path";
import { DatabaseDiffers, DatabaseNotEmpty } from "../../db/errors.ts";
import { makeBackup } from "../../src/proof/backup/make-backup.ts";
import { BackupRefused } from "../../src/proof/backup/manifest.ts";
import { readPassphrase } from "../../src/proof/backup/passphrase.ts";
import { formatCount } from "../../src/ground/calendar/stockholm.ts";
import { argumentsOf, type Command, UsageError, withContext } from "./command.ts";

const USAGE = "backup MAPP [--with-keys] [--passphrase-file FIL]";

export const backup: Command = {
	usage: "MAPP [--with-keys] [--passphrase-file FIL]",
	says: "säkerhetskopierar databas och underlag under drift, krypterat med en lösenfras",
	async run(args, config) {
		const { positionals, values } = argumentsOf(args, USAGE, 1, {
			"with-keys": { type: "boolean" },
			"passphrase-file": { type: "string" },
		});
		const target = resolve(positionals[0]!);
		const keys = values["with-keys"] === true;
		await withContext(config, async (ctx) => {
			const passphrase = passphraseOf(values["passphrase-file"]);
			const made = await makeBackup(ctx, config, target, { keys, passphrase }).catch(asUsageError);
			const sealed = passphrase === null ? "" : ", krypterade";
			console.log(
				`Säkerhetskopian ligger i ${target}: ${formatCount(made.files.length)} filer${sealed}, kontrollerade.`,
			);
			console.log(`Loggens slut: händelse ${made.trail_head.seq}, ${made.trail_head.hash}`);
			if (!keys)
				console.log(
					"Kopian saknar serverns hemliga nycklar: planerade dragningar och engångskoder går inte att läsa utan dem. Ta med dem med --with-keys, eller förvara mappen keys för sig.",
				);
			else if (passphrase === null)
				console.log(
					"Kopian innehåller serverns hemliga nycklar i klartext. Förvara den så att bara behöriga kommer åt den.",
				);
		});
	},
};

export function passphraseOf(file: string | undefined): string | null {
	try {
		return file === undefined ? null : readPassphrase(resolve(file));
	} catch (error) {
		return asUsageError(error);
	}
}

/** A refused backup is an answer, not a failure: its sentence stands alone. */
export function asUsageError(error: unknown): never {
	const isAnswer = [BackupRefused, DatabaseNotEmpty, DatabaseDiffers].some((kind) => error instanceof kind);
	throw isAnswer && error instanceof Error ? new UsageError(error.message) : error;
}
