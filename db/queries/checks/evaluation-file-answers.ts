import { sql } from "kysely";
import type { Db } from "../../open.ts";
import type { FileAnswer } from "../../schema/vocabulary.ts";
import { evaluatedRuns, type EvaluationScope } from "./evaluation.ts";

/** A statement takes 32 766 values in SQLite, and a year of a large region has more runs. */
const RUNS_AT_A_TIME = 10_000;

/**
 * Purchases of each run's frozen stratum that the file itself answers Nej. A run whose file says nothing of the matter is left out:
 * no name at all, or no list of agreements when the population was frozen.
 */
export function listFileFindings(db: Db, scope: EvaluationScope, by: FileAnswer): Promise<Map<string, number>> {
	return by === "two_attestants" ? attestedByOne(db, scope) : outsideAgreements(db, scope);
}

function frozenLines(db: Db, scope: EvaluationScope) {
	return evaluatedRuns(db, scope)
		.innerJoin("populations as population", "population.draw_id", "run.draw_id")
		.innerJoin("ledger_lines as line", (join) =>
			join.onRef("line.population_id", "=", "population.id").onRef("line.unit_id", "=", "run.unit_id"),
		);
}

/** Every pair of names is judged once: they are few beside the lines. */
async function attestedByOne(db: Db, scope: EvaluationScope): Promise<Map<string, number>> {
	const pairs = await frozenLines(db, scope)
		.select(["run.id as run_id", "line.receiver", "line.approver"])
		.select((eb) => eb.fn.countAll<number>().as("k"))
		.groupBy(["run.id", "line.receiver", "line.approver"])
		.execute();
	const named = new Set(pairs.filter((one) => namedPeople(one.receiver, one.approver) > 0).map(({ run_id }) => run_id));
	const counts = new Map([...named].map((run_id) => [run_id, 0]));
	for (const { run_id, receiver, approver, k } of pairs) {
		if (named.has(run_id) && namedPeople(receiver, approver) < 2) counts.set(run_id, counts.get(run_id)! + k);
	}
	return counts;
}

/** Several people of one duty are written with semicolons; letter case and spaces do not tell people apart. */
export function namedPeople(...names: string[]): number {
	const people = names
		.flatMap((one) => one.split(";"))
		.map((name) => name.trim().replace(/\s+/g, " ").toLocaleLowerCase("sv"))
		.filter((name) => name !== "");
	return new Set(people).size;
}

/** True for a line whose supplier the list does not have on the day of booking. */
export function outsideList(list: string) {
	return sql<boolean>`not exists (
		select 1 from agreements agreement
		where agreement.list_id = ${list} and agreement.supplier_no = line.supplier_no and line.supplier_no <> ''
		and agreement.valid_from <= line.booking_date and (agreement.valid_to is null or agreement.valid_to >= line.booking_date)
	)`;
}

/** By the list that held when the population was frozen: a later list never changes what is counted. */
async function outsideAgreements(db: Db, scope: EvaluationScope): Promise<Map<string, number>> {
	const lists = await listsAtFreeze(db, scope);
	const counts = new Map<string, number>();
	for (const [list, runs] of lists) {
		for (const run_id of runs) counts.set(run_id, 0);
		for (let from = 0; from < runs.length; from += RUNS_AT_A_TIME) {
			const outside = await frozenLines(db, scope)
				.where("run.id", "in", runs.slice(from, from + RUNS_AT_A_TIME))
				.where(outsideList(list))
				.select("run.id as run_id")
				.select((eb) => eb.fn.countAll<number>().as("k"))
				.groupBy("run.id")
				.execute();
			for (const { run_id, k } of outside) counts.set(run_id, k);
		}
	}
	return counts;
}

/** The list that held at each run's freeze → its runs. */
async function listsAtFreeze(db: Db, scope: EvaluationScope): Promise<Map<string, string[]>> {
	const rows = await evaluatedRuns(db, scope)
		.innerJoin("populations as population", "population.draw_id", "run.draw_id")
		.innerJoin("controls as control", "control.id", "run.control_id")
		.innerJoin("plans as plan", "plan.id", "control.plan_id")
		.innerJoin("boards as board", "board.id", "plan.board_id")
		.select("run.id as run_id")
		.select((eb) =>
			eb
				.selectFrom("agreement_lists as list")
				.select("list.id")
				.whereRef("list.unit_id", "=", "board.unit_id")
				.whereRef("list.imported_at", "<=", "population.frozen_at")
				.orderBy("list.edition", "desc")
				.limit(1)
				.as("list_id"),
		)
		.execute();
	const lists = new Map<string, string[]>();
	for (const { run_id, list_id } of rows) {
		if (list_id === null) continue;
		const runs = lists.get(list_id);
		if (runs) runs.push(run_id);
		else lists.set(list_id, [run_id]);
	}
	return lists;
}
