import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { findPlanOfYear } from "../../db/queries/register/plans.ts";
import { listBoardsOn } from "../../db/queries/report/periods.ts";
import { LONGEST_SCALE, STANDARD_SCALE } from "../../db/schema/register/risks-scale.ts";
import { reachOf } from "../../src/ground/access/actor.ts";
import { stockholmDate } from "../../src/ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../src/ground/write/context.ts";
import { countPlan, placeOf, seenIn } from "../../src/register/plan-import/count-plan.ts";
import { importPlan as importPlanFrom } from "../../src/register/plan-import/import-plan.ts";
import { madeText, PLAN_FIELDS, type PlanField } from "../../src/register/plan-import/columns.ts";
import type { NotTaken, PlanReading, ReadChoices } from "../../src/register/plan-import/plan-model.ts";
import { PlanFileRefused, readTablesAsPlan, tablesOf } from "../../src/register/plan-import/read-file.ts";
import type { ReadTables } from "../../src/ground/reading/read-tables.ts";
import { argumentsOf, type Command, isInstalled, UsageError, withContext } from "./command.ts";

const ARGUMENTS =
	"FIL --year ÅR [--board NÄMND] [--sheet BLAD …] [--heading-row RAD] [--map risk=B,measure=C …] [--scale 1,2,3,3,4] [--preview]";
const USAGE = `import-plan ${ARGUMENTS}`;
const MAX_FILE_BYTES = 20_000_000;

export const importPlan: Command = {
	usage: ARGUMENTS,
	says: "gör ett utkast till plan av en fil (xlsx, ods, csv eller tabellen i en docx)",
	async run(args, config) {
		const { values, positionals } = argumentsOf(args, USAGE, 1, {
			year: { type: "string" },
			board: { type: "string" },
			sheet: { type: "string", multiple: true },
			"heading-row": { type: "string" },
			map: { type: "string" },
			scale: { type: "string" },
			preview: { type: "boolean" },
		});
		if (!/^20\d\d$/.test(values.year ?? ""))
			throw new UsageError(`Ange planens år med --year, till exempel --year 2027.`);
		const year = Number(values.year);
		const file = checkedFile(positionals[0]!);
		const choices: ReadChoices = {
			sheets: values.sheet,
			heading_row: rowOf(values["heading-row"]),
			columns: columnsOf(values.map),
			scale: scaleOf(values.scale),
		};
		const tables = await tablesIn(file);
		if (values.preview && !isInstalled(config))
			return preview(await readChosen(null, tables, { ...NOWHERE, year }, choices));
		await withContext(config, async (ctx) => {
			const board = await boardOf(ctx, values.board, values.preview === true);
			const plan = board && (await findPlanOfYear(ctx.db, board.id, year));
			const frame = { unit_id: board?.unit_id ?? "", year, scale: plan?.scale ?? STANDARD_SCALE };
			const reading = await readChosen(ctx, tables, frame, choices);
			if (values.preview || !board) return preview(reading);
			requireTable(reading);
			const own = frame.scale.likelihood.length;
			if (reading.is_scale_asked)
				throw new UsageError(
					`Filens skala har ${reading.steps} steg och planens ${own}. Ange hur de motsvarar varandra med --scale: planens steg för filens 1, 2, 3 och så vidare, till exempel --scale 1,2,3,3,4.`,
				);
			const target = plan?.status === "draft" ? { plan_id: plan.id } : { board_id: board.id, year };
			const sha256 = createHash("sha256").update(readFileSync(file)).digest("hex");
			const { counts } = await importPlanFrom(ctx, target, reading.areas, { file_name: basename(file), sha256 });
			console.log(`Utkast till internkontrollplan ${year} för ${board.name}: ${madeText(counts)}.`);
			for (const { cell, text, reason } of reading.not_taken) console.error(`${cell} ${text}: ${reason}`);
		});
	},
};

/** A file can be looked at before anything is installed: by the standard scale, and nobody is found by name. */
const NOWHERE = { unit_id: "", scale: STANDARD_SCALE };

async function readChosen(
	ctx: Context | null,
	tables: ReadTables,
	frame: Parameters<typeof readTablesAsPlan>[2],
	choices: ReadChoices,
): Promise<PlanReading> {
	const own = frame.scale.likelihood.length;
	if (choices.scale?.some((step) => step > own))
		throw new UsageError(`Planens skala har ${own} steg. Ange inga högre med --scale.`);
	return readTablesAsPlan(ctx, tables, frame, choices);
}

