import { writeSync } from "node:fs";
import { basename } from "node:path";
import { importPurchases } from "../../src/checks/populations/import/import-purchases.ts";
import { Invalid } from "../../src/ground/errors.ts";
import { contextIn } from "./process-context.ts";

/**
 * A process of its own that imports one file: `node … importer.ts <data folder> <person> <control> <file> <period>`. The file's id
 * is told on standard output when it is stored. A refusal (the period was imported before an earlier kill) is no error.
 */
const [dataDir = "", person = "", control_id = "", path = "", period_key = ""] = process.argv.slice(2);
const ctx = await contextIn(dataDir, person, "Inläsaren");
try {
	const file = { path, file_name: basename(path), control_id, period_key, unit_id: null, accept_refused: false };
	const { file_id } = await importPurchases(ctx, file);
	writeSync(1, `${file_id}\n`);
} catch (error) {
	// the other processes hold the lock for longer than it waits: told, and nothing is stored
	const { code = "" } = error as { code?: string };
	if (!(error instanceof Invalid) && !code.startsWith("SQLITE_BUSY")) writeSync(1, `error ${String(error)}\n`);
}
