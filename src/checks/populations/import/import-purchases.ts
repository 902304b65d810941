import { isUniqueViolation } from "../../../../db/errors.ts";
import { findFreeDraw } from "../../../../db/queries/checks/draws.ts";
import { listStrata } from "../../../../db/queries/checks/populations.ts";
import { stockholmDate } from "../../../ground/calendar/stockholm.ts";
import { createRuns } from "../../runs/create-runs.ts";
import { type Context, nowOf, withoutTap } from "../../../ground/write/context.ts";
import { Invalid } from "../../../ground/errors.ts";
import { newId } from "../../../ground/write/new-id.ts";
import { type Writing, write } from "../../../ground/write/write.ts";
import { noteCorrection, openCorrection } from "../correct/correct-population.ts";
import { type FrameInput, type FrameTerms, frameTerms } from "../frame/frame-terms.ts";
import { type FreezeDecision, type FrozenPopulation, freezePopulation } from "../frame/freeze-population.ts";
import { groundsOf } from "../frame/grounds.ts";
import { insertFile } from "./insert-file.ts";
import type { LedgerOwner } from "./ledger-rows.ts";
import { landedFor } from "./show-lines.ts";
import { opensFrame } from "../frame/place-items.ts";
import { planCorrectedDraw } from "../correct/plan-corrected-draw.ts";
import { openSource, type PlacedLines, type PurchaseSource } from "../read/purchase-source.ts";
import type { FoundInFile, Progress } from "../read/reading-orders.ts";
import { FileRefused } from "../../../ground/reading/file-refused.ts";
import { keepSource } from "../read/named-source.ts";
import { freezeDecision, readForForm, requireComplete, requireNewFile, requireReason } from "./require-importable.ts";
import { requireTotals } from "./require-totals.ts";

export interface ImportInput extends FrameInput {
	/** Temporary bytes of the file store; they are kept under their hash. */
	path: string;
	file_name: string;
	/** "Läs in utan de avvisade raderna." */
	accept_refused: boolean;
	/** "Alla rader hör till perioden", for a file without dates. */
	accept_undated?: boolean;
	/** "Läs in trots skadade bokstäver." */
	accept_damaged?: boolean;
	/** Number of rows and sum as the source system says them, typed by the controller. Null or left out: not compared. */
	control_rows?: number | null;
	control_sum?: string | null;
	/** Why a corrected file comes; needed when `corrects` is said. */
	reason?: string | null;
	/** "nyckel: skäl", a line for each purchase that a corrected file takes out of the frame. */
	removed_reasons?: string | null;
	/** Why the population is frozen before its cut-off day is past; needed only then. */
	early_reason?: string | null;
	/** Where a public value for the draw will be found, and on which day; both or none. */
	public_source?: string | null;
	public_day?: string | null;
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
	for (let { path } = input; ; ) {
		const source = openSource(ctx, path, progress);
		try {
			const stored = await importFrom(ctx, { ...input, path }, source);
			if (!("overtaken" in stored)) return stored;
			path = stored.overtaken;
		} finally {
			await source.close();
		}
	}
}

/**
 * Thrown when something that the placing depends on changed before the file could be stored. The file is then placed again,
 * from where its bytes lie now.
 */
interface Overtaken {
	overtaken: string;
}

/** What has been read and is to be stored. */
interface Placed {
	reading: FoundInFile;
	owner: LedgerOwner;
	lines: PlacedLines;
	grounds: string;
	decided: FreezeDecision;
}

/** The file is read and placed before the write, so that others write meanwhile; the write makes sure that nothing has changed. */
async function importFrom(
	ctx: Context,
	input: ImportInput,
	source: PurchaseSource,
): Promise<ImportedPurchases | Overtaken> {
	const terms = await frameTerms(ctx, ctx.db, input);
	requireReason(terms, input);
	const today = stockholmDate(nowOf(ctx));
	const decided = freezeDecision(terms, input, today);
	const owner = ownerOf(ctx, terms);
	const due = { control_id: terms.control.id, period_key: terms.period.key, today };
	// The draw is planned before the first row is in the register, hidden as it is. A corrected file's draw is planned when the file holds.
	const reading = await readForForm(source, terms, async () => {
		if (terms.corrected) return null;
		await createRuns(withoutTap(ctx), due);
		return landedFor(ctx, terms, owner);
	});
	requireComplete(terms, reading, input);
	requireTotals(input, reading.summary);
	await requireNewFile(ctx.db, reading.summary.sha256);
	if (!terms.corrected) await createRuns(withoutTap(ctx), due);
	else if (opensFrame(terms)) await planCorrectedDraw(withoutTap(ctx), terms, input.reason!);
	try {
		const grounds = await groundsOf(ctx.db, terms);
		const lines = await source.place(terms);
		const placed = { reading, owner, lines, grounds, decided };
		return (await landed(ctx, input, terms, placed)) ?? (await stored(ctx, input, placed));
	} catch (error) {
		if (error instanceof FileRefused) throw new Invalid({ file: error.message });
		if (isUniqueViolation(error))
			throw new Invalid({ file: "Filen eller perioden lästes in av någon annan samtidigt." });
		throw error;
	}
}

