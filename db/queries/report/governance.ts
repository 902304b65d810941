import type { Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type {
	GovernanceFigureTable,
	GovernanceItemTable,
	GovernanceStatusTable,
} from "../../schema/report/governance.ts";
import type { GovernanceKind } from "../../schema/report/words.ts";
import { grouped } from "../ground/tables.ts";
import type { Period } from "./periods.ts";

export type GovernanceStatusRow = Selectable<GovernanceStatusTable> & { writer: string };
export type GovernanceFigure = Pick<
	Selectable<GovernanceFigureTable>,
	"id" | "label" | "year" | "unit" | "value" | "version"
>;

/** What an earlier report of the year says of a row, the oldest first. */
export interface EarlierOutcome {
	period: string;
	cut_off: string;
	outcome_ore: number | null;
	forecast_ore: number | null;
	reported_back_on: string | null;
}

/** A row of the plan with what the report, and those before it, say of it. */
export interface GovernanceRow extends Selectable<GovernanceItemTable> {
	owner: string | null;
	org_unit: string | null;
	parent: string | null;
	/** The row whose budget it shares. */
	same_as: string | null;
	figures: GovernanceFigure[];
	/** Of the report that it is read for. */
	cut_off: string;
	reported: GovernanceStatusRow | null;
	earlier: EarlierOutcome[];
}

type Scope = Pick<Period, "id" | "board_id" | "year" | "cut_off">;

/** Of the plan's order: goals and assignments with what belongs to each, then the economy. */
const ROOTS: readonly GovernanceKind[] = ["goal", "assignment", "economy"];

/** All rows of the report's plan year. No other year's row is ever read for it. */
export async function listGovernance(
	db: Db,
	period: Scope,
	filter: { kind?: GovernanceKind | undefined; item_id?: string | undefined } = {},
): Promise<GovernanceRow[]> {
	const items = await db
		.selectFrom("governance_items")
		.leftJoin("people as owner", "owner.id", "governance_items.owner_id")
		.leftJoin("org_units", "org_units.id", "governance_items.org_unit_id")
		.leftJoin("governance_items as parent", "parent.id", "governance_items.parent_id")
		.leftJoin("governance_items as same", "same.id", "governance_items.same_as_id")
		.selectAll("governance_items")
		.select(["owner.name as owner", "org_units.name as org_unit", "parent.title as parent", "same.title as same_as"])
		.where("governance_items.board_id", "=", period.board_id)
		.where("governance_items.year", "=", period.year)
		.$if(filter.kind !== undefined, (q) => q.where("governance_items.kind", "=", filter.kind!))
		.$if(filter.item_id !== undefined, (q) => q.where("governance_items.id", "=", filter.item_id!))
		.orderBy("governance_items.position")
		.execute();
	const figures = grouped(await listFigures(db, period), (figure) => figure.item_id);
	const reported = new Map((await listStatuses(db, period)).map((status) => [status.item_id, status]));
	const earlier = grouped(await listEarlier(db, period), (one) => one.item_id);
	return inPlanOrder(items).map((item) => ({
		...item,
		cut_off: period.cut_off,
		figures: (figures.get(item.id) ?? []).map(({ item_id: _, ...figure }) => figure),
		reported: reported.get(item.id) ?? null,
		earlier: (earlier.get(item.id) ?? []).map(({ item_id: _, ...one }) => one),
	}));
}

/** Each row with those that belong to it: of a goal or an assignment after it, of a sum before it, as tables are printed. */
function inPlanOrder<Row extends Pick<GovernanceItemTable, "id" | "kind" | "parent_id">>(rows: readonly Row[]): Row[] {
	const known = new Set(rows.map((row) => row.id));
	const below = grouped(rows, (row) => row.parent_id ?? "");
	const tree = (row: Row): Row[] => {
		const parts = (below.get(row.id) ?? []).flatMap(tree);
		return row.kind === "economy" ? [...parts, row] : [row, ...parts];
	};
	const roots = rows.filter((row) => row.parent_id === null || !known.has(row.parent_id));
	const order = (row: Row) => ROOTS.indexOf(row.kind);
	return roots.sort((a, b) => order(a) - order(b)).flatMap(tree);
}

function listFigures(db: Db, { board_id, year }: Scope): Promise<(GovernanceFigure & { item_id: string })[]> {
	return db
		.selectFrom("governance_figures")
		.innerJoin("governance_items", "governance_items.id", "governance_figures.item_id")
		.select(["governance_figures.id", "governance_figures.item_id", "governance_figures.label"])
		.select(["governance_figures.year", "governance_figures.unit", "governance_figures.value"])
		.select("governance_figures.version")
		.where("governance_items.board_id", "=", board_id)
		.where("governance_items.year", "=", year)
		.orderBy("governance_figures.id")
		.execute();
}

function listStatuses(db: Db, period: Scope): Promise<GovernanceStatusRow[]> {
	return db
		.selectFrom("governance_statuses")
		.innerJoin("people as writer", "writer.id", "governance_statuses.written_by")
		.selectAll("governance_statuses")
		.select("writer.name as writer")
		.where("period_id", "=", period.id)
		.execute();
}

/** What the year's reports with an earlier cut-off say in numbers and days. */
function listEarlier(db: Db, period: Scope): Promise<(EarlierOutcome & { item_id: string })[]> {
	return db
		.selectFrom("governance_statuses")
		.innerJoin("reporting_periods", "reporting_periods.id", "governance_statuses.period_id")
		.select(["governance_statuses.item_id", "reporting_periods.name as period"])
		.select(["reporting_periods.cut_off", "governance_statuses.reported_back_on"])
		.select(["governance_statuses.outcome_ore", "governance_statuses.forecast_ore"])
		.where("reporting_periods.board_id", "=", period.board_id)
		.where("reporting_periods.year", "=", period.year)
		.where("reporting_periods.cut_off", "<", period.cut_off)
		.where((eb) =>
			eb.or((["outcome_ore", "forecast_ore", "reported_back_on"] as const).map((said) => eb(said, "is not", null))),
		)
		.orderBy("reporting_periods.cut_off")
		.execute();
}

export async function nextGovernancePosition(
	db: Db,
	{ board_id, year }: Pick<Period, "board_id" | "year">,
	kind: GovernanceKind,
): Promise<number> {
	const row = await db
		.selectFrom("governance_items")
		.select((eb) => eb.fn.max("position").as("last"))
		.where("board_id", "=", board_id)
		.where("year", "=", year)
		.where("kind", "=", kind)
		.executeTakeFirst();
	return Number(row?.last ?? 0) + 1;
}

/** Whether anything in numbers is written of a row, in the plan or in any report. */
export async function hasNumbers(db: Db, itemId: string): Promise<boolean> {
	const item = await db
		.selectFrom("governance_items")
		.select("id")
		.where("id", "=", itemId)
		.where((eb) =>
			eb.or([
				eb("budget_ore", "is not", null),
				eb.exists(eb.selectFrom("governance_figures").select("item_id").where("item_id", "=", itemId)),
				eb.exists(
					eb
						.selectFrom("governance_statuses")
						.select("item_id")
						.where("item_id", "=", itemId)
						.where((said) => said.or([said("outcome_ore", "is not", null), said("forecast_ore", "is not", null)])),
				),
			]),
		)
		.executeTakeFirst();
	return item !== undefined;
}
