import { resolve } from "node:path";
import { makeBackup } from "../../src/backup/make-backup.ts";
import { BackupRefused } from "../../src/backup/manifest.ts";
import { formatCount } from "../../src/calendar/stockholm.ts";
import { argumentsOf, type Command, UsageError, withContext } from "./command.ts";

export const backup: Command = {
	usage: "MAPP",
	says: "säkerhetskopierar databas, underlag och nycklar under drift",
	async run(args, config) {
		const { positionals } = argumentsOf(args, "backup MAPP", 1, {});
		const target = resolve(positionals[0]!);
		await withContext(config, async (ctx) => {
			const { files, trail_head } = await makeBackup(ctx, config.dataDir, target).catch(asUsageError);
			console.log(`Säkerhetskopian ligger i ${target}: ${formatCount(files.length)} filer, kontrollerade.`);
			console.log(`Loggens slut: händelse ${trail_head.seq}, ${trail_head.hash}`);
			console.log("Kopian innehåller serverns nyckel. Förvara den så att bara behöriga kommer åt den.");
		});
	},
};

/** A refused backup is an answer, not a failure: its sentence stands alone. */
export function asUsageError(error: unknown): never {
	throw error instanceof BackupRefused ? new UsageError(error.message) : error;
}
