import { existsSync, readFileSync } from "node:fs";
import { BackupRefused } from "./manifest.ts";

const MIN_LENGTH = 15;

/** The passphrase in a file, without the line break at its end. */
export function readPassphrase(file: string): string {
	if (!existsSync(file)) throw new BackupRefused(`Filen med lösenfrasen finns inte: ${file}.`);
	const passphrase = readFileSync(file, "utf8").replace(/\r?\n$/, "");
	if (Array.from(passphrase).length < MIN_LENGTH)
		throw new BackupRefused(`Lösenfrasen i ${file} är för kort. Använd minst ${MIN_LENGTH} tecken.`);
	return passphrase;
}
