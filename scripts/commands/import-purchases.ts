import { createReadStream, existsSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { Db } from "../../db/open.ts";
import { findPopulationOf, listLedgerUnits } from "../../db/queries/checks/populations.ts";
import type { Config } from "../../src/config.ts";
import { comparedFrame } from "../../src/checks/populations/correct/compared-frame.ts";
import { frameTerms } from "../../src/checks/populations/frame/frame-terms.ts";
import { importPurchases } from "../../src/checks/populations/import/import-purchases.ts";
import { previewTerms } from "../../src/checks/populations/import/preview-terms.ts";
import { openSource } from "../../src/checks/populations/read/purchase-source.ts";
import { readFile } from "../../src/checks/populations/read/read-file.ts";
import { FileRefused } from "../../src/ground/reading/file-refused.ts";
import { readForForm } from "../../src/checks/populations/import/require-importable.ts";
import type { Context } from "../../src/ground/write/context.ts";
import { Invalid } from "../../src/ground/errors.ts";
import { argumentsOf, type Command, UsageError, withContext } from "./command.ts";
import { controlOf, mappingOf, periodOf } from "./purchase-arguments.ts";

const USAGE =
	"FIL --period ÅÅÅÅ-MM [--map KARTA.json] [--unit KOD] [--control NYCKEL] [--preview] [--accept-refused] [--control-rows ANTAL] [--control-sum KRONOR] [--correct SKÄL]";
const MAX_BYTES = 1_000_000_000;

interface Wanted {
	file: string;
	period: string;
	map: string | undefined;
	unit: string | undefined;
	control: string | undefined;
	acceptRefused: boolean;
	controlRows: number | null;
	controlSum: string | null;
	/** Why the file is a corrected one of a period that is frozen. */
	correct: string | null;
}

/** Shows what a purchases file holds (`--preview`, storing nothing), or stores it and freezes the population. */
export const importPurchasesCommand: Command = {
	usage: USAGE,
	says: "Läser in en inköpsfil och fryser populationen",
	async run(args, config) {
		const { positionals, values } = argumentsOf(args, `import-purchases ${USAGE}`, 1, {
			period: { type: "string" },
			map: { type: "string" },
			unit: { type: "string" },
			control: { type: "string" },
			preview: { type: "boolean", default: false },
			"accept-refused": { type: "boolean", default: false },
			"control-rows": { type: "string" },
			"control-sum": { type: "string" },
			correct: { type: "string" },
		});
		const file = positionals[0]!;
		if (!existsSync(file) || !statSync(file).isFile()) throw new UsageError(`Filen ${file} finns inte.`);
		const { map, unit, control } = values;
		const wanted = {
			file,
			period: periodOf(values.period),
			map,
			unit,
			control,
			acceptRefused: values["accept-refused"],
			controlRows: countOf(values["control-rows"]),
			controlSum: values["control-sum"] ?? null,
			correct: values.correct ?? null,
		};
		const print = values.preview ? await preview(config, wanted) : await store(config, wanted);
		console.log(JSON.stringify(print));
	},
};

function countOf(text: string | undefined): number | null {
	if (text === undefined) return null;
	if (!/^\d{1,9}$/.test(text)) throw new UsageError("Ange antalet rader som ett heltal med --control-rows.");
	return Number(text);
}

async function preview(config: Config, wanted: Wanted): Promise<object> {
	const installed = config.databaseUrl !== undefined || existsSync(join(config.dataDir, "tillracklig.db"));
	if (wanted.correct !== null) return withContext(config, (ctx) => compared(ctx, wanted));
	return installed ? withContext(config, (ctx) => previewed(ctx.db, wanted)) : previewed(null, wanted);
}

async function previewed(db: Db | null, { file, period, map, unit }: Wanted): Promise<object> {
	const terms = await previewTerms(db, period, mappingOf(map));
	try {
		const { summary } = await readFile(file, terms);
		const { encoding, delimiter, columns, rows, refused, sumOre } = summary;
		const units = summary.units.map((one) => ({ ...one, unit_code: one.unit_code ?? unit ?? null }));
		return { encoding, delimiter, columns, rows, refused, sumOre, units };
	} catch (error) {
		if (error instanceof FileRefused) throw new UsageError(error.message);
		throw error;
	}
}

/** How a corrected file differs from what is frozen. */
async function compared(ctx: Context, wanted: Wanted): Promise<object> {
	try {
		const terms = await frameTerms(ctx, ctx.db, { ...(await frameOf(ctx, wanted)), mapping: mappingOf(wanted.map) });
		const source = openSource(ctx, wanted.file);
		await readForForm(source, terms).catch(async (error: unknown) => {
			await source.close();
			throw error;
		});
		try {
			const { totals, difference } = await comparedFrame(ctx, source, terms);
			return { n: totals.n, sum_ore: totals.sum_ore, drawn: terms.corrected?.drawn_at !== null, ...difference };
		} finally {
			await source.close();
		}
	} catch (error) {
		throw inWords(error);
	}
}

async function frameOf(ctx: Context, { period, control: key, unit, correct }: Wanted) {
	const control = await controlOf(ctx.db, period, key);
	const unit_id = await unitOf(ctx.db, control.unit_id, unit);
	const frame = { control_id: control.id, period_key: period, unit_id };
	if (correct === null) return frame;
	const population = await findPopulationOf(ctx.db, control.id, period);
	if (!population)
		throw new UsageError("Perioden är inte fryst: det finns inget att rätta. Läs in filen utan --correct.");
	return { ...frame, corrects: { population_id: population.id, drawn: population.drawn_at !== null } };
}

function store(config: Config, wanted: Wanted): Promise<object> {
	return withContext(config, async (ctx) => {
		const frame = await frameOf(ctx, wanted);
		const temp = await ctx.files.putTemp(createReadStream(wanted.file), MAX_BYTES);
		try {
			return await importPurchases(ctx, {
				path: temp.path,
				file_name: basename(wanted.file),
				...frame,
				reason: wanted.correct,
				mapping: mappingOf(wanted.map),
				accept_refused: wanted.acceptRefused,
				control_rows: wanted.controlRows,
				control_sum: wanted.controlSum,
			});
		} catch (error) {
			throw inWords(error);
		} finally {
			await ctx.files.discard(temp);
		}
	});
}

/** The page's refusals name its buttons; here they name the options. */
function inWords(error: unknown): unknown {
	if (!(error instanceof Invalid)) return error;
	if (error.fields.accept_refused) {
		return new UsageError(`${error.message} Visa dem med --preview; läs in utan dem med --accept-refused.`);
	}
	return error.fields.unit_id ? new UsageError(`${error.message} Ange enhetens kod med --unit.`) : error;
}

async function unitOf(db: Db, rootId: string, code: string | undefined): Promise<string | null> {
	if (code === undefined) return null;
	const unit = (await listLedgerUnits(db, rootId)).find((one) => one.code === code);
	if (!unit) throw new UsageError(`Okänd enhet ${code}.`);
	return unit.id;
}
