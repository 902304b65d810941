import { isUniqueViolation } from "../../db/errors.ts";
import { findFreeDraw } from "../../db/queries/draws.ts";
import { listStrata } from "../../db/queries/populations.ts";
import { stockholmDate } from "../calendar/stockholm.ts";
import { createRuns } from "../controls/create-runs.ts";
import { fileImported } from "../ledger/after-import.ts";
import { type Context, nowOf } from "../write/context.ts";
import { Invalid } from "../write/errors.ts";
import { type Writing, write } from "../write/write.ts";
import { noteCorrection, openCorrection } from "./correct-population.ts";
import { type FrameInput, type FrameTerms, frameTerms } from "./frame-terms.ts";
import { type FrozenPopulation, freezePopulation } from "./freeze-population.ts";
import { insertFile } from "./insert-file.ts";
import { opensFrame } from "./place-items.ts";
import { planCorrectedDraw } from "./plan-corrected-draw.ts";
import { type FoundInFile, openSource, type Progress, type PurchaseSource } from "./purchase-source.ts";
import { FileRefused } from "./reading/file-refused.ts";
import { rememberHeadings } from "./remember-headings.ts";
import { readForForm, requireComplete, requireNewFile, requireReason } from "./require-importable.ts";
import { requireTotals } from "./require-totals.ts";

export interface ImportInput extends FrameInput {
	/** Temporary bytes of the file store; they are kept under their hash. */
	path: string;
	file_name: string;
	/** "Läs in utan de avvisade raderna." */
	accept_refused: boolean;
	/** Number of rows and sum as the source system says them, typed by the controller. Null or left out: not compared. */
	control_rows?: number | null;
	control_sum?: string | null;
	/** Why a corrected file comes; needed when `corrects` is said. */
	reason?: string | null;
}

/** The population that holds after the import. */
export interface ImportedPurchases extends FrozenPopulation {
	file_id: string;
	draw_id: string;
	rows: number;
	refused: number;
}

/**
 * Stores a purchases file and freezes the population of its control and period, all or nothing. The draw has been planned before
 * anything of the file is in the register, so that nobody can have chosen the secret to suit the purchases.
 */
export async function importPurchases(
	ctx: Context,
	input: ImportInput,
	progress?: Progress,
): Promise<ImportedPurchases> {
	const source = openSource(ctx, input.path, progress);
	try {
		return await importFrom(ctx, input, source);
	} finally {
		await source.close();
	}
}

async function importFrom(ctx: Context, input: ImportInput, source: PurchaseSource): Promise<ImportedPurchases> {
	const terms = await frameTerms(ctx, ctx.db, input);
	requireReason(terms, input);
	const reading = await readForForm(source, terms);
	requireComplete(terms, reading, input.accept_refused);
	requireTotals(input, reading.summary);
	await requireNewFile(ctx.db, reading.summary.sha256);
	const today = stockholmDate(nowOf(ctx));
	if (!terms.corrected) await createRuns(ctx, { control_id: terms.control.id, period_key: terms.period.key, today });
	else if (opensFrame(terms)) await planCorrectedDraw(ctx, terms, input.reason!);
	try {
		return await write(ctx, (writing) => store(ctx, writing, input, { reading, source }));
	} catch (error) {
		if (error instanceof FileRefused) throw new Invalid({ file: error.message });
		if (isUniqueViolation(error))
			throw new Invalid({ file: "Filen eller perioden lästes in av någon annan samtidigt." });
		throw error;
	}
}

async function store(
	ctx: Context,
	{ trx, allow, record, after }: Writing,
	input: ImportInput,
	{ reading, source }: { reading: FoundInFile; source: PurchaseSource },
): Promise<ImportedPurchases> {
	const terms = await frameTerms(ctx, trx, input);
	const { control } = terms;
	await allow("purchases.import", control.unit_id);
	await requireNewFile(trx, reading.summary.sha256);
	await rememberHeadings(ctx, { trx, record }, control.unit_id, input.mapping ?? {});
	const file_id = await insertFile(ctx, { trx, record }, input, terms, reading);
	after(() => fileImported(ctx, file_id));
	const { sha256, rows, refused_count } = reading.summary;
	// a transaction that is tried again finds the bytes in their place
	const kept = ctx.files.has(sha256) ? openSource(ctx, ctx.files.pathOf(sha256)) : null;
	const from = { file_id, terms, reading, source: kept ?? source };
	const stored = await storeLines(ctx, { trx, record }, from, input);
	await kept?.close();
	// last of all: a refused file leaves no bytes behind, and a committed row always has its file
	if (!ctx.files.has(sha256)) await ctx.files.keep({ path: input.path, sha256 });
	return { file_id, rows, refused: refused_count, ...stored };
}

/** Freezes the file's population; a corrected file replaces one that is not drawn from, and is noted beside one that is. */
async function storeLines(
	ctx: Context,
	writing: Pick<Writing, "trx" | "record">,
	from: { file_id: string; terms: FrameTerms; reading: FoundInFile; source: PurchaseSource },
	{ file_name, reason }: ImportInput,
): Promise<FrozenPopulation & { draw_id: string }> {
	const { control, period, corrected: population } = from.terms;
	const correcting = population && { file_id: from.file_id, file_name, reason: reason!, population };
	if (correcting && !opensFrame(from.terms)) {
		const corrected = await noteCorrection(ctx, writing, correcting, from);
		const strata = await listStrata(writing.trx, correcting.population.id);
		const { id: population_id, draw_name: draw_id, n, sum_ore, digest } = correcting.population;
		const units = strata.map((stratum) => ({ unit: stratum.unit_name, n: stratum.n, sum_ore: stratum.sum_ore }));
		return { population_id, draw_id, n, sum_ore, digest, strata: units, corrected };
	}
	const draw = await findFreeDraw(writing.trx, control.id, period.key);
	if (!draw) throw new Invalid({ period_key: "Det finns ingen planerad dragning för perioden." });
	const replace =
		correcting && ((successor: { id: string; draw_id: string }) => openCorrection(ctx, writing, correcting, successor));
	const frozen = await freezePopulation(ctx, writing, { ...from, draw, ...(replace ? { replace } : {}) });
	return { draw_id: draw.draw_id, ...frozen };
}
