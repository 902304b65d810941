import type { Db } from "../../open.ts";
import { RUN_STANDINGS, type RunPart } from "../../schema/checks/runs-state.ts";
import { OPEN_RUNS, type PopulationKind } from "../../schema/vocabulary.ts";
import { countWhere } from "../ground/tables.ts";
import { filteredRuns, type RunFilter } from "./runs.ts";
import { isOfPart } from "./runs-parts.ts";

/** The runs of a control whose own period ends in a month, by where they stand. */
export interface ControlMonthParts {
	control_id: string;
	title: string;
	population_kind: PopulationKind;
	/** YYYY-MM. */
	month: string;
	parts: Record<RunPart, number>;
}

const PARTS = Object.keys(RUN_STANDINGS) as RunPart[];

/** The same filter as the list of runs, so every number is the length of a list. */
export async function countRunParts(db: Db, filter: RunFilter, day: string): Promise<ControlMonthParts[]> {
	const rows = await filteredRuns(db, filter)
		.innerJoin("controls as control", "control.id", "run.control_id")
		.select(["control.id as control_id", "control.title", "control.population_kind"])
		.select((eb) => eb.fn<string>("substr", ["run.last_day", eb.lit(1), eb.lit(7)]).as("month"))
		.select(PARTS.map((part) => countWhere(isOfPart(part, day)).as(part)))
		.groupBy((eb) => [
			"control.id",
			"control.title",
			"control.population_kind",
			eb.fn<string>("substr", ["run.last_day", eb.lit(1), eb.lit(7)]),
		])
		// the purchases come before what is counted in kronor or told in words
		.orderBy("control.population_kind", "desc")
		.orderBy("control.title")
		.orderBy("control.id")
		.orderBy("month")
		.execute();
	return rows.map(({ control_id, title, population_kind, month, ...parts }) => ({
		...{ control_id, title, population_kind, month },
		parts: Object.fromEntries(PARTS.map((part) => [part, Number(parts[part])])) as Record<RunPart, number>,
	}));
}

export interface ComingDue {
	control_id: string;
	title: string;
	due_on: string;
	n: number;
}

/** What is due from a day on, by day and control, the soonest first. */
export function listComingDue(db: Db, filter: RunFilter, day: string, limit: number): Promise<ComingDue[]> {
	return filteredRuns(db, filter)
		.innerJoin("controls as control", "control.id", "run.control_id")
		.select(["control.id as control_id", "control.title", "run.due_on"])
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.where("run.status", "in", OPEN_RUNS)
		.where("run.due_on", ">=", day)
		.groupBy(["control.id", "control.title", "run.due_on"])
		.orderBy("run.due_on")
		.orderBy("control.title")
		.orderBy("control.id")
		.limit(limit)
		.execute();
}
