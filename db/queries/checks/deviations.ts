import type { ExpressionBuilder, Selectable } from "kysely";
import type { Db } from "../../open.ts";
import type { DeviationTable } from "../../schema/checks/deviations.ts";
import {
	type CauseCode,
	COUNTED_DEVIATIONS,
	type DeviationStatus,
	OPEN_DEVIATIONS,
	type Severity,
} from "../../schema/vocabulary.ts";
import type { Page } from "../ground/tables.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";

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
		.leftJoin("ledger_lines as line", "line.id", "item.line_id")
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
	page?: Page | undefined;
}

export interface Instants {
	from?: string | undefined;
	before?: string | undefined;
}

export function deviationConditions(
	eb: ExpressionBuilder<{ deviation: DeviationTable }, "deviation">,
	filter: DeviationFilter,
) {
	const within = unitsWithin(filter.reach);
	const { status, person_id, found, closed } = filter;
	const below = filter.unit_id ? unitsWithin({ own: [], branch: [filter.unit_id] }) : undefined;
	return [
		...(within ? [eb("deviation.unit_id", "in", within)] : []),
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
		...(person_id ? [eb.or([eb("deviation.owner_id", "=", person_id), eb("deviation.found_by", "=", person_id)])] : []),
	];
}

/** The newest first. The page is chosen among the deviations alone; only what it shows is joined. */
export function listDeviations(db: Db, filter: DeviationFilter): Promise<Deviation[]> {
	const chosen = db
		.selectFrom("deviations as deviation")
		.select("deviation.id")
		.where((eb) => eb.and(deviationConditions(eb, filter)))
		.orderBy("deviation.number", "desc")
		.$if(filter.page !== undefined, (q) => q.limit(filter.page!.limit).offset(filter.page!.offset));
	return deviations(db).where("deviation.id", "in", chosen).orderBy("deviation.number", "desc").execute();
}

export async function countDeviations(db: Db, filter: DeviationFilter): Promise<number> {
	const row = await db
		.selectFrom("deviations as deviation")
		.where((eb) => eb.and(deviationConditions(eb, filter)))
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
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

const NOWHERE: UnitReach = { own: [], branch: [] };

/** For a form: `units` are those whose boards answer for the person's own units. */
export function listRiskOptions(db: Db, units: readonly string[], reach: UnitReach) {
	return riskOptions(db, units, reach).orderBy("risk.number").execute();
}

/** The same rule for the id a form brought, for one unit: its `path` is its id followed by its ancestors'. */
export function findRiskOption(db: Db, path: readonly string[], id: string) {
	return riskOptions(db, path, NOWHERE).where("risk.id", "=", id).executeTakeFirst();
}

export interface News {
	id: string;
	number: number;
	title: string;
	status: DeviationStatus;
	plan: string;
	effect_check: string;
	cause_code: CauseCode | null;
	/** When the last step was taken, and by whom. */
	at: string;
	by: string;
}

/** What has become of the deviations a person found, newest first: whoever did the check learns that it mattered. */
export async function listNewsForFinder(db: Db, personId: string, since: string, limit = 20): Promise<News[]> {
	return db
		.selectFrom("deviations as deviation")
		.innerJoin("events as event", (join) =>
			join.onRef("event.object_id", "=", "deviation.id").on("event.object_kind", "=", "deviation"),
		)
		.select(["deviation.id", "deviation.number", "deviation.title", "deviation.status", "deviation.plan"])
		.select(["deviation.effect_check", "deviation.cause_code", "event.at", "event.actor_name as by"])
		.where("deviation.found_by", "=", personId)
		.where("event.type", "in", ["deviation.handled", "deviation.closed"])
		.where("event.at", ">=", since)
		.where((eb) => eb.or([eb("event.actor_id", "!=", personId), eb("event.actor_id", "is", null)]))
		.orderBy("event.seq", "desc")
		.limit(limit)
		.execute();
}
