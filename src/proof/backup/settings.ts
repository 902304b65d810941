import { isAbsolute } from "node:path";
import { z } from "zod";
import { readSettingsFile } from "../../ground/settings-file.ts";

const absolute = z.string().refine(isAbsolute, "ska vara en fullständig sökväg");

const BackupFile = z.strictObject({
	/** Where the copies go: another disk or a mounted share. */
	folder: absolute,
	/** How many copies are kept; older ones are removed when a new one is whole. */
	keep: z.int("ska vara ett heltal").min(1, "ska vara minst 1").max(3650, "ska vara högst 3650"),
	with_keys: z.boolean("ska vara true eller false").default(false),
	/** A file with the passphrase that encrypts the copies. */
	passphrase_file: absolute.optional(),
	/** The earliest hour of the day, Swedish time. */
	hour: z.int("ska vara ett heltal").min(0, "ska vara 0–23").max(23, "ska vara 0–23").default(2),
});
export type BackupSettings = z.output<typeof BackupFile>;

/** `backup.json` in the data folder; null, and no copies by themselves, without one. Throws `UnsafeStart`. */
export function readBackupSettings(dataDir: string): BackupSettings | null {
	return readSettingsFile(dataDir, "backup.json", BackupFile);
}
