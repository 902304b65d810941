import type { RowOrigin } from "../../../db/queries/register/comparison.ts";
import { aYearLater } from "../plans/carry-plan.ts";
import {
	KINDS,
	type PlanChange,
	type PlanRowFacts,
	type PlanVersion,
	planChanges,
	TABLES,
} from "../plans/plan-version.ts";

export interface Comparison {
	changes: PlanChange[];
	/** The rows that are as they were. */
	kept: Pick<PlanChange, "kind" | "id" | "title">[];
	/** Id of a row that is gone → why, where somebody said so. */
	reasons: ReadonlyMap<string, string>;
	/** The two sides, a row with the same id in both: that of the later. */
	versions: { decided: PlanVersion; now: PlanVersion };
}

interface Side {
	year: number;
	version: PlanVersion;
}

const REFERENCES = ["area_id", "risk_id", "measure_id"] as const;

/**
 * Two versions of a board's plans row by row. A row of a later year is the one it was carried from, over as many years as lie
 * between; a control is the one with its key, a verksamhet the one with its name. What only moves with the year (a due date a year later,
 * a control's first day) is no change.
 */
export function comparePlans(before: Side, after: Side, origins: readonly RowOrigin[]): Comparison {
	const earlier = earlierIds(before.version, after.version, origins);
	const standing = new Set(TABLES.flatMap((table) => after.version[table].map(({ id }) => id)));
	const later = new Map([...earlier].flatMap(([id, old]) => (id !== old && standing.has(id) ? [[old, id]] : [])));
	const decided = withIds(before.version, later);
	const now = after.version;
	const changes = planChanges(movedTo({ ...before, version: decided }, after.year), now);
	const touched = new Set(changes.map(({ id }) => id));
	const kept = TABLES.flatMap((table) =>
		now[table]
			.filter(({ id }) => !touched.has(id))
			.map((row) => ({ kind: KINDS[table], id: row.id, title: String(row.title ?? row.name) })),
	);
	const reasons = new Map(
		origins.flatMap(({ id, dropped_reason }) => (dropped_reason ? [[earlier.get(id) ?? id, dropped_reason]] : [])),
	);
	return {
		changes: before.year < after.year ? asWritten(changes, decided) : changes,
		kept,
		reasons,
		versions: { decided, now },
	};
}

/** Id of a row that came after → id of the row it was in the earlier version. */
function earlierIds(before: PlanVersion, after: PlanVersion, origins: readonly RowOrigin[]): Map<string, string> {
	const old = new Set(TABLES.flatMap((table) => before[table].map(({ id }) => id)));
	const byId = new Map(origins.map((row) => [row.id, row]));
	const byKey = new Map(before.controls.flatMap(({ id }) => [[byId.get(id)?.key, id] as const]));
	const byName = new Map(before.areas.map((area) => [area.name, area.id]));
	const found = new Map<string, string>();
	const find = (id: string) => {
		let at: string | null | undefined = id;
		while (at && !old.has(at)) at = byId.get(at)?.carried_from;
		return at ?? byKey.get(byId.get(id)?.key ?? "");
	};
	// dropped rows of the later plan too: they say why what they came from is gone
	for (const id of [...origins.map((row) => row.id), ...after.areas.map((area) => area.id)]) {
		const earlier = find(id);
		if (earlier !== undefined) found.set(id, earlier);
	}
	for (const { id, name } of after.areas) if (!found.has(id) && byName.has(name!)) found.set(id, byName.get(name!)!);
	addRenamedAreas(found, before, after);
	return found;
}

/** A verksamhet under another name is the one that its risks lay in. */
function addRenamedAreas(found: Map<string, string>, before: PlanVersion, after: PlanVersion): void {
	const homes = new Map(before.risks.map((risk) => [risk.id, String(risk.area_id)]));
	const taken = new Set(found.values());
	for (const risk of after.risks) {
		// within a year a risk is the one with its id
		const [area, home] = [String(risk.area_id), homes.get(found.get(risk.id) ?? risk.id)];
		if (home === undefined || found.has(area) || taken.has(home)) continue;
		found.set(area, home);
		taken.add(home);
	}
}

function withIds(version: PlanVersion, ids: ReadonlyMap<string, string>): PlanVersion {
	// within a year every row keeps its id, and a large plan has thousands
	if (ids.size === 0) return version;
	const renamed = (row: PlanRowFacts): PlanRowFacts => {
		const nameOf = (id: string) => ids.get(id) ?? id;
		const references = REFERENCES.filter((name) => typeof row[name] === "string" && nameOf(row[name]) !== row[name]);
		const id = nameOf(row.id);
		if (id === row.id && references.length === 0) return row;
		return { ...row, ...Object.fromEntries(references.map((name) => [name, nameOf(String(row[name]))])), id };
	};
	return mapped(version, (rows) => rows.map(renamed));
}

/** The earlier version as it would stand in `year` if nothing had been decided anew. */
function movedTo({ version, year: from }: Side, year: number): PlanVersion {
	if (year <= from) return version;
	const moved = (value: PlanRowFacts[string] | undefined) => {
		let date = value ?? null;
		for (let n = from; n < year && typeof date === "string"; n++) date = aYearLater(date);
		return date;
	};
	const dated = (row: PlanRowFacts, name: string) => (name in row ? { [name]: moved(row[name]) } : {});
	return {
		...version,
		risks: version.risks.map((row) => ({ ...row, ...dated(row, "treatment_review_on") })),
		measures: version.measures.map((row) => ({ ...row, ...dated(row, "due_on") })),
		controls: version.controls.map((row) => ({ ...row, starts_on: `${year}-01-01` })),
	};
}

/** The changes with the earlier values as they were written, not moved by a year. */
function asWritten(changes: readonly PlanChange[], decided: PlanVersion): PlanChange[] {
	const rows = new Map(TABLES.flatMap((table) => decided[table].map((row) => [row.id, row])));
	return changes.map((change) => {
		const row = rows.get(change.id);
		if (!row) return change;
		const fields = Object.entries(change.fields).map(([name, [, value]]) => [name, [row[name] ?? null, value]]);
		return { ...change, fields: Object.fromEntries(fields) };
	});
}

function mapped(version: PlanVersion, change: (rows: PlanRowFacts[]) => PlanRowFacts[]): PlanVersion {
	const { areas, risks, measures, controls } = version;
	return { areas: change(areas), risks: change(risks), measures: change(measures), controls: change(controls) };
}
