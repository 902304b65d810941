import type { Compilable } from "kysely";
import { keptQuery } from "../../kept-query.ts";
import type { Db } from "../../open.ts";
import type { RunPart } from "../../schema/checks/runs-state.ts";
import type { PopulationKind, RunResult, RunStatus } from "../../schema/vocabulary.ts";
import { type AskedOrder, orderTerm } from "../ground/tables-orders.ts";
import type { Page } from "../ground/tables.ts";
import { isWithin, type UnitReach, unitsBelow, unitsWithin } from "../people/units.ts";
import { hasWord, runOrders } from "./runs-orders.ts";
import { isOfPart } from "./runs-parts.ts";

/** A kontrolltillfälle as lists show it. One run with everything around it: `findRun` in samples.ts. */
export interface RunRow {
	id: string;
	control_id: string;
	control_title: string;
	unit_id: string;
	unit_name: string;
	period_key: string;
	first_day: string;
	last_day: string;
	due_on: string;
	status: RunStatus;
	population_kind: PopulationKind;
	population_n: number | null;
	performer_id: string | null;
	performer_name: string | null;
	reviewer_id: string | null;
	reviewer_name: string | null;
	result: RunResult | null;
	result_reason: string;
	signed_at: string | null;
	is_late: number;
	reviewed_at: string | null;
	version: number;
}

export interface RunFilter {
	reach: UnitReach;
	/** Only this unit and what is below it. */
	unit_id?: string | undefined;
	control_id?: string | undefined;
	risk_id?: string | undefined;
	period_key?: string | undefined;
	/** The plan year. */
	year?: number | undefined;
	statuses?: readonly RunStatus[] | undefined;
	/** Only what stands so on a day: see `isOfPart`. Several parts are taken together. */
	parts?: { of: readonly RunPart[]; on: string } | undefined;
	/** Days that hold the last day of the run's period, its due day, and the instant of its signature. */
	ends?: Span | undefined;
	due?: Span | undefined;
	signed?: Span | undefined;
	/** Only these, of those within reach. */
	ids?: readonly string[] | undefined;
	performers?: readonly string[] | undefined;
	reviewers?: readonly string[] | undefined;
	/** `strip`: control, unit, period (default). `newest`: last period first. `due`: what is due first. */
	order?: "strip" | "newest" | "due" | undefined;
	/** A column of the list instead, and the day its states are told on. */
	sort?: (AskedOrder & { today: string }) | undefined;
	/** Words of the control, the unit or the performer. */
	text?: string | undefined;
	page?: Page | undefined;
}

/** From, and up to and with (an instant: before). */
export interface Span {
	from?: string | undefined;
	to?: string | undefined;
}

/** The controls of a risk or of a plan year. */
function controlsOf(db: Db, { risk_id, year }: RunFilter) {
	return db
		.selectFrom("controls")
		.innerJoin("plans", "plans.id", "controls.plan_id")
		.select("controls.id")
		.$if(risk_id !== undefined, (q) => q.where("controls.risk_id", "=", risk_id!))
		.$if(year !== undefined, (q) => q.where("plans.year", "=", year!));
}

