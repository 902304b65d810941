import type { Scale } from "../../../db/schema/vocabulary.ts";
import type { TableForm } from "../../ground/reading/read-tables.ts";
import type { MergedSheet } from "../../ground/reading/workbook/read-sheets.ts";
import { SCORE_KINDS } from "../../../db/schema/register/risks-scale.ts";
import { targetFault } from "../risks/score-rules.ts";
import { LONGEST, lineOf, splitTitle } from "./cell-texts.ts";
import { scaleInHeading, stepOf } from "./cell-values.ts";
import { cellName, findTables, type PlanTable } from "./find-table.ts";
import type { PlanField } from "./columns.ts";
import { normalHeading } from "./plan-fields.ts";
import type { DraftArea, DraftRisk, NotTaken, PlanReading, ReadChoices, Steps } from "./plan-model.ts";
import { completeRisk, riskFrom } from "./read-risks.ts";
import { addSteps } from "./read-steps.ts";
import { RowCells } from "./row-cells.ts";

const SUM = /^(summa|totalt?|delsumma)\b/i;
const NO_NAME = /^(blad|sheet|tabell|filen)\s*\d*$/i;
const WITHOUT = "Utan verksamhet";

/** What reading needs to know of the plan that is to be. */
export interface PlanFrame {
	year: number;
	scale: Scale;
}

/** Names of people in the file, each with the cell where it first stands. */
export type FoundNames = Map<string, string>;

/** What a file says of a plan. Reads only, and takes nothing that it does not understand. */
export function readPlan(
	{
		form,
		sheets,
		flawed,
	}: { form: TableForm; sheets: readonly MergedSheet[]; flawed: { row: number; reason: string }[] },
	frame: PlanFrame,
	choices: ReadChoices = {},
): PlanReading & { names: FoundNames } {
	const { found, tables } = findTables(sheets, choices, form === "document");
	const plan = new PlanBuilder(frame);
	for (const { row, reason } of flawed) plan.not_taken.push({ cell: cellName(0, row), text: "", reason });
	for (const table of tables) plan.addTable(table, tables.length > 1 ? `${table.sheet}!` : "");
	const steps = plan.mapScores(choices.scale);
	plan.leaveTargets();
	const is_scale_asked = steps > frame.scale.likelihood.length && !choices.scale;
	const { areas, not_taken, names } = plan;
	return {
		areas: areas.filter((area) => area.risks.length > 0),
		not_taken,
		names,
		sheets: found,
		steps,
		is_scale_asked,
	};
}

class PlanBuilder {
	readonly areas: DraftArea[] = [];
	readonly not_taken: NotTaken[] = [];
	readonly names: FoundNames = new Map();
	readonly #frame: PlanFrame;
	/** Risks by what tells them apart: area and title, or the number of our own file. */
	readonly #risks = new Map<string, DraftRisk>();
	#area: DraftArea | null = null;
	#risk: DraftRisk | null = null;
	/** An area alone on its row: a heading when risks follow, otherwise a note. */
	#pending: RowCells | null = null;
	#steps = 0;
	/** What risks could not give, by column and text. */
	readonly #told = new Set<string>();
	#scored: { cell: string; text: string } | null = null;

	constructor(frame: PlanFrame) {
		this.#frame = frame;
	}

	addTable(table: PlanTable, prefix: string): void {
		this.#area = null;
		this.#risk = null;
		const read = readable(table);
		const kept = { prefix, not_taken: this.not_taken, names: this.names };
		const rows = read.rows.map((row) => new RowCells(read, row, kept));
		this.#tellUnread(read, prefix);
		this.#askScale(read, prefix);
		const lastWhole = rows.findLastIndex((cells) => cells.filled > 1 && !isLegend(cells, read));
		let before = rows[0]?.number ?? 0;
		let isPast = false;
		for (const [index, cells] of rows.entries()) {
			// what stands by itself below a gap under the last whole row is said of the table, and is none of it
			isPast ||= index > lastWhole && cells.number > before + 1;
			before = cells.number;
			if (isPast) cells.refuseRow("Står under tabellen.");
			else this.#addRow(cells, read);
		}
		this.#endPending();
	}