/** Many lines are added ahead of the write. Something the placing depends on may have changed by then: null when all is well. */
async function landed(ctx: Context, input: ImportInput, terms: FrameTerms, placed: Placed): Promise<Overtaken | null> {
	try {
		await placed.lines.land(landedFor(ctx, terms, placed.owner));
		return null;
	} catch (error) {
		if (!isUniqueViolation(error)) throw error;
		const grounds = await groundsOf(ctx.db, await frameTerms(ctx, ctx.db, input));
		if (grounds === placed.grounds) throw error;
		return { overtaken: input.path };
	}
}

/** The one write that shows what has landed. Of a file that is not stored after all nothing is left. */
async function stored(ctx: Context, input: ImportInput, placed: Placed): Promise<ImportedPurchases | Overtaken> {
	const sent = { path: input.path, sha256: placed.reading.summary.sha256 };
	let isShown = false;
	try {
		const stored = await ctx.files.ahead(sent, () => write(ctx, (writing) => store(ctx, writing, input, placed)));
		// a key that came twice is answered with what the other stored: what has landed here is then of no file
		isShown = "file_id" in stored && stored.file_id === placed.owner.file_id;
		return stored;
	} finally {
		if (!isShown) await placed.lines.withdraw();
	}
}

function ownerOf(ctx: Context, terms: FrameTerms): LedgerOwner {
	const now = ctx.clock();
	const frame = opensFrame(terms) ? { population_id: newId(now), frame_key: terms.control.key } : null;
	return { file_id: newId(now), frame };
}

async function store(
	ctx: Context,
	{ trx, allow, record, after, unchanged, replayed }: Writing,
	input: ImportInput,
	placed: Placed,
): Promise<ImportedPurchases | Overtaken> {
	const terms = await frameTerms(ctx, trx, input);
	const { control } = terms;
	const { file_id } = placed.owner;
	const { sha256, rows, refused_count } = placed.reading.summary;
	await allow("purchases.import", control.unit_id);
	await replayed();
	await requireNewFile(trx, sha256);
	// A retried transaction finds that the bytes have already been moved.
	if ((await groundsOf(trx, terms)) !== placed.grounds)
		return unchanged({ overtaken: (await ctx.files.fetched(sha256))?.path ?? input.path });
	const said = { control_id: control.id, unit_id: control.unit_id, name: input.source ?? null };
	const source = await keepSource(ctx, { trx, record }, { ...said, mapping: input.mapping ?? {} });
	await insertFile(ctx, { trx, record }, input, terms, placed.reading, { file_id, source_id: source.id });
	after(() => ctx.follow_import?.(withoutTap(ctx), file_id));
	const stored = await storeLines(ctx, { trx, record }, terms, placed, input);
	// Moving the bytes comes last, so that a refused file leaves no bytes behind and a committed row always has its file.
	if ((await ctx.files.size(sha256)) === null) await ctx.files.keep({ path: input.path, sha256 });
	return { file_id, rows, refused: refused_count, ...stored };
}

/** Freezes the file's population; a corrected file replaces one that is not drawn from, and is noted beside one that is. */
async function storeLines(
	ctx: Context,
	writing: Pick<Writing, "trx" | "record">,
	terms: FrameTerms,
	{ reading, owner, lines: placed, decided }: Placed,
	{ file_name, reason, control_rows = null, control_sum = null, removed_reasons = null }: ImportInput,
): Promise<FrozenPopulation & { draw_id: string }> {
	const { control, period, corrected: population } = terms;
	const { file_id, frame } = owner;
	const correcting = population && {
		...{ file_id, file_name, reason: reason!, population },
		vouching: { control_rows, control_sum, removed_reasons },
	};
	if (!frame) {
		const corrected = await noteCorrection(ctx, writing, correcting!, placed, terms);
		const { id: population_id, draw_name: draw_id, n, sum_ore, digest } = population!;
		const strata = await listStrata(writing.trx, population_id);
		const units = strata.map(({ unit_id, unit_name: unit, n, sum_ore }) => ({ unit_id, unit, n, sum_ore }));
		return { population_id, draw_id, n, sum_ore, digest, strata: units, corrected };
	}
	const draw = await findFreeDraw(writing.trx, control.id, period.key);
	if (!draw) throw new Invalid({ period_key: "Det finns ingen planerad dragning för perioden." });
	const replace =
		correcting && ((successor: { id: string; draw_id: string }) => openCorrection(ctx, writing, correcting, successor));
	const from = { file_id, frame, draw, terms, reading, placed, decided, ...(replace ? { replace } : {}) };
	return { draw_id: draw.draw_id, ...(await freezePopulation(ctx, writing, from)) };
}
