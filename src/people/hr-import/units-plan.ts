import { formatDate } from "../../ground/calendar/stockholm.ts";
import type { CodedUnit } from "../../../db/queries/people/hr-import.ts";
import { UNIT_KINDS, type UnitKind } from "../../../db/schema/vocabulary.ts";
import type { HrRows, RefusedRow } from "./read-rows.ts";
import type { HrUnitRow } from "./schema.ts";

/** What the file asks for a unit: added, or changed in name, place or last day. */
export interface UnitAct {
	code: string;
	sentence: string;
	row: HrUnitRow;
	is_new: boolean;
}

export interface UnitsPlan {
	acts: UnitAct[];
	refused: RefusedRow[];
}

const LEVELS = Object.keys(UNIT_KINDS) as UnitKind[];

/** What would happen to the tree. Higher levels come first, so that a unit's new parent is there before it; endings come last, lowest first. */
export function planUnits(file: HrRows<HrUnitRow>, units: readonly CodedUnit[], today: string): UnitsPlan {
	const known = new Map(units.map((unit) => [unit.code, unit]));
	const codeOf = new Map(units.map((unit) => [unit.id, unit.code]));
	const inFile = new Set(file.rows.map((row) => row.code));
	const plan: UnitsPlan = { acts: [], refused: [...file.refused] };
	const seen = new Set<string>();
	for (const { line, ...row } of file.rows) {
		const unit = known.get(row.code);
		if (seen.has(row.code)) plan.refused.push({ line, reason: `Kod: ${row.code} står på flera rader.` });
		else if (row.parent_code !== null && !known.has(row.parent_code) && !inFile.has(row.parent_code))
			plan.refused.push({ line, reason: `Överordnad kod: ${row.parent_code} finns inte.` });
		else if (!unit && row.parent_code === null)
			plan.refused.push({ line, reason: "Överordnad kod: en ny enhet behöver en överordnad." });
		else if (unit || row.ends_on === null || row.ends_on >= today) {
			const sentence = unit
				? changeOf(unit, row, codeOf)
				: `Lägg till ${row.name} (${row.code}) under ${row.parent_code}`;
			if (sentence !== null) plan.acts.push({ code: row.code, sentence, row, is_new: !unit });
		}
		seen.add(row.code);
	}
	const order = ({ row }: UnitAct) =>
		row.ends_on === null ? LEVELS.indexOf(row.kind) : 100 - LEVELS.indexOf(row.kind);
	plan.acts.sort((a, b) => order(a) - order(b));
	return plan;
}

const endOf = (ends_on: string | null) => (ends_on === null ? "ta bort slutdatum" : `avsluta ${formatDate(ends_on)}`);

function changeOf(unit: CodedUnit, row: HrUnitRow, codeOf: ReadonlyMap<string, string>): string | null {
	const parent = unit.parent_id === null ? null : (codeOf.get(unit.parent_id) ?? null);
	const said = [
		unit.name === row.name ? "" : `byt namn till ${row.name}`,
		unit.kind === row.kind ? "" : `ändra nivån till ${UNIT_KINDS[row.kind]}`,
		row.parent_code === null || parent === row.parent_code ? "" : `flytta till ${row.parent_code}`,
		row.ends_on === unit.valid_to ? "" : endOf(row.ends_on),
	].filter(Boolean);
	return said.length === 0 ? null : `${unit.name} (${unit.code}): ${said.join(", ")}`;
}