/** The filter without joins, so that a count reads the runs alone. */
export function filteredRuns(db: Db, filter: RunFilter) {
	const within = unitsWithin(filter.reach);
	const below = unitsBelow(filter.reach, filter.unit_id);
	// Newest first is read along the index on days until the page is full. A condition on a list of units would make the
	// planner read all their runs and sort them.
	const walksDays =
		filter.signed !== undefined ||
		(filter.order === "newest" && filter.page !== undefined && filter.text === undefined);
	return db
		.selectFrom("control_runs as run")
		.$if(within !== undefined && walksDays, (q) => q.where(isWithin(within!, "run.unit_id")))
		.$if(within !== undefined && !walksDays, (q) => q.where("run.unit_id", "in", within!))
		.$if(below !== undefined, (q) => q.where("run.unit_id", "in", below!))
		.$if(filter.control_id !== undefined, (q) => q.where("run.control_id", "=", filter.control_id!))
		.$if(filter.risk_id !== undefined, (q) => q.where("run.control_id", "in", controlsOf(db, filter)))
		.$if(filter.period_key !== undefined, (q) => q.where("run.period_key", "=", filter.period_key!))
		.$if(filter.year !== undefined, (q) => q.where("run.control_id", "in", controlsOf(db, filter)))
		.$if(filter.statuses !== undefined, (q) => q.where("run.status", "in", [...filter.statuses!]))
		.$if(filter.parts !== undefined, (q) =>
			q.where((eb) => eb.or(filter.parts!.of.map((part) => isOfPart(part, filter.parts!.on)))),
		)
		.$if(filter.ends?.from !== undefined, (q) => q.where("run.last_day", ">=", filter.ends!.from!))
		.$if(filter.ends?.to !== undefined, (q) => q.where("run.last_day", "<=", filter.ends!.to!))
		.$if(filter.due?.from !== undefined, (q) => q.where("run.due_on", ">=", filter.due!.from!))
		.$if(filter.due?.to !== undefined, (q) => q.where("run.due_on", "<=", filter.due!.to!))
		.$if(filter.signed?.from !== undefined, (q) => q.where("run.signed_at", ">=", filter.signed!.from!))
		.$if(filter.ids !== undefined, (q) => q.where("run.id", "in", [...filter.ids!, ""]))
		.$if(filter.text !== undefined, (q) =>
			q.where((eb) => eb.and(filter.text!.split(/\s+/).map((word) => hasWord(eb, word)))),
		)
		.$if(filter.performers !== undefined, (q) => q.where("run.performer_id", "in", [...filter.performers!]))
		.$if(filter.reviewers !== undefined, (q) => q.where("run.reviewer_id", "in", [...filter.reviewers!]));
}

/** Left joins, of which the database leaves out what nothing is asked of. */
const joined = <Q extends ReturnType<typeof filteredRuns>>(query: Q) =>
	query
		.leftJoin("controls as control", "control.id", "run.control_id")
		.leftJoin("org_units as unit", "unit.id", "run.unit_id")
		.leftJoin("people as performer", "performer.id", "run.performer_id")
		.leftJoin("people as reviewer", "reviewer.id", "run.reviewer_id");

/** The ids in their order: the rows are read afterwards. Newest first is sorted within a day by the unit's name. */
function orderedIds(db: Db, { page, sort, ...filter }: RunFilter) {
	return joined(filteredRuns(db, { ...filter, page }))
		.select("run.id")
		.$if(sort !== undefined, (q) => q.orderBy(orderTerm(runOrders(sort!.today), sort!)))
		.orderBy("run.last_day", "desc")
		.orderBy((eb) => eb.selectFrom("org_units").select("sort_name").whereRef("org_units.id", "=", "run.unit_id"))
		.orderBy("run.id")
		.$if(page !== undefined, (q) => q.limit(page!.limit).offset(page!.offset));
}

/** What a list of all of them is read by, newest first or as asked, some at a time (`ids`). */
export async function listRunIds(db: Db, filter: RunFilter): Promise<string[]> {
	return (await orderedIds(db, filter).execute()).map((run) => run.id);
}

export async function listRuns(db: Db, filter: RunFilter): Promise<RunRow[]> {
	const { sort, page } = filter;
	const order = sort ? "newest" : (filter.order ?? "strip");
	const ids = order === "newest" && page ? await listRunIds(db, filter) : null;
	if (ids?.length === 0) return [];
	// what the ids were found by is asked once
	return runRows(db, ids, ids ? { reach: "all", sort, order } : { ...filter, order });
}

