import { expressionBuilder, type Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { DeviationTable } from "../../schema/checks/deviations.ts";
import { COUNTED_DEVIATIONS, type DeviationStatus, OPEN_DEVIATIONS, type Severity } from "../../schema/vocabulary.ts";
import { type AskedOrder, orderTerm } from "../ground/tables-orders.ts";
import { DEVIATION_ORDERS, hasWords } from "./deviations-orders.ts";
import type { Page } from "../ground/tables.ts";
import { isWithin, NOWHERE, type UnitReach, unitsBelow, unitsWithin } from "../people/units.ts";

/** A deviation with the names it is read by. */
export interface Deviation extends Selectable<DeviationTable> {
	unit_name: string;
	risk_number: number;
	risk_title: string;
	owner_name: string | null;
	found_by_name: string;
	closed_by_name: string | null;
	period_key: string | null;
	question_text: string | null;
	item_position: number | null;
	voucher_no: string | null;
	supplier_name: string | null;
	amount_ore: number | null;
}

function deviations(db: Db) {
	return db
		.selectFrom("deviations as deviation")
		.innerJoin("org_units as unit", "unit.id", "deviation.unit_id")
		.innerJoin("risks as risk", "risk.id", "deviation.risk_id")
		.innerJoin("people as finder", "finder.id", "deviation.found_by")
		.leftJoin("people as owner", "owner.id", "deviation.owner_id")
		.leftJoin("people as closer", "closer.id", "deviation.closed_by")
		.leftJoin("control_runs as run", "run.id", "deviation.run_id")
		.leftJoin("check_questions as question", "question.id", "deviation.question_id")
		.leftJoin("sample_items as item", "item.id", "deviation.item_id")
		.leftJoin("ledger_rows as line", "line.id", "item.line_id")
		.selectAll("deviation")
		.select(["unit.name as unit_name", "risk.number as risk_number", "risk.title as risk_title"])
		.select(["owner.name as owner_name", "finder.name as found_by_name", "closer.name as closed_by_name"])
		.select(["run.period_key", "question.text as question_text", "item.position as item_position"])
		.select(["line.voucher_no", "line.supplier_name", "line.amount_ore"]);
}

export function findDeviation(db: Db, id: string): Promise<Deviation | undefined> {
	return deviations(db).where("deviation.id", "=", id).executeTakeFirst();
}

export interface DeviationFilter {
	reach: UnitReach;
	/** `unfinished`: open or handled, that is, not yet finished. `counted`: all but those taken back. */
	status?: DeviationStatus | "unfinished" | "counted" | undefined;
	severity?: Severity | undefined;
	/** Only this unit and what is below it. */
	unit_id?: string | undefined;
	/** Instants: from, and before. */
	found?: Instants | undefined;
	closed?: Instants | undefined;
	/** Only those whose plan has no day. */
	undated?: boolean | undefined;
	/** Lists only deviations that this person owns or found. */
	person_id?: string | undefined;
	/** Only these, of those within reach. */
	ids?: readonly string[] | undefined;
	/** Words of what was found, where, who answers for it, or the supplier. */
	text?: string | undefined;
	order?: AskedOrder | undefined;
	page?: Page | undefined;
}

export interface Instants {
	from?: string | undefined;
	before?: string | undefined;
}

/** Of a query that has the deviations as `deviation`, whatever it is joined with. */
export function deviationConditions(filter: DeviationFilter) {
	const eb = expressionBuilder<{ deviation: DeviationTable }, "deviation">();
	const within = unitsWithin(filter.reach);
	const { status, person_id, found, closed } = filter;
	const below = unitsBelow(filter.reach, filter.unit_id);
	// what was found or closed in a time is few rows among many units
	const is_timed = found?.from !== undefined || closed?.from !== undefined;
	return [
		...(within ? [is_timed ? isWithin(within, "deviation.unit_id") : eb("deviation.unit_id", "in", within)] : []),
		...(status === "unfinished" ? [eb("deviation.status", "in", OPEN_DEVIATIONS)] : []),
		...(status === "counted" ? [eb("deviation.status", "in", COUNTED_DEVIATIONS)] : []),
		...(status !== undefined && status !== "unfinished" && status !== "counted"
			? [eb("deviation.status", "=", status)]
			: []),
		...(filter.severity ? [eb("deviation.severity", "=", filter.severity)] : []),
		...(below ? [eb("deviation.unit_id", "in", below)] : []),
		...(found?.from ? [eb("deviation.found_at", ">=", found.from)] : []),
		...(found?.before ? [eb("deviation.found_at", "<", found.before)] : []),
		...(closed?.from ? [eb("deviation.closed_at", ">=", closed.from)] : []),
		...(closed?.before ? [eb("deviation.closed_at", "<", closed.before)] : []),
		...(filter.undated ? [eb("deviation.due_on", "is", null)] : []),
		...(filter.ids ? [eb("deviation.id", "in", [...filter.ids, ""])] : []),
		...(filter.text ? [hasWords(filter.text)] : []),
		...(person_id ? [eb.or([eb("deviation.owner_id", "=", person_id), eb("deviation.found_by", "=", person_id)])] : []),
	];
}

/** The newest first, or as asked, with the number to settle what is equal. The page is chosen first; only what it shows is joined. */
export async function listDeviations(db: Db, filter: DeviationFilter): Promise<Deviation[]> {
	const { order, page } = filter;
	const chosen = order ? deviations(db) : db.selectFrom("deviations as deviation");
	const ids = (chosen as ReturnType<typeof deviations>)
		.clearSelect()
		.select("deviation.id")
		.where((eb) => eb.and(deviationConditions(filter)))
		.$if(order !== undefined, (q) => q.orderBy(orderTerm(DEVIATION_ORDERS, order!)))
		.orderBy("deviation.number", "desc")
		.$if(page !== undefined, (q) => q.limit(page!.limit).offset(page!.offset));
	const shown = (of: typeof ids | string[]) =>
		deviations(db)
			.where("deviation.id", "in", of as typeof ids)
			.$if(order !== undefined, (q) => q.orderBy(orderTerm(DEVIATION_ORDERS, order!)))
			.orderBy("deviation.number", "desc")
			.execute();
	if (page === undefined || page.limit > ASKED_BY_ID) return shown(ids);
	// the ten joins are planned once for a page's ids, and would be each time for the branches of whoever looks
	const found = (await ids.execute()).map(({ id }) => id);
	return found.length === 0 ? [] : shown(found);
}

/** A page has no more rows than this; a file's lots have, and are one question. */
const ASKED_BY_ID = 100;

export async function countDeviations(db: Db, filter: DeviationFilter): Promise<number> {
	const row = await db
		.selectFrom("deviations as deviation")
		.where((eb) => eb.and(deviationConditions(filter)))
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}

/** What the purchases cost that deviations were found in: each purchase once, however much was wrong with it. */
export async function sumDeviations(db: Db, filter: DeviationFilter): Promise<number> {
	const row = await db
		.selectFrom("sample_items as item")
		.innerJoin("ledger_rows as line", "line.id", "item.line_id")
		.select((eb) => eb.fn.sum<number | null>("line.amount_ore").as("sum_ore"))
		.where("item.id", "in", (q) =>
			q
				.selectFrom("deviations as deviation")
				.select("deviation.item_id")
				.where("deviation.item_id", "is not", null)
				.where((eb) => eb.and(deviationConditions(filter))),
		)
		.executeTakeFirstOrThrow();
	return Number(row.sum_ore ?? 0);
}

/** The deviations a run led to, withdrawn ones among them. */
export function listDeviationsOfRun(db: Db, runId: string): Promise<Deviation[]> {
	return deviations(db).where("deviation.run_id", "=", runId).orderBy("deviation.number").execute();
}

export type DeviationOfItem = Selectable<DeviationTable>;

export function listDeviationsOfItem(db: Db, itemId: string): Promise<DeviationOfItem[]> {
	return db.selectFrom("deviations").selectAll().where("item_id", "=", itemId).execute();
}

/** The deviation of one answered question, whatever has become of it. */
export function findDeviationOf(
	db: Db,
	itemId: string,
	questionId: string,
): Promise<Selectable<DeviationTable> | undefined> {
	return db
		.selectFrom("deviations")
		.selectAll()
		.where("item_id", "=", itemId)
		.where("question_id", "=", questionId)
		.executeTakeFirst();
}

export async function nextDeviationNumber(db: Db): Promise<number> {
	const row = await db
		.selectFrom("deviations")
		.select((eb) => eb.fn.max<number | null>("number").as("last"))
		.executeTakeFirstOrThrow();
	return (row.last ?? 0) + 1;
}

/** The unit's chef on a day, who owns its deviations until somebody else is named. */
export function findManager(db: Db, unitId: string, today: string): Promise<{ id: string; name: string } | undefined> {
	return db
		.selectFrom("roles")
		.innerJoin("people", "people.id", "roles.person_id")
		.select(["people.id", "people.name"])
		.where("roles.role", "=", "manager")
		.where("roles.unit_id", "=", unitId)
		.where("roles.substitute_for", "is", null)
		.where("roles.valid_from", "<=", today)
		.where((eb) => eb.or([eb("roles.valid_to", "is", null), eb("roles.valid_to", ">=", today)]))
		.where("people.ended_at", "is", null)
		.orderBy("roles.valid_from")
		.executeTakeFirst();
}

/** Risks of the plans in force whose board answers for one of the units, or lies within reach. */
function riskOptions(db: Db, units: readonly string[], reach: UnitReach) {
	const within = unitsWithin(reach);
	return db
		.selectFrom("risks as risk")
		.innerJoin("plans as plan", "plan.id", "risk.plan_id")
		.innerJoin("boards as board", "board.id", "plan.board_id")
		.select(["risk.id", "risk.number", "risk.title"])
		.where("plan.status", "=", "in_force")
		.where("risk.dropped_reason", "is", null)
		.$if(within !== undefined, (q) =>
			q.where((eb) => eb.or([eb("board.unit_id", "in", [...units, ""]), eb("board.unit_id", "in", within!)])),
		);
}

/** For a form: `units` are those whose boards answer for the person's own units. */
export function listRiskOptions(db: Db, units: readonly string[], reach: UnitReach) {
	return riskOptions(db, units, reach).orderBy("risk.number").execute();
}

/** The same rule for the id a form brought, for one unit: its `path` is its id followed by its ancestors'. */
export function findRiskOption(db: Db, path: readonly string[], id: string) {
	return riskOptions(db, path, NOWHERE).where("risk.id", "=", id).executeTakeFirst();
}
