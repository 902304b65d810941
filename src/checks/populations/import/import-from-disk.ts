import { createReadStream } from "node:fs";
import { basename } from "node:path";
import type { Db } from "../../../../db/open.ts";
import { findPopulationOf, listLedgerUnits } from "../../../../db/queries/checks/populations.ts";
import { Invalid } from "../../../ground/errors.ts";
import type { HeadingMapping } from "../../../ground/reading/headings.ts";
import type { Context } from "../../../ground/write/context.ts";
import { comparedFrame, type FrameDifference } from "../correct/compared-frame.ts";
import { type FrameInput, frameTerms } from "../frame/frame-terms.ts";
import { requireNamedControl } from "../named-control.ts";
import { openSource } from "../read/purchase-source.ts";
import { readFile } from "../read/read-file.ts";
import { type ImportedPurchases, type ImportInput, importPurchases } from "./import-purchases.ts";
import { previewTerms } from "./preview-terms.ts";
import { MAX_FILE_BYTES, readForForm } from "./require-importable.ts";

/** A purchases file on this machine, and what it is for as people name it. */
export interface FileOnDisk {
	path: string;
	period_key: string;
	/** The control's key; left out where there is only one of purchases. */
	control: string | undefined;
	/** Code of the whole file's unit, when the file has no column for units. */
	unit: string | undefined;
	mapping: HeadingMapping;
	/** The system that it comes from, by name; null for the one that the control's files come from. */
	source: string | null;
	/** What is said of the file beside its headings. */
	reading: NonNullable<FrameInput["reading"]>;
	/** Why the file is a corrected one of a period that is frozen; null for a period's first. */
	correct: string | null;
}

/** Stores the file and freezes the population. */
export async function importFromDisk(
	ctx: Context,
	file: FileOnDisk,
	terms: Required<
		Pick<ImportInput, "accept_refused" | "accept_undated" | "accept_damaged" | "control_rows" | "control_sum">
	>,
): Promise<ImportedPurchases> {
	const frame = await frameOf(ctx.db, file);
	const temp = await ctx.files.putTemp(createReadStream(file.path), MAX_FILE_BYTES);
	try {
		const bytes = { path: temp.path, file_name: basename(file.path) };
		return await importPurchases(ctx, { ...bytes, ...frame, ...terms, reason: file.correct });
	} finally {
		await ctx.files.discard(temp);
	}
}

/** What the file holds, with the settings and units of the installation, if there is one. Stores nothing. */
export async function previewFromDisk(db: Db | null, { path, period_key, unit, mapping, source, reading }: FileOnDisk) {
	const terms = await previewTerms(db, period_key, { mapping, ...reading }, source);
	const { summary, unplaced } = await readFile(path, { ...terms, places_unitless: unit !== undefined });
	const { encoding, delimiter, heading_line, columns, rows, refused, sumOre, warnings } = summary;
	const units = summary.units.map((one) => ({ ...one, unit_code: one.unit_code ?? unit ?? null }));
	return {
		encoding,
		delimiter,
		columns,
		rows,
		refused,
		sumOre,
		units,
		heading_line,
		warnings,
		unplaced: {
			rows: unplaced.reduce((sum, one) => sum + one.rows, 0),
			sumOre: unplaced.reduce((sum, one) => sum + one.sumOre, 0),
		},
	};
}

/** How a corrected file differs from what is frozen. Stores nothing. */
export async function compareFromDisk(
	ctx: Context,
	file: FileOnDisk,
): Promise<Partial<FrameDifference> & { n: number; sum_ore: number; drawn: boolean }> {
	const terms = await frameTerms(ctx, ctx.db, await frameOf(ctx.db, file));
	const source = openSource(ctx, file.path);
	try {
		await readForForm(source, terms);
		const { totals, difference } = await comparedFrame(ctx, source, terms);
		return { n: totals.n, sum_ore: totals.sum_ore, drawn: terms.corrected?.drawn_at !== null, ...difference };
	} finally {
		await source.close();
	}
}

async function frameOf(
	db: Db,
	{ period_key, control: key, unit, mapping, source, reading, correct }: FileOnDisk,
): Promise<FrameInput> {
	const control = await requireNamedControl(db, period_key, key);
	const unit_id = unit === undefined ? null : await unitCoded(db, control.unit_id, unit);
	const frame = { control_id: control.id, period_key, unit_id, mapping, source, reading };
	if (correct === null) return frame;
	const population = await findPopulationOf(db, control.id, period_key);
	if (!population) throw new Invalid({ corrects: "Perioden är inte fryst: det finns inget att rätta." });
	return { ...frame, corrects: { population_id: population.id, drawn: population.drawn_at !== null } };
}

async function unitCoded(db: Db, rootId: string, code: string): Promise<string> {
	const unit = (await listLedgerUnits(db, rootId)).find((one) => one.code === code);
	if (!unit) throw new Invalid({ unit: `Okänd enhet ${code}.` });
	return unit.id;
}
