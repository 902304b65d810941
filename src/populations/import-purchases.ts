import { isUniqueViolation } from "../../db/errors.ts";
import { findFreeDraw } from "../../db/queries/draws.ts";
import { insertPurchaseFile } from "../../db/writes/populations.ts";
import { stockholmDate } from "../calendar/stockholm.ts";
import { createRuns } from "../controls/create-runs.ts";
import { fileImported } from "../ledger/after-import.ts";
import { type Context, nowOf } from "../write/context.ts";
import { Invalid } from "../write/errors.ts";
import { newId } from "../write/new-id.ts";
import { type Writing, write } from "../write/write.ts";
import { type FrameInput, type FrameTerms, frameTerms } from "./frame-terms.ts";
import { type FrozenPopulation, freezePopulation } from "./freeze-population.ts";
import type { FileReading } from "./read-file.ts";
import { FileRefused } from "./reading/file-refused.ts";
import { rememberHeadings } from "./remember-headings.ts";
import { readForForm, requireComplete, requireNewFile, requireUnfrozen } from "./require-importable.ts";
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
}

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
export async function importPurchases(ctx: Context, input: ImportInput): Promise<ImportedPurchases> {
	const terms = await frameTerms(ctx, ctx.db, input);
	await requireUnfrozen(ctx.db, terms);
	const reading = await readForForm(input.path, terms);
	requireComplete(terms, reading, input.accept_refused);
	requireTotals(input, reading.summary);
	await requireNewFile(ctx.db, reading.summary.sha256);
	const today = stockholmDate(nowOf(ctx));
	await createRuns(ctx, { control_id: terms.control.id, period_key: terms.period.key, today });
	try {
		return await write(ctx, (writing) => store(ctx, writing, input, reading));
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
	reading: FileReading,
): Promise<ImportedPurchases> {
	const terms = await frameTerms(ctx, trx, input);
	const { control, period } = terms;
	await allow("purchases.import", control.unit_id);
	await requireUnfrozen(trx, terms);
	await requireNewFile(trx, reading.summary.sha256);
	const draw = await findFreeDraw(trx, control.id, period.key);
	if (!draw) throw new Invalid({ period_key: "Det finns ingen planerad dragning för perioden." });
	await rememberHeadings(ctx, { trx, record }, control.unit_id, input.mapping ?? {});
	const file_id = await insertFile(ctx, { trx, record }, input, terms, reading);
	after(() => fileImported(ctx, file_id));
	const { sha256 } = reading.summary;
	// a transaction that is tried again finds the bytes in their place
	const path = ctx.files.has(sha256) ? ctx.files.pathOf(sha256) : input.path;
	const frozen = await freezePopulation(ctx, { trx, record }, { file_id, draw, terms, reading, path });
	// last of all: a refused file leaves no bytes behind, and a committed row always has its file
	if (!ctx.files.has(sha256)) await ctx.files.keep({ path, sha256 });
	return {
		file_id,
		draw_id: draw.draw_id,
		rows: reading.summary.rows,
		refused: reading.summary.refused_count,
		...frozen,
	};
}

async function insertFile(
	ctx: Context,
	{ trx, record }: Pick<Writing, "trx" | "record">,
	input: ImportInput,
	{ control, period }: FrameTerms,
	{ summary }: FileReading,
): Promise<string> {
	const id = newId(ctx.clock());
	await insertPurchaseFile(trx, {
		id,
		period_key: period.key,
		file_name: input.file_name,
		sha256: summary.sha256,
		bytes: summary.bytes,
		encoding: summary.encoding,
		delimiter: summary.delimiter,
		columns: JSON.stringify(summary.columns),
		rows: summary.rows,
		refused: JSON.stringify({ count: summary.refused_count, rows: summary.refused }),
		sum_ore: summary.sumOre,
		imported_at: nowOf(ctx),
		imported_by: ctx.actor.id!,
	});
	await record({
		type: "purchases.imported",
		unit_id: control.unit_id,
		object: { kind: "purchase_file", id },
		data: {
			file_name: input.file_name,
			period_key: period.key,
			sha256: summary.sha256,
			rows: summary.rows,
			refused: summary.refused_count,
			sum_ore: summary.sumOre,
		},
	});
	return id;
}
