import { existsSync, readdirSync, statSync } from "node:fs";
import { refuseReadableByOthers } from "../../src/ground/settings-file.ts";
import { readPassphrase } from "../../src/proof/backup/passphrase.ts";
import { readBackupSettings } from "../../src/proof/backup/settings.ts";
import { checkAddress, checkData, checkKeyPlace } from "../../src/running/safe-start/check-safe-start.ts";
import { SETTINGS_FILES } from "../../src/running/safe-start/settings-files.ts";
import { type Check, type Finding, fault, ok, said, type Sight, warning } from "./check.ts";

const RIGHT_IT = "Rätta det, och kör doctor igen. Med felet kvar startar systemet inte.";

export const configuration: Check = {
	key: "configuration",
	title: "Konfiguration",
	async look(sight) {
		const { config } = sight;
		const findings: Finding[] = [];
		const attempt = async (read: () => unknown) => {
			try {
				await read();
			} catch (error) {
				findings.push(fault(said(error), RIGHT_IT));
			}
		};
		await attempt(() => checkAddress(config));
		await attempt(() => checkKeyPlace(config));
		for (const read of Object.values(SETTINGS_FILES)) await attempt(() => read(config));
		await attempt(() => requirePassphrase(config.settingsDir));
		const { database } = sight;
		if (database && database.migrations.unknown.length + database.migrations.missing.length === 0)
			await attempt(() => checkData(database.db, config));
		findings.push(...strangers(config.settingsDir), ...owner(config.dataDir), ...mode(sight));
		const files = Object.keys(SETTINGS_FILES).filter((name) => existsSync(`${config.settingsDir}/${name}`));
		return [
			ok(`Datamapp ${config.dataDir}. Inställningsfiler: ${files.length > 0 ? files.join(", ") : "inga"}.`),
			...findings,
		];
	},
};

/** A scheduled copy reads it at night, when nobody is there to see it fail. */
function requirePassphrase(settingsDir: string): void {
	const file = withoutFault(() => readBackupSettings(settingsDir))?.passphrase_file;
	if (!file) return;
	readPassphrase(file);
	refuseReadableByOthers(file);
}

/** A file that is wrong is told of once, by its own reader. */
function withoutFault<T>(read: () => T): T | null {
	try {
		return read();
	} catch {
		return null;
	}
}

/** A file of settings under another name is read by nobody: `backups.json` gives no copies. */
function strangers(dataDir: string): Finding[] {
	if (!existsSync(dataDir)) return [];
	return readdirSync(dataDir)
		.filter((name) => name.endsWith(".json") && !Object.hasOwn(SETTINGS_FILES, name))
		.map((name) =>
			warning(
				`Filen ${name} i datamappen läses inte av systemet.`,
				`Ta bort den, eller ge den rätt namn: ${Object.keys(SETTINGS_FILES).join(", ")}.`,
			),
		);
}

/** Commands that are run as root leave files that the server cannot write. */
function owner(dataDir: string): Finding[] {
	const uid = process.getuid?.();
	if (uid === undefined || !existsSync(dataDir) || statSync(dataDir).uid === uid) return [];
	return [
		warning(
			`Datamappen ägs av användare ${statSync(dataDir).uid}, men doctor körs av ${uid}.`,
			"Kör kommandon som samma användare som systemet, annars blir filer kvar som det inte kan skriva i.",
		),
	];
}

const LOOPBACK = ["127.0.0.1", "::1", "localhost"];

function mode({ config }: Sight): Finding[] {
	if (!config.production)
		return [
			warning(
				"NODE_ENV är inte production: demon är öppen, och vem som helst kan logga in som vem som helst.",
				"Sätt NODE_ENV=production där riktiga uppgifter ska in.",
			),
		];
	if (LOOPBACK.includes(config.host) || existsSync(`${config.settingsDir}/proxy.json`)) return [];
	return [
		warning(
			`HOST är ${config.host}, och proxy.json saknas: ingen proxys uppgift om användarens adress godtas, så alla delar på proxyns gräns för inloggningsförsök.`,
			'Ligger proxyn på en annan maskin: skriv {"trusted": ["proxyns ip-adress"]} i proxy.json (rättigheter 600). Annars: sätt HOST=127.0.0.1.',
		),
	];
}
