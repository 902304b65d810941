import { existsSync, statSync } from "node:fs";
import {
	compareFromDisk,
	type FileOnDisk,
	importFromDisk,
	previewFromDisk,
} from "../../src/checks/populations/import/import-from-disk.ts";
import type { Config } from "../../src/config.ts";
import { FileRefused } from "../../src/ground/reading/file-refused.ts";
import { argumentsOf, type Command, isInstalled, UsageError, withContext } from "./command.ts";
import { inOptions, mappingOf, periodOf, readAsOf, sourceOf } from "./purchase-arguments.ts";

const USAGE =
	"FIL --period ÅÅÅÅ-MM [--map KARTA.json] [--source KÄLLA] [--unit KOD] [--control NYCKEL] [--preview] [--heading-row RAD] [--delimiter TECKEN] [--encoding NAMN] [--sheet BLAD] [--accept-refused] [--undated] [--accept-damaged] [--control-rows ANTAL] [--control-sum KRONOR] [--correct SKÄL]";

/** Shows what a purchases file holds (`--preview`, storing nothing), or stores it and freezes the population. */
export const importPurchasesCommand: Command = {
	usage: USAGE,
	says: "Läser in en inköpsfil och fryser populationen",
	async run(args, config) {
		const { positionals, values } = argumentsOf(args, `import-purchases ${USAGE}`, 1, {
			period: { type: "string" },
			map: { type: "string" },
			source: { type: "string" },
			unit: { type: "string" },
			control: { type: "string" },
			preview: { type: "boolean", default: false },
			"heading-row": { type: "string" },
			delimiter: { type: "string" },
			encoding: { type: "string" },
			sheet: { type: "string" },
			"accept-refused": { type: "boolean", default: false },
			undated: { type: "boolean", default: false },
			"accept-damaged": { type: "boolean", default: false },
			"control-rows": { type: "string" },
			"control-sum": { type: "string" },
			correct: { type: "string" },
		});
		const path = positionals[0]!;
		if (!existsSync(path) || !statSync(path).isFile()) throw new UsageError(`Filen ${path} finns inte.`);
		const { unit, control, correct = null } = values;
		const mapping = mappingOf(values.map);
		const reading = readAsOf(values);
		const source = sourceOf(values.source);
		const file = { path, period_key: periodOf(values.period), control, unit, mapping, source, reading, correct };
		const terms = {
			accept_refused: values["accept-refused"],
			accept_undated: values.undated,
			accept_damaged: values["accept-damaged"],
			control_rows: countOf(values["control-rows"]),
			control_sum: values["control-sum"] ?? null,
		};
		const work = values.preview
			? preview(config, file)
			: withContext(config, (ctx) => importFromDisk(ctx, file, terms));
		console.log(JSON.stringify(await work.catch(inOptions)));
	},
};

function countOf(text: string | undefined): number | null {
	if (text === undefined) return null;
	if (!/^\d{1,9}$/.test(text)) throw new UsageError("Ange antalet rader som ett heltal med --control-rows.");
	return Number(text);
}

/** A file can be looked at before anything is installed; a corrected one is compared with what is frozen. */
function preview(config: Config, file: FileOnDisk): Promise<object> {
	if (file.correct !== null) return withContext(config, (ctx) => compareFromDisk(ctx, file));
	const shown = isInstalled(config)
		? withContext(config, (ctx) => previewFromDisk(ctx.db, file))
		: previewFromDisk(null, file);
	return shown.catch((error: unknown) => {
		throw error instanceof FileRefused ? new UsageError(error.message) : error;
	});
}
