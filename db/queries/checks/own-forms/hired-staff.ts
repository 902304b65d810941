import type { Selectable } from "kysely";
import type { Db } from "../../../open.ts";
import type { MoneyDrawTable, MoneyPlanTable } from "../../../schema/checks/own-forms/hired-staff.ts";
import type { Frequency, RunStatus } from "../../../schema/vocabulary.ts";
import { type UnitReach, unitsWithin } from "../../people/units.ts";

/** A control that is drawn in proportion to the amount; `unit_id` is its board's förvaltning. */
export interface MoneyControl {
	id: string;
	title: string;
	frequency: Frequency;
	sample_size: number;
	starts_on: string;
	ended_on: string | null;
	year: number;
	unit_id: string;
	board_name: string;
}

export function findMoneyControl(db: Db, id: string): Promise<MoneyControl | undefined> {
	return db
		.selectFrom("controls as control")
		.innerJoin("plans as plan", "plan.id", "control.plan_id")
		.innerJoin("boards as board", "board.id", "plan.board_id")
		.select(["control.id", "control.title", "control.frequency", "control.sample_size", "control.starts_on"])
		.select(["control.ended_on", "plan.year", "board.unit_id", "board.name as board_name"])
		.where("control.population_kind", "=", "hired_staff_invoices")
		.where("control.id", "=", id)
		.executeTakeFirst();
}

export interface MoneyPlan extends Selectable<MoneyPlanTable> {
	decided_by_name: string;
}

/** Every decision, newest first. */
export function listMoneyPlans(db: Db, controlId: string): Promise<MoneyPlan[]> {
	return plans(db, controlId).execute();
}

/** The plan that holds on a day, or undefined: then the control's own number per draw holds. */
export function findMoneyPlanOn(db: Db, controlId: string, day: string): Promise<MoneyPlan | undefined> {
	return plans(db, controlId).where("plan.valid_from", "<=", day).limit(1).executeTakeFirst();
}

function plans(db: Db, controlId: string) {
	return db
		.selectFrom("money_plans as plan")
		.innerJoin("people as person", "person.id", "plan.decided_by")
		.selectAll("plan")
		.select("person.name as decided_by_name")
		.where("plan.control_id", "=", controlId)
		.orderBy("plan.valid_from", "desc")
		.orderBy("plan.edition", "desc");
}

export type MoneyDraw = Selectable<MoneyDrawTable>;

/** How a draw in proportion to the amount was made; undefined for other draws, and before the draw. */
export function findMoneyDraw(db: Db, drawId: string): Promise<MoneyDraw | undefined> {
	return db.selectFrom("money_draws").selectAll().where("draw_id", "=", drawId).executeTakeFirst();
}

/** A frozen population in kronor: what is positive is drawn from, and credit notes stand by themselves. */
export interface MoneyFrame {
	population_id: string;
	period_key: string;
	/** Null until it is drawn. */
	points: number | null;
	rest_ore: number | null;
	N: number;
	total_ore: number;
	credit_n: number;
	credit_ore: number;
}

export interface MoneyScope {
	control_id: string;
	from: string;
	to: string;
}

/** The populations that hold for a control's periods among these days. */
export async function listMoneyFrames(db: Db, scope: MoneyScope): Promise<MoneyFrame[]> {
	const frames = await db
		.selectFrom("populations as population")
		.leftJoin("money_draws as drawn", "drawn.draw_id", "population.draw_id")
		.where("population.control_id", "=", scope.control_id)
		.where("population.cut_off", ">=", scope.from)
		.where("population.cut_off", "<=", scope.to)
		.where("population.id", "not in", (eb) =>
			eb
				.selectFrom("population_corrections as replaced")
				.select("replaced.population_id")
				.where("replaced.successor_id", "is not", null),
		)
		.select(["population.id as population_id", "population.period_key", "drawn.points", "drawn.rest_ore"])
		.orderBy("population.cut_off")
		.execute();
	if (frames.length === 0) return [];
	const sums = await db
		.selectFrom("ledger_lines as line")
		.where(
			"line.population_id",
			"in",
			frames.map((frame) => frame.population_id),
		)
		.select((eb) => [
			"line.population_id",
			eb.case().when("line.amount_ore", ">", 0).then(1).else(0).end().as("is_positive"),
			eb.fn.countAll<number>().as("n"),
			eb.fn.sum<number>("line.amount_ore").as("ore"),
		])
		.groupBy(["line.population_id", "is_positive"])
		.execute();
	return frames.map((frame) => {
		const of = (is_positive: number) =>
			sums.find((one) => one.population_id === frame.population_id && Number(one.is_positive) === is_positive);
		const [drawn, credit] = [of(1), of(0)];
		return {
			...frame,
			N: drawn?.n ?? 0,
			total_ore: Number(drawn?.ore ?? 0),
			credit_n: credit?.n ?? 0,
			credit_ore: Number(credit?.ore ?? 0),
		};
	});
}

/** A drawn invoice with what it ought to have been; `audited_ore` null until it is filled in. */
export interface MoneyItem {
	population_id: string;
	run_id: string;
	status: RunStatus;
	amount_ore: number;
	in_top: number;
	points: number;
	audited_ore: number | null;
}

export async function listMoneyItems(db: Db, scope: MoneyScope): Promise<MoneyItem[]> {
	const rows = await db
		.selectFrom("control_runs as run")
		.innerJoin("sample_items as item", "item.run_id", "run.id")
		.innerJoin("money_items as money", "money.item_id", "item.id")
		.innerJoin("ledger_lines as line", "line.id", "item.line_id")
		.leftJoin("invoice_checks as checked", "checked.item_id", "item.id")
		.where("run.control_id", "=", scope.control_id)
		.where("run.first_day", ">=", scope.from)
		.where("run.last_day", "<=", scope.to)
		.select(["line.population_id", "run.id as run_id", "run.status", "line.amount_ore", "money.in_top"])
		.select(["money.points", "checked.audited_ore"])
		.orderBy("line.item_key")
		.execute();
	return rows.map((row) => ({ ...row, population_id: row.population_id! }));
}

/** The runs behind an evaluation in kronor. */
export function listMoneyRuns(db: Db, scope: MoneyScope, reach: UnitReach = "all") {
	const within = unitsWithin(reach);
	return db
		.selectFrom("control_runs as run")
		.innerJoin("org_units as unit", "unit.id", "run.unit_id")
		.leftJoin("sample_items as item", "item.run_id", "run.id")
		.where("run.control_id", "=", scope.control_id)
		.where("run.first_day", ">=", scope.from)
		.where("run.last_day", "<=", scope.to)
		.$if(within !== undefined, (q) => q.where("run.unit_id", "in", within!))
		.select(["run.id as run_id", "unit.name as unit_name", "run.period_key", "run.status", "run.population_n as N"])
		.select((eb) => eb.fn.count<number>("item.id").as("n"))
		.groupBy(["run.id", "unit.name", "unit.sort_name", "run.period_key", "run.status", "run.population_n"])
		.orderBy("run.period_key")
		.orderBy("unit.sort_name")
		.execute();
}
