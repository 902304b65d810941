import { isUndecided } from "../../../db/schema/register/plans.ts";
import type { Db } from "../../../db/open.ts";
import { type BoardVersion, listBoardVersions, listRowOrigins } from "../../../db/queries/register/comparison.ts";
import type { Plan } from "../../../db/queries/register/plans.ts";
import { PLAN_STATUSES } from "../../../db/schema/vocabulary.ts";
import { hrefOf, listChangeRows } from "../decisions/change-rows.ts";
import { type Reading, untilChanged } from "../../ground/remembered/remembered.ts";
import { PLAN_BESIDE } from "../plans/plan-readings.ts";
import { readDecided, readPlanNow } from "../plans/plan-state.ts";
import type { PlanVersion } from "../plans/plan-version.ts";
import type { ComparisonRow, Outcome } from "./columns.ts";
import { type Comparison, comparePlans } from "./compare-plans.ts";

export type Side = BoardVersion & { key: string; label: string };

export interface PlanComparison {
	/** What can be chosen on either side. */
	sides: Side[];
	/** Null: there is no earlier version to compare with. */
	from: Side | null;
	to: Side;
	rows: ComparisonRow[];
}

/** How many rows of each outcome there are, however many fields of a row are changed; null where there is nothing to compare with. */
export function comparisonCounts({
	from,
	rows,
}: {
	from: Side | null;
	rows: readonly Pick<ComparisonRow, "what" | "id">[];
}): (Record<Outcome, number> & { year: number }) | null {
	const ids = { kept: new Set(), changed: new Set(), added: new Set(), dropped: new Set() };
	for (const { what, id } of rows) ids[what].add(id);
	const [kept, changed, added, dropped] = [ids.kept.size, ids.changed.size, ids.added.size, ids.dropped.size];
	return from && { kept, changed, added, dropped, year: from.year };
}

/** The same of a plan against the one it came from, without reading what any row is called. */
export async function countComparison(
	db: Db,
	plan: Plan,
	asked: { to?: string | undefined },
): Promise<ReturnType<typeof comparisonCounts>> {
	const { from, to } = await sidesOf(db, plan, asked);
	if (!from) return null;
	const { changes, kept } = await compared(db, plan.board_id, from, to);
	return comparisonCounts({ from, rows: [...changes, ...kept.map(({ id }) => ({ what: "kept" as const, id }))] });
}

/** Two versions of the plans of a board; what is not asked for is the plan as it stands, and the one it came from. */
export async function readComparison(
	db: Db,
	plan: Plan,
	asked: { from?: string | undefined; to?: string | undefined },
): Promise<PlanComparison> {
	const { sides, from, to } = await sidesOf(db, plan, asked);
	return { sides, from, to, rows: from ? await rowsBetween(db, plan.board_id, from, to) : [] };
}

async function sidesOf(
	db: Db,
	plan: Plan,
	asked: { from?: string | undefined; to?: string | undefined },
): Promise<Omit<PlanComparison, "rows">> {
	const sides = (await listBoardVersions(db, plan.board_id)).map(named);
	const find = (key: string | undefined) => sides.find((side) => side.key === key);
	const standing = {
		plan_id: plan.id,
		year: plan.year,
		status: plan.status,
		number: null,
		decision_id: null,
		decided_on: null,
		digest: null,
	};
	const to = find(asked.to) ?? named(standing);
	return { sides, from: find(asked.from) ?? cameFrom(sides, to), to };
}

function named(version: BoardVersion): Side {
	const { plan_id, year, number, status } = version;
	const standing = isUndecided(status) ? PLAN_STATUSES[status].toLowerCase() : "som den står nu";
	const decided = number === 0 ? "beslutad" : `ändringsbeslut ${number}`;
	return { ...version, key: `${plan_id}.${number ?? "nu"}`, label: `${year}, ${number === null ? standing : decided}` };
}

/** The latest decision before the version; a draft that nobody has decided comes from the latest of an earlier year. */
function cameFrom(sides: readonly Side[], to: Side): Side | null {
	const own = sides.filter((side) => side.plan_id === to.plan_id && side.number !== null);
	const before = own.filter(({ number }) => to.number === null || number! < to.number).at(-1);
	if (before) return before;
	const year = Math.max(...sides.map((side) => side.year).filter((one) => one < to.year));
	const earlier = sides.filter((side) => side.year === year);
	return earlier.findLast(({ number }) => number !== null) ?? earlier[0] ?? null;
}

/** The rows name people and units too. */
const ROWS: Reading<ComparisonRow[]> = {
	kept: 6,
	beside: PLAN_BESIDE.filter((noun) => noun !== "person" && noun !== "unit"),
};

function rowsBetween(db: Db, boardId: string, from: Side, to: Side): Promise<ComparisonRow[]> {
	return untilChanged(db, ROWS, `${boardId} ${from.key} ${to.key}`, () => comparedRows(db, boardId, from, to));
}

async function comparedRows(db: Db, boardId: string, from: Side, to: Side): Promise<ComparisonRow[]> {
	const { changes, kept, reasons, versions } = await compared(db, boardId, from, to);
	const changed = (await listChangeRows(db, { changes, versions })).map((row) => ({
		...row,
		reason: row.what === "dropped" ? (reasons.get(row.id) ?? null) : null,
	}));
	return [...changed, ...kept.map(keptRow)];
}

/** By ids alone. */
const COMPARED: Reading<Comparison> = { kept: 6, beside: PLAN_BESIDE };

function compared(db: Db, boardId: string, from: Side, to: Side): Promise<Comparison> {
	return untilChanged(db, COMPARED, `${boardId} ${from.key} ${to.key}`, async () => {
		const sides = { before: await sideOf(db, from), after: await sideOf(db, to) };
		// within a year each row is the one with its id: all that is asked is why one is gone
		const origins = await listRowOrigins(db, boardId, { gone: from.plan_id === to.plan_id });
		return comparePlans(sides.before, sides.after, origins);
	});
}

async function sideOf(
	db: Db,
	{ year, plan_id, decision_id, digest }: Side,
): Promise<{ year: number; version: PlanVersion }> {
	if (decision_id === null || digest === null) return { year, version: (await readPlanNow(db, plan_id)).version };
	return { year, version: await readDecided(db, { id: decision_id, digest }) };
}

function keptRow({ kind, id, title }: { kind: ComparisonRow["kind"]; id: string; title: string }): ComparisonRow {
	const href = hrefOf({ kind, id });
	return { kind, id, title, href, what: "kept", field: null, before: null, after: null, reason: null };
}