function preview(reading: PlanReading): void {
	console.log(JSON.stringify(previewOf(reading)));
	requireTable(reading);
}

/** One JSON object, with the counts of what would be made and what would not. */
function previewOf(reading: PlanReading) {
	const { controls: _, ...counts } = countPlan(reading.areas);
	const place = placeOf(reading) ?? { sheet: null, heading_row: null };
	return { ...place, ...counts, not_taken: [...reading.not_taken, ...unread(reading)] };
}

/** Sheets that were not read: those with a plan of their own can be chosen. */
function unread({ sheets }: PlanReading): NotTaken[] {
	// a plan's own file says everything itself: in the report's workbook the other sheets say it again
	const isWhole = sheets.some((one) => one.chosen && one.headings.some(({ field }) => field === "row_kind"));
	if (isWhole) return [];
	// a cover or a note is no table
	return sheets
		.filter((sheet) => !sheet.chosen && sheet.headings.length > 1)
		.map(({ name, heading_row, seen_row }) => ({
			cell: `${name}!A${seen_row}`,
			text: name,
			reason:
				heading_row === null
					? "Inte läst: rubrik för risk saknas, eller för verksamhet och åtgärd."
					: "Bladet har en plan som inte är läst. Välj bladen med --sheet.",
		}));
}

function requireTable(reading: PlanReading): void {
	if (placeOf(reading) === null)
		throw new UsageError(
			`Inget blad har en plan: rubrik för risk saknas, eller för verksamhet och åtgärd. ${seenIn(reading).join(". ")}. Ange vilka kolumner som gäller, till exempel --heading-row 1 --map risk=B,measure=G.`,
		);
	if (reading.areas.length === 0) throw new UsageError("Planen har inga rader.");
}

async function tablesIn(file: string) {
	try {
		return await tablesOf(file);
	} catch (error) {
		if (error instanceof PlanFileRefused) throw new UsageError(error.message);
		throw error;
	}
}

function rowOf(text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	if (!/^[1-9]\d{0,5}$/.test(text))
		throw new UsageError("Ange rubrikraden med ett radnummer, till exempel --heading-row 4.");
	return Number(text);
}

/** "risk=B,measure=G" → column 1 and 6. */
function columnsOf(text: string | undefined): ReadChoices["columns"] {
	if (text === undefined) return undefined;
	const columns: Record<number, PlanField> = {};
	for (const part of text.split(",")) {
		const [, field, letters] = /^\s*(\w+)\s*=\s*([A-Za-z]{1,2})\s*$/.exec(part) ?? [];
		if (!field || !letters || !Object.hasOwn(PLAN_FIELDS, field))
			throw new UsageError(
				`Ange kolumner som uppgift=kolumn, till exempel --map risk=B,measure=G. Uppgifter: ${Object.keys(PLAN_FIELDS).join(", ")}.`,
			);
		const column = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
		columns[column] = field as PlanField;
	}
	return columns;
}

function scaleOf(text: string | undefined): number[] | undefined {
	if (text === undefined) return undefined;
	const steps = text.split(",").map(Number);
	if (steps.length > 10 || steps.some((step) => !Number.isInteger(step) || step < 1 || step > LONGEST_SCALE))
		throw new UsageError(`Ange planens steg (från 1) för vart och ett av filens, till exempel --scale 1,2,3,3,4.`);
	return steps;
}

function checkedFile(name: string): string {
	const file = resolve(name);
	if (!existsSync(file) || !statSync(file).isFile()) throw new UsageError(`Filen ${file} finns inte.`);
	if (statSync(file).size > MAX_FILE_BYTES) throw new UsageError(`Filen ${file} är större än 20 MB.`);
	return file;
}

/** The board that is named, or the only one. A preview stores nothing: it takes the first, and does without. */
async function boardOf(ctx: Context, name: string | undefined, previews: boolean) {
	const boards = await listBoardsOn(ctx.db, reachOf(ctx.actor, "plan.edit"), stockholmDate(nowOf(ctx)));
	const names = boards.map((board) => board.name).join(", ");
	const chosen = name === undefined ? boards : boards.filter((board) => board.name === name);
	if (chosen.length === 1 || (previews && name === undefined)) return chosen[0];
	if (boards.length === 0) throw new UsageError("Det finns ingen nämnd. Lägg till en nämnd först.");
	throw new UsageError(
		name === undefined
			? `Det finns flera nämnder. Välj en med --board: ${names}.`
			: `Nämnden ”${name}” finns inte. Det finns: ${names}.`,
	);
}
