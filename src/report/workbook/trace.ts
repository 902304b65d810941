import type { Db } from "../../../db/open.ts";
import { countItemsOfRuns, listItemOrder } from "../../../db/queries/report/workbook-rows.ts";
import type { ReportScope } from "../../../db/queries/report/periods-membership.ts";
import { listReportRuns } from "../../../db/queries/report/workbook.ts";
import { FIRST_ROW } from "../../ground/tables/printed-sheet.ts";
import { type ReportContent, toldDeviations } from "./report-content.ts";

/** The row under the headings of every list. */
const FIRST = FIRST_ROW;
const RUNS_AT_A_TIME = 200;

/**
 * Where in the workbook each thing stands, so that a reader can go from a sum to the control, its drawn items and their evidence,
 * and back. Row numbers are known before the sheets are written, since each sheet's order is.
 */
export interface Trace {
	/** By control and month: its row on Kontroller, and its first row on Stickprov. */
	controlRow(of: { control_id: string; month: string }): number | undefined;
	firstItemRow(of: { control_id: string; month: string }): number | undefined;
	/** How many items were drawn for a control and month. */
	drawn(of: { control_id: string; month: string }): number;
	/** The run that begins at this row of Stickprov. */
	isFirstOfRun(runId: string, row: number): boolean;
	/** Rows on Stickprov of the items that something points at. */
	itemRow(itemId: string | null): number | undefined;
	deviationRow(deviationId: string): number | undefined;
	/** The first file of an item, on Underlag. */
	evidenceRow(parentId: string): number | undefined;
	/** How many rows Stickprov has under its headings. */
	items: number;
}

export async function traceOf(db: Db, scope: ReportScope, content: ReportContent): Promise<Trace> {
	const runs = await listReportRuns(db, scope);
	const counts = new Map((await countItemsOfRuns(db, scope)).map(({ run_id, n }) => [run_id, n]));
	const runRows = new Map<string, number>();
	const monthRows = new Map<string, number>();
	const drawn = new Map<string, number>();
	let next = FIRST;
	for (const run of runs) {
		const count = counts.get(run.id) ?? 0;
		if (count === 0) continue;
		runRows.set(run.id, next);
		drawn.set(monthKey(run), (drawn.get(monthKey(run)) ?? 0) + count);
		if (!monthRows.has(monthKey(run))) monthRows.set(monthKey(run), next);
		next += count;
	}
	const wanted = new Set([
		...content.deviations.flatMap((row) => row.item_id ?? []),
		...content.evidence.flatMap((row) => (row.parent_kind === "sample_item" ? row.parent_id : [])),
	]);
	const itemRows = await rowsOfItems(db, runRows, wanted);
	const controlRows = positions(content.numbers.control_months.map(monthKey));
	const deviationRows = positions(toldDeviations(content).map((row) => row.id));
	const evidenceRows = positions(content.evidence.map((row) => row.parent_id));
	return {
		controlRow: (of) => controlRows.get(monthKey(of)),
		drawn: (of) => drawn.get(monthKey(of)) ?? 0,
		firstItemRow: (of) => monthRows.get(monthKey(of)),
		isFirstOfRun: (runId, row) => runRows.get(runId) === row,
		itemRow: (itemId) => (itemId === null ? undefined : itemRows.get(itemId)),
		deviationRow: (id) => deviationRows.get(id),
		evidenceRow: (id) => evidenceRows.get(id),
		items: next - FIRST,
	};
}

export function monthKey({ control_id, month }: { control_id: string; month: string }): string {
	return `${control_id} ${month}`;
}

/** Where each stands first. */
function positions(keys: readonly string[]): ReadonlyMap<string, number> {
	const rows = new Map<string, number>();
	for (const [index, key] of keys.entries()) if (!rows.has(key)) rows.set(key, index + FIRST);
	return rows;
}

async function rowsOfItems(
	db: Db,
	runRows: ReadonlyMap<string, number>,
	wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, number>> {
	const rows = new Map<string, number>();
	if (wanted.size === 0) return rows;
	const ids = [...runRows.keys()];
	for (let from = 0; from < ids.length; from += RUNS_AT_A_TIME) {
		const nth = new Map<string, number>();
		for (const item of await listItemOrder(db, ids.slice(from, from + RUNS_AT_A_TIME))) {
			const before = nth.get(item.run_id) ?? 0;
			if (wanted.has(item.id)) rows.set(item.id, runRows.get(item.run_id)! + before);
			nth.set(item.run_id, before + 1);
		}
	}
	return rows;
}
