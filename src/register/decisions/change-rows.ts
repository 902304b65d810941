import type { Db } from "../../../db/open.ts";
import { listNamesIn } from "../../../db/queries/register/plans-decisions.ts";
import {
	FREQUENCIES,
	MEASURE_KINDS,
	POPULATION_KINDS,
	RISK_SCOPES,
	TREATMENTS,
} from "../../../db/schema/vocabulary.ts";
import { formatDate } from "../../ground/calendar/stockholm.ts";
import { paths } from "../../paths/paths.ts";
import { MEASURE_FIELDS } from "../measures/fields.ts";
import { RISK_FIELDS } from "../risks/fields.ts";
import type { ChangeRow } from "./columns.ts";
import type { PlanState } from "../plans/plan-state.ts";
import { type PlanChange, type PlanVersion, partsOnlyIn, type RowKind } from "../plans/plan-version.ts";

type Value = string | number | null;

const labelsOf = (fields: Record<string, { label: string }>) =>
	Object.fromEntries(Object.entries(fields).map(([key, { label }]) => [key, label]));

const LABELS: Record<RowKind, Record<string, string>> = {
	area: { name: "Namn", position: "Plats i planen" },
	risk: { ...labelsOf(RISK_FIELDS), number: "Nummer" },
	measure: { ...labelsOf(MEASURE_FIELDS), risk_id: "Risk", position: "Plats under risken" },
	control: {
		risk_id: "Risk",
		measure_id: "Åtgärd",
		title: "Kontrollmoment",
		method: "Metod",
		frequency: "Frekvens",
		population_kind: "Population",
		sample_size: "Antal att granska",
		reserve_count: "Antal reserver",
		checklist_id: "Checklista",
		due_working_days: "Arbetsdagar till förfallodag",
		units: "Enheter",
		owner_id: "Kontrollansvarig",
		starts_on: "Börjar",
		ended_on: "Slutar",
	},
};

const WORDS: Record<string, Record<string, string>> = {
	scope: RISK_SCOPES,
	treatment: TREATMENTS,
	kind: MEASURE_KINDS,
	frequency: FREQUENCIES,
	population_kind: POPULATION_KINDS,
};

/** The difference between what was decided and what stands, with names for ids and words for codes. */
export async function listChangeRows(
	db: Db,
	{ changes, versions }: Pick<PlanState, "changes" | "versions">,
): Promise<ChangeRow[]> {
	if (!versions) return [];
	const named = changes.flatMap(({ fields }) =>
		Object.entries(fields).flatMap(([field, [before, after]]) => {
			if (field === "units")
				return unitsOf(before, after)
					.flat()
					.map(([id]) => id);
			return field.endsWith("_id") ? [before, after] : [];
		}),
	);
	// many changes name the same few: said once each, however many rows were changed
	const asked = new Set(named.filter((id) => typeof id === "string"));
	const names = await listNamesIn(db, [...asked]);
	for (const version of [versions.decided, versions.now])
		for (const row of rowsOf(version)) if (asked.has(row.id)) names.set(row.id, String(row.title ?? row.name));
	return changes.flatMap((change) => linesOf(change, names));
}

function rowsOf({ areas, risks, measures, controls }: PlanVersion) {
	return [...areas, ...risks, ...measures, ...controls];
}

function linesOf(change: PlanChange, names: ReadonlyMap<string, string>): ChangeRow[] {
	const { kind, id, title, what } = change;
	const line = { kind, id, title, what, href: what === "dropped" ? null : hrefOf(change) };
	if (what !== "changed") return [{ ...line, field: null, before: null, after: null }];
	const text = (field: string, value: string | number | null) => {
		if (value === null || value === "") return null;
		if (field === "requirements") return (JSON.parse(String(value)) as string[]).join(", ");
		return names.get(String(value)) ?? WORDS[field]?.[value] ?? String(value);
	};
	return Object.entries(change.fields).map(([field, [before, after]]) => {
		const [left, come] = field === "units" ? unitsOf(before, after).map((parts) => unitsText(parts, names)) : [];
		return {
			...line,
			field: LABELS[kind][field] ?? field,
			before: left ?? text(field, before),
			after: come ?? text(field, after),
		};
	});
}

/** Only the units that differ: a control may be made at hundreds. */
const unitsOf = (before: Value | undefined, after: Value | undefined) => {
	const [decided, now] = [String(before ?? "[]"), String(after ?? "[]")];
	return [partsOnlyIn(decided, now), partsOnlyIn(now, decided)];
};

const unitsText = (parts: readonly [string, string | null][], names: ReadonlyMap<string, string>) =>
	parts
		.map(([id, last]) => `${names.get(id) ?? id}${last === null ? "" : ` till och med ${formatDate(last)}`}`)
		.join(", ");

/** The page of a row, as far as it has one. */
export function hrefOf({ kind, id }: Pick<PlanChange, "kind" | "id">): string | null {
	if (kind === "risk") return paths.risk(id);
	if (kind === "measure") return paths.measure(id);
	return kind === "control" ? paths.control(id) : null;
}
