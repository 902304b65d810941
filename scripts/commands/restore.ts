import { resolve } from "node:path";
import { restoreBackup } from "../../src/proof/backup/restore-backup.ts";
import { formatCount, formatDateTime } from "../../src/ground/calendar/stockholm.ts";
import { asUsageError, passphraseOf } from "./backup.ts";
import { argumentsOf, type Command } from "./command.ts";

export const restore: Command = {
	usage: "MAPP [--passphrase-file FIL]",
	says: "återställer en säkerhetskopia till en tom datamapp, och till en tom PostgreSQL om DATABASE_URL är satt",
	async run(args, config) {
		const { positionals, values } = argumentsOf(args, "restore MAPP [--passphrase-file FIL]", 1, {
			"passphrase-file": { type: "string" },
		});
		const passphrase = passphraseOf(values["passphrase-file"]);
		const { files, made_at } = await restoreBackup(resolve(positionals[0]!), config, passphrase).catch(asUsageError);
		console.log(
			`${formatCount(files.length)} filer från ${formatDateTime(made_at)} är återställda till ${config.dataDir}. Kör verify och starta sedan med npm start.`,
		);
	},
};
