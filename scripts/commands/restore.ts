import { resolve } from "node:path";
import { restoreBackup } from "../../src/proof/backup/restore-backup.ts";
import { formatCount, formatDateTime } from "../../src/ground/calendar/stockholm.ts";
import { asUsageError, passphraseOf } from "./backup.ts";
import { argumentsOf, type Command, UsageError } from "./command.ts";

export const restore: Command = {
	usage: "MAPP [--passphrase-file FIL]",
	says: "återställer en säkerhetskopia till en tom datamapp",
	async run(args, config) {
		const { positionals, values } = argumentsOf(args, "restore MAPP [--passphrase-file FIL]", 1, {
			"passphrase-file": { type: "string" },
		});
		if (config.databaseUrl) {
			throw new UsageError(
				"Databasen ligger i PostgreSQL: återställ den med pg_restore, och mapparna evidence och keys i DATA_DIR med de vanliga verktygen.",
			);
		}
		const passphrase = passphraseOf(values["passphrase-file"]);
		const { files, made_at } = await restoreBackup(resolve(positionals[0]!), config.dataDir, passphrase).catch(
			asUsageError,
		);
		console.log(
			`${formatCount(files.length)} filer från ${formatDateTime(made_at)} är återställda till ${config.dataDir}. Kör verify och starta sedan med npm start.`,
		);
	},
};