const runRows = keptQuery((db, ids: readonly string[] | null, filter: RunFilter): Compilable<RunRow> => {
	const { sort, page, order } = filter;
	const runs = ids ? db.selectFrom("control_runs as run").where("run.id", "in", ids) : filteredRuns(db, filter);
	return runs
		.innerJoin("controls as control", "control.id", "run.control_id")
		.innerJoin("org_units as unit", "unit.id", "run.unit_id")
		.leftJoin("people as performer", "performer.id", "run.performer_id")
		.leftJoin("people as reviewer", "reviewer.id", "run.reviewer_id")
		.select(["run.id", "run.control_id", "control.title as control_title", "control.population_kind"])
		.select(["run.unit_id", "unit.name as unit_name", "run.period_key", "run.first_day", "run.last_day"])
		.select(["run.due_on", "run.status", "run.population_n", "run.result", "run.result_reason"])
		.select(["run.performer_id", "performer.name as performer_name"])
		.select(["run.reviewer_id", "reviewer.name as reviewer_name"])
		.select(["run.signed_at", "run.is_late", "run.reviewed_at", "run.version"])
		.$if(sort !== undefined, (q) => q.orderBy(orderTerm(runOrders(sort!.today), sort!)))
		.$if(order === "strip", (q) => q.orderBy("control.title").orderBy("control.id"))
		.$if(order === "newest", (q) => q.orderBy("run.last_day", "desc"))
		.$if(order === "due", (q) => q.orderBy("run.due_on"))
		.orderBy("unit.sort_name")
		.$if(order !== "newest", (q) => q.orderBy("unit.id").orderBy("run.first_day"))
		.orderBy("run.id")
		.$if(page !== undefined && ids === null, (q) => q.limit(page!.limit).offset(page!.offset));
});

export async function countRuns(db: Db, filter: RunFilter): Promise<number> {
	const [row] = await countedRuns(db, filter);
	return row!.n;
}

const countedRuns = keptQuery((db, filter: RunFilter) =>
	filteredRuns(db, filter).select((eb) => eb.fn.countAll<number>().as("n")),
);

/** A run with the names a person knows it by. */
export interface Run {
	id: string;
	control_id: string;
	control_title: string;
	method: string;
	population_kind: PopulationKind;
	/** The edition frozen with the population; before the freeze the control's present one. */
	checklist_id: string | null;
	risk_id: string;
	risk_title: string;
	unit_id: string;
	unit_name: string;
	period_key: string;
	due_on: string;
	status: RunStatus;
	performer_id: string | null;
	performer_name: string | null;
	reviewer_id: string | null;
	reviewer_name: string | null;
	draw_id: string | null;
	population_n: number | null;
	population_sum_ore: number | null;
	result: RunResult | null;
	result_reason: string;
	signed_at: string | null;
	signed_by: string | null;
	signed_by_name: string | null;
	is_late: number;
	reviewed_at: string | null;
	reviewed_by_name: string | null;
	review_note: string;
	version: number;
}

export function findRun(db: Db, id: string): Promise<Run | undefined> {
	return db
		.selectFrom("control_runs as run")
		.innerJoin("controls as control", "control.id", "run.control_id")
		.innerJoin("risks as risk", "risk.id", "control.risk_id")
		.innerJoin("org_units as unit", "unit.id", "run.unit_id")
		.leftJoin("people as performer", "performer.id", "run.performer_id")
		.leftJoin("people as reviewer", "reviewer.id", "run.reviewer_id")
		.leftJoin("people as signer", "signer.id", "run.signed_by")
		.leftJoin("people as judge", "judge.id", "run.reviewed_by")
		.leftJoin("populations as population", "population.draw_id", "run.draw_id")
		.select(["run.id", "run.control_id", "run.unit_id", "run.period_key", "run.due_on", "run.status", "run.version"])
		.select([
			"run.performer_id",
			"performer.name as performer_name",
			"run.reviewer_id",
			"reviewer.name as reviewer_name",
		])
		.select(["run.draw_id", "run.population_n", "run.population_sum_ore", "run.result", "run.result_reason"])
		.select(["run.signed_at", "run.signed_by", "signer.name as signed_by_name", "run.is_late"])
		.select(["run.reviewed_at", "judge.name as reviewed_by_name", "run.review_note"])
		.select(["control.title as control_title", "control.method", "control.population_kind"])
		.select((eb) => eb.fn.coalesce("population.checklist_id", "control.checklist_id").as("checklist_id"))
		.select(["control.risk_id", "risk.title as risk_title", "unit.name as unit_name"])
		.where("run.id", "=", id)
		.executeTakeFirst();
}
