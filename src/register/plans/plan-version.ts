import { DECIDED, type DecidedContents, type PlanContents } from "../../../db/queries/register/plans-contents.ts";
import { grouped } from "../../../db/queries/ground/tables.ts";
import { type Changes, changesBetween } from "../../ground/write/events/changes.ts";

/** The kinds of row a plan has, as the board sees them. */
export type RowKind = "area" | "risk" | "measure" | "control";

type Value = string | number | null;
export type PlanRowFacts = { id: string } & Record<string, Value>;

/** The content that the board decides. Status, effect and runs are left out: they are followed up and not decided. */
export interface PlanVersion {
	areas: PlanRowFacts[];
	risks: PlanRowFacts[];
	measures: PlanRowFacts[];
	controls: PlanRowFacts[];
}

/** The tables of a version, and what a row of each is. */
export const KINDS = { areas: "area", risks: "risk", measures: "measure", controls: "control" } as const;
type Table = keyof PlanVersion;
export const TABLES = Object.keys(KINDS) as Table[];

function factsOf(row: { id: string }, columns: readonly string[]): PlanRowFacts {
	const facts = row as unknown as Record<string, Value>;
	return { id: row.id, ...Object.fromEntries(columns.map((column) => [column, facts[column] ?? null])) };
}

/** The plan as it stands, from everything that is known of it. */
export function versionOf(contents: PlanContents): PlanVersion {
	const decided = Object.fromEntries(
		TABLES.map((table) => [table, contents[table].map((row) => factsOf(row, DECIDED[table]))]),
	) as unknown as DecidedContents;
	return standingVersion({ ...decided, control_units: contents.control_units });
}

/** The plan as it stands. Who performs and reviews at a unit is left out: the board decides where a control is made, not by whom. */
export function standingVersion({ controls, control_units, ...others }: DecidedContents): PlanVersion {
	const units = grouped(control_units, (one) => one.control_id);
	return {
		...(others as unknown as Omit<PlanVersion, "controls">),
		controls: (controls as unknown as PlanRowFacts[]).map((row) => ({
			...row,
			units: JSON.stringify((units.get(row.id) ?? []).map(partOf).sort()),
		})),
	};
}

/** A unit that takes part, and until when once that is said. */
const partOf = ({ unit_id, valid_to }: DecidedContents["control_units"][number]) =>
	valid_to === null ? unit_id : `${unit_id} ${valid_to}`;

/** The parts of the first list of units that are not in the second: the id of each unit, and its last day or null. */
export function partsOnlyIn(list: string, other: string): [string, string | null][] {
	const known = new Set(JSON.parse(other) as string[]);
	return (JSON.parse(list) as string[])
		.filter((part) => !known.has(part))
		.map((part) => [part.split(" ")[0]!, part.split(" ")[1] ?? null]);
}

export interface PlanChange {
	kind: RowKind;
	id: string;
	title: string;
	what: "changed" | "added" | "dropped";
	/** Of a changed row: field → [before, after]. */
	fields: Changes;
	/** The row that must show the change too: the parent of a control, or the place where a removed row stood. */
	under: string | null;
}

/** What differs between the version the board decided and the plan as it stands. */
export function planChanges(decided: PlanVersion, now: PlanVersion): PlanChange[] {
	return TABLES.flatMap((table) => {
		const before = new Map(decided[table].map((row) => [row.id, row]));
		const after = new Set(now[table].map((row) => row.id));
		const change = (row: PlanRowFacts, what: PlanChange["what"], fields: Changes = {}): PlanChange => ({
			kind: KINDS[table],
			id: row.id,
			title: String(row.title ?? row.name),
			what,
			fields,
			under: table === "controls" || what === "dropped" ? placeOf(row) : null,
		});
		const standing = now[table].flatMap((row): PlanChange[] => {
			const old = before.get(row.id);
			if (!old) return [change(row, "added")];
			const fields = changesBetween(old, row);
			return Object.keys(fields).length > 0 ? [change(row, "changed", fields)] : [];
		});
		return [...standing, ...decided[table].filter((row) => !after.has(row.id)).map((row) => change(row, "dropped"))];
	});
}

function placeOf(row: PlanRowFacts): string | null {
	return (row.measure_id ?? row.risk_id ?? row.area_id ?? null) as string | null;
}

/** How a row of a decided plan is marked, on page, workbook and paper. */
export const MARKS = { changed: "ändrad efter beslut", added: "tillagd efter beslut" } as const;
export type Mark = keyof typeof MARKS;
export type Marks = Readonly<Record<string, Mark>>;

/** Row id → its mark. */
export function marksOf(changes: readonly PlanChange[]): Marks {
	const marks: Record<string, Mark> = {};
	for (const { under } of changes) if (under !== null) marks[under] = "changed";
	for (const { id, what } of changes) if (what !== "dropped") marks[id] = what;
	return marks;
}

/**
 * Returns the mark for a line of the plan from the rows it shows: added when the last of them is new, changed when any of them
 * is changed.
 */
export function lineMark(marks: Marks, ids: readonly (string | null)[]): string | null {
	const own = ids.flatMap((id) => (id !== null && marks[id]) || []);
	if (own.length === 0) return null;
	const last = ids.findLast((id) => id !== null)!;
	return marks[last] === "added" ? MARKS.added : MARKS.changed;
}