	/** The scores as steps of the plan's scale. Returns the longest scale that the file uses. */
	mapScores(map: readonly number[] | undefined): number {
		const risks = this.areas.flatMap((area) => area.risks);
		const all = risks.flatMap(({ inherent, residual, target }) => [inherent, residual, target]);
		const most = Math.max(this.#steps, ...all.flatMap(({ likelihood, impact }) => [likelihood ?? 0, impact ?? 0]));
		const own = this.#frame.scale.likelihood.length;
		if (most <= own) return most;
		const mapped = (step: number | null) => (step === null ? null : (map?.[step - 1] ?? null));
		const both = ({ likelihood, impact }: Steps): Steps => {
			const steps = { likelihood: mapped(likelihood), impact: mapped(impact) };
			return steps.likelihood === null || steps.impact === null ? { likelihood: null, impact: null } : steps;
		};
		for (const risk of risks) for (const kind of SCORE_KINDS) risk[kind] = both(risk[kind]);
		if (!map && this.#scored)
			this.not_taken.push({
				...this.#scored,
				reason: `Filens skala har ${most} steg och planens ${own}. Bedömningarna tas inte med förrän du har angett hur stegen motsvarar varandra.`,
			});
		return most;
	}

	/** A target that no risk may have is told of and left: the rest of the risk is taken. */
	leaveTargets(): void {
		for (const risk of this.areas.flatMap((area) => area.risks)) {
			const reason = targetFault(risk);
			if (reason === null) continue;
			this.not_taken.push({ cell: risk.at, text: risk.title, reason });
			Object.assign(risk, { target: { likelihood: null, impact: null }, target_reason: "" });
		}
	}

	#addRow(cells: RowCells, table: PlanTable): void {
		const reason = this.#take(cells, table);
		if (reason !== null) cells.refuseRow(reason);
	}

	/** Null, or why the row is not taken. */
	#take(cells: RowCells, table: PlanTable): string | null {
		if (cells.filled === 0) return "Raden har ingenting i planens kolumner.";
		// every line of our own file is what it says
		if (!table.is_own) {
			if (isRepeated(cells, table)) return "Upprepad rubrik.";
			if (SUM.test(cells.line("area")) || SUM.test(cells.line("risk"))) return "Summeringsrad.";
			if (cells.filled === 1 && cells.has("area")) {
				this.#wait(cells);
				return null;
			}
		}
		const isNewArea = this.#setArea(cells, table);
		if (cells.has("risk")) this.#setRisk(cells, table);
		else if (isNewArea) this.#risk = null;
		if (!this.#risk) return "Risk saknas.";
		const added = addSteps(cells, this.#risk, this.#frame.year, table.is_own);
		return added || cells.has("risk") ? null : "Raden har varken risk eller åtgärd.";
	}

	#wait(cells: RowCells): void {
		if (cells.line("area") === this.#area?.name && !this.#pending) return;
		this.#endPending();
		this.#pending = cells;
	}

	#endPending(): void {
		this.#pending?.refuseRow("Ingen risk följer. Läst som en anmärkning.");
		this.#pending = null;
	}

	/** Returns true when the row stands under another area than the row before. */
	#setArea(cells: RowCells, table: PlanTable): boolean {
		const said = cells.line("area") || this.#pending?.line("area") || "";
		this.#pending = null;
		if (said === "" && this.#area) return false;
		const { title, rest } = splitTitle(said || nameOf(table), LONGEST.area);
		if (rest !== "")
			cells.refuse("area", `Verksamhetens namn är längre än ${LONGEST.area} tecken. Det heter ”${title}”.`);
		if (said === "" && table.columns.has("area")) cells.refuseRow(`Verksamhet saknas. Risken står under ”${title}”.`);
		if (title === this.#area?.name) return false;
		const known = this.areas.find((area) => area.name === title);
		this.#area = known ?? { name: title, risks: [] };
		if (!known) this.areas.push(this.#area);
		return true;
	}

	#setRisk(cells: RowCells, { is_own }: PlanTable): void {
		const known = this.not_taken.length;
		const risk = riskFrom(cells, this.#frame.scale, is_own);
		const key =
			is_own && risk.number !== null ? `R${risk.number}` : `${this.#area!.name}\n${risk.title.toLocaleLowerCase("sv")}`;
		this.#risk = this.#risks.get(key) ?? null;
		if (this.#risk) {
			completeRisk(this.#risk, risk, cells);
			// a merged cell, or one that says the same again, has been told of once
			const again = this.not_taken.splice(known);
			this.not_taken.push(...again.filter((one) => !this.#told.has(toldOf(one))));
		}
		for (const one of this.not_taken.slice(known)) this.#told.add(toldOf(one));
		if (this.#risk) return;
		this.#risk = risk;
		this.#risks.set(key, risk);
		this.#area!.risks.push(risk);
	}

	#tellUnread({ unknown, rows, heading_row, headings, columns }: PlanTable, prefix: string): void {
		for (const [column, text] of unknown)
			if (rows.some((row) => row.cells.has(column)))
				this.not_taken.push({
					cell: prefix + cellName(column, heading_row),
					text: lineOf(text),
					reason: "Kolumnen har ingen plats i planen.",
				});
		for (const kind of SCORE_KINDS) {
			const column = columns.has(`${kind}_likelihood`) ? undefined : columns.get(`${kind}_score`);
			if (column === undefined || !headings.has(column) || rows.some((row) => row.cells.has(column))) continue;
			const cell = prefix + cellName(column, heading_row);
			const reason = "Kolumnen har inga värden. Färger läses inte: skriv sannolikhet och konsekvens med siffror.";
			this.not_taken.push({ cell, text: lineOf(headings.get(column)!), reason });
		}
		const known = new Set([...headings.keys(), ...columns.values()]);
		for (const { number, cells } of rows)
			for (const [column, text] of cells) {
				if (known.has(column) || lineOf(text) === "") continue;
				known.add(column);
				const cell = prefix + cellName(column, number);
				this.not_taken.push({ cell, text: lineOf(text), reason: "Kolumnen har ingen rubrik. Den är inte läst." });
			}
	}

	#askScale({ columns, headings, heading_row }: PlanTable, prefix: string): void {
		for (const field of SCORE_KINDS.flatMap(
			(kind) => [`${kind}_likelihood`, `${kind}_impact`, `${kind}_score`] as const,
		)) {
			const column = columns.get(field);
			const text = column === undefined ? undefined : headings.get(column);
			if (text === undefined) continue;
			// a value's own heading tells how high values go, not steps
			if (!field.endsWith("_score")) this.#steps = Math.max(this.#steps, Math.min(scaleInHeading(text), 10));
			this.#scored ??= { cell: prefix + cellName(column!, heading_row), text: lineOf(text) };
		}
	}
}

function toldOf({ cell, text, reason }: NotTaken): string {
	return `${cell.replace(/\d+$/, "")}\n${text}\n${reason}`;
}

/** A column called Konsekvens may hold texts: then it says what happens, and no step. */
function readable(table: PlanTable): PlanTable {
	const at = table.columns.get("inherent_impact");
	if (at === undefined || table.columns.has("effect")) return table;
	const said = table.rows.flatMap(({ cells }) => cells.get(at) ?? []);
	const steps = said.filter((text) => stepOf(text, []) !== undefined).length;
	const isText = said.length > 0 && steps * 2 < said.length && said.some((text) => text.length > 30);
	if (!isText) return table;
	const columns = new Map<PlanField, number>([...table.columns, ["effect", at]]);
	columns.delete("inherent_impact");
	return { ...table, columns };
}

function nameOf({ sheet, columns }: PlanTable): string {
	return columns.has("area") || NO_NAME.test(sheet) ? WITHOUT : sheet;
}

/** The headings once more, as on a new page: every column says what stands over it. */
function isRepeated(cells: RowCells, { columns, headings }: PlanTable): boolean {
	const fields = (["area", "risk", "measure", "control"] as const).filter((field) => columns.has(field));
	const over = (field: PlanField) => normalHeading(headings.get(columns.get(field)!) ?? "");
	return fields.every((field) => normalHeading(cells.cellOf(field)) === over(field));
}

/** "1  Osannolik" explains the scale. */
function isLegend(cells: RowCells, { columns }: PlanTable): boolean {
	if (cells.has("measure", "control", "inherent_likelihood")) return false;
	if (!columns.has("measure") && !columns.has("control")) return false;
	return /^\d{1,2}\s*[.:=–-]?$|[:=]$/.test(cells.line("area")) && cells.line("risk").length <= 60;
}
