import { listCorrections } from "../../../../db/queries/checks/populations-corrections.ts";
import type { Population } from "../../../../db/queries/checks/populations.ts";
import { insertCorrection } from "../../../../db/writes/checks/populations-corrections.ts";
import { type Context, nowOf } from "../../../ground/write/context.ts";
import { newId } from "../../../ground/write/new-id.ts";
import type { Writing } from "../../../ground/write/write.ts";
import { FrameComparison } from "./compare-frame.ts";
import { type Vouching, withReasons } from "./removed-reasons.ts";
import type { FrameTerms } from "../frame/frame-terms.ts";
import { showLines } from "../import/show-lines.ts";
import type { PlacedLines } from "../read/purchase-source.ts";

/** What a corrected file did to the population it is for. */
export interface CorrectedPopulation {
	added: number;
	removed: number;
	changed: number;
}

interface CorrectingFile {
	file_id: string;
	file_name: string;
	reason: string;
	population: Population;
	vouching: Vouching;
}

/** A correction under way: opened before the corrected lines are stored, closed when all of them have been compared. */
export interface Correction {
	comparison: FrameComparison;
	close(): Promise<CorrectedPopulation>;
}

/**
 * Notes that a file corrects a population. `successor` is the population to be frozen instead, whose lines may now take the
 * place of the earlier ones; null leaves the frame as it is.
 */
export async function openCorrection(
	ctx: Context,
	{ trx, record }: Pick<Writing, "trx" | "record">,
	{ file_id, file_name, reason, population, vouching }: CorrectingFile,
	successor: { id: string; draw_id: string } | null,
): Promise<Correction> {
	const id = newId(ctx.clock());
	const comparison = await FrameComparison.with(trx, population.id);
	const earlier = await listCorrections(trx, population.id);
	await insertCorrection(trx, {
		id,
		population_id: population.id,
		edition: earlier.length + 2,
		file_id,
		successor_id: successor?.id ?? null,
		reason,
		corrected_at: nowOf(ctx),
		corrected_by: ctx.actor.id!,
	});
	const close = async () => {
		// A frame that is drawn from stands, so nothing leaves it.
		const changes = successor ? withReasons(comparison.finish(), vouching) : comparison.finish();
		const rows = changes.map((one) => CHANGE_COLUMNS.map((column) => one[column]));
		await ctx.database.bulk(
			trx,
			"correction_lines",
			["correction_id", ...CHANGE_COLUMNS],
			rows.map((row) => [id, ...row]),
		);
		const counted = (kind: string) => changes.filter((one) => one.kind === kind).length;
		const leaving = successor ? changes.filter((one) => one.leaves).length : 0;
		const { control_rows = null, control_sum = null } = vouching;
		const counts = { added: counted("added"), removed: counted("removed"), changed: counted("changed") };
		await record({
			type: "population.corrected",
			unit_id: population.unit_id,
			object: { kind: "population", id: population.id },
			data: {
				...{ file_name, reason, ...counts, successor: successor?.draw_id ?? null },
				...{ leaving, control_rows, control_sum },
			},
		});
		return counts;
	};
	return { comparison, close };
}

const CHANGE_COLUMNS = ["item_key", "kind", "unit_id", "line_id", "old_amount_ore", "new_amount_ore", "note"] as const;

/** Stores a corrected file of a period whose sample is drawn: every line of it, none in a frame, and what differs. */
export async function noteCorrection(
	ctx: Context,
	writing: Pick<Writing, "trx" | "record">,
	file: CorrectingFile,
	placed: PlacedLines,
	terms: FrameTerms,
): Promise<CorrectedPopulation> {
	const correction = await openCorrection(ctx, writing, file, null);
	const { first_id } = await showLines(ctx, writing.trx, placed, { file_id: file.file_id, frame: null }, terms);
	await correction.comparison.addAll(placed, first_id);
	return correction.close();
}
