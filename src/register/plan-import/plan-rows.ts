import {
	MEASURE_KINDS,
	type MeasureKind,
	REQUIREMENTS,
	type Requirement,
	RISK_SCOPES,
	type RiskScope,
} from "../../../db/schema/vocabulary.ts";
import type { ReadRow, ReadSheet } from "../../ground/reading/workbook/read-workbook.ts";

interface PlanMeasure {
	title: string;
	kind: MeasureKind;
	performer_text: string;
}

export interface PlanRisk {
	title: string;
	requirements: Requirement[];
	scope: RiskScope;
	origin: string;
	measures: PlanMeasure[];
}

export interface PlanArea {
	name: string;
	risks: PlanRisk[];
}

/** Rows that are not a plan: every problem with its row number. */
export class PlanRefused extends Error {
	constructor(readonly problems: string[]) {
		super(problems.join("\n"));
	}
}

const HEADINGS = {
	area: ["verksamhet", "område", "process"],
	risk: ["risk", "risker"],
	measure: ["åtgärd", "åtgärder"],
	requirements: ["krav"],
	scope: ["omfattning"],
	origin: ["ursprung"],
	kind: ["slag"],
	performer_text: ["utförs av"],
} as const;
type Field = keyof typeof HEADINGS;
type Placed = Partial<Record<Field, number>>;

const MAX = { area: 120, risk: 300, measure: 400, origin: 500, performer_text: 200 } as const;
/** The last row in which the headings are looked for; a title or a logotype may stand above them. */
const HEADING_ROWS = 20;
const MOST_PROBLEMS = 20;

/** Where the columns of a plan are, or null when the sheet has no plan. */
export function findHeadings(sheet: ReadSheet): { row: number; columns: Placed } | null {
	for (const row of sheet.rows.filter((one) => one.number <= HEADING_ROWS)) {
		const columns: Placed = {};
		for (const [column, text] of row.cells) {
			const field = (Object.keys(HEADINGS) as Field[]).find((one) =>
				(HEADINGS[one] as readonly string[]).includes(tidy(text).toLocaleLowerCase("sv")),
			);
			if (field && columns[field] === undefined) columns[field] = column;
		}
		if (columns.area !== undefined && columns.risk !== undefined && columns.measure !== undefined)
			return { row: row.number, columns };
	}
	return null;
}

/**
 * Areas with risks with measures, in the order of the sheet. An empty Verksamhet or Risk means the one above, as where cells have
 * been merged. Throws `PlanRefused`.
 */
export function planFrom(sheet: ReadSheet, fallbackOrigin: string): PlanArea[] {
	const found = findHeadings(sheet);
	if (!found) throw new PlanRefused(["Inget kalkylblad har rubrikerna Verksamhet, Risk och Åtgärd."]);
	const plan = new PlanBuilder(found.columns, fallbackOrigin);
	for (const row of sheet.rows.filter((one) => one.number > found.row)) plan.add(row);
	return plan.done();
}

class PlanBuilder {
	readonly #areas: PlanArea[] = [];
	readonly #problems: string[] = [];
	readonly #seen = new Map<string, number>();
	readonly #columns: Placed;
	readonly #fallbackOrigin: string;
	#area: PlanArea | undefined;
	#risk: PlanRisk | undefined;

	constructor(columns: Placed, fallbackOrigin: string) {
		this.#columns = columns;
		this.#fallbackOrigin = fallbackOrigin;
	}

	add(row: ReadRow): void {
		const problem = this.#read(row);
		if (problem) this.#problems.push(`Rad ${row.number}: ${problem}`);
	}

	/** Null, or what is wrong with the row. */
	#read(row: ReadRow): string | null {
		const cell = (field: Field) => tidy(row.cells.get(this.#columns[field] ?? -1) ?? "");
		const [area, risk, measure] = [cell("area"), cell("risk"), cell("measure")];
		if (area === "" && risk === "" && measure === "") return null;
		for (const field of Object.keys(MAX) as (keyof typeof MAX)[]) {
			if (cell(field).length > MAX[field]) return `${headingOf(field)} har fler än ${MAX[field]} tecken.`;
		}
		if (area !== "") this.#setArea(area);
		if (!this.#area) return "Verksamhet saknas.";
		const problem = risk === "" ? null : this.#setRisk(risk, cell);
		if (problem) return problem;
		if (!this.#risk) return "Risk saknas.";
		const key = [this.#area.name, this.#risk.title, measure].map((text) => text.toLocaleLowerCase("sv")).join("\n");
		const before = this.#seen.get(key);
		if (before !== undefined) return `Samma risk och åtgärd står redan på rad ${before}.`;
		this.#seen.set(key, row.number);
		return measure === "" ? null : this.#addMeasure(measure, cell);
	}

	done(): PlanArea[] {
		if (this.#areas.length === 0 && this.#problems.length === 0) this.#problems.push("Planen har inga rader.");
		if (this.#problems.length > 0) throw new PlanRefused(this.#problems.slice(0, MOST_PROBLEMS));
		return this.#areas;
	}

	#setArea(name: string): void {
		const known = this.#areas.find((one) => one.name === name);
		if (known !== this.#area || known === undefined) this.#risk = undefined;
		this.#area = known ?? { name, risks: [] };
		if (!known) this.#areas.push(this.#area);
	}

	#setRisk(title: string, cell: (field: Field) => string): string | null {
		this.#risk = this.#area!.risks.find((one) => one.title === title);
		if (this.#risk) return null;
		const requirements = requirementsOf(cell("requirements"));
		const scope = wordOf(RISK_SCOPES, cell("scope"), "board");
		this.#risk = {
			title,
			requirements: requirements ?? [],
			scope: scope ?? "board",
			origin: cell("origin") || this.#fallbackOrigin,
			measures: [],
		};
		this.#area!.risks.push(this.#risk);
		if (!requirements) return `Krav ska vara bokstäver a–e, inte ”${cell("requirements")}”.`;
		return scope ? null : `Omfattning ska vara ${Object.values(RISK_SCOPES).join(" eller ")}, inte ”${cell("scope")}”.`;
	}

	#addMeasure(title: string, cell: (field: Field) => string): string | null {
		const kind = wordOf(MEASURE_KINDS, cell("kind"), "action");
		if (!kind) return `Slag ska vara ${Object.values(MEASURE_KINDS).join(", ")}, inte ”${cell("kind")}”.`;
		this.#risk!.measures.push({ title, kind, performer_text: cell("performer_text") });
		return null;
	}
}

function headingOf(field: Field): string {
	const [heading] = HEADINGS[field];
	return heading[0]!.toLocaleUpperCase("sv") + heading.slice(1);
}

/** Returns the text as one line, without invisible characters. */
function tidy(text: string): string {
	return text
		.normalize("NFC")
		.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
		.trim();
}

function wordOf<T extends object>(words: T, text: string, empty: keyof T): keyof T | undefined {
	if (text === "") return empty;
	const found = Object.entries(words).find(([, word]) => (word as string).toLowerCase() === text.toLowerCase());
	return found?.[0] as keyof T | undefined;
}

/** "c, d" → ["c", "d"]; none when empty, undefined when it is something else. */
function requirementsOf(text: string): Requirement[] | undefined {
	const letters = text
		.toLowerCase()
		.split(/[\s,;/]+/)
		.filter((part) => part !== "");
	if (letters.some((letter) => !Object.hasOwn(REQUIREMENTS, letter))) return undefined;
	return [...new Set(letters as Requirement[])].sort();
}
