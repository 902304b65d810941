import type { Db } from "../../open.ts";
import type { DeviationStatus, RunResult, RunStatus, Severity } from "../../schema/vocabulary.ts";
import { type UnitReach, unitsWithin } from "../people/units.ts";

/** What follows from a risk: controls → runs → deviations → evidence, as far as the reader's units go. */
export interface RiskChain {
	controls: ChainControl[];
	/** The newest runs of all controls, at most `RUNS_SHOWN`. */
	runs: ChainRun[];
	deviations: ChainDeviation[];
	evidence: { id: string; parent_kind: string; parent_id: string; file_name: string }[];
}

export interface ChainControl {
	id: string;
	title: string;
	measure_id: string | null;
	/** Runs within reach, and how many of them are carried out. */
	runs: number;
	done: number;
}

export interface ChainRun {
	id: string;
	control_id: string;
	unit_name: string;
	period_key: string;
	status: RunStatus;
	result: RunResult | null;
}

export interface ChainDeviation {
	id: string;
	number: number;
	title: string;
	severity: Severity;
	status: DeviationStatus;
	run_id: string | null;
	item_id: string | null;
	unit_name: string;
}

export const RUNS_SHOWN = 24;
const DEVIATIONS_SHOWN = 50;

export async function riskChain(db: Db, riskId: string, reach: UnitReach): Promise<RiskChain> {
	const within = unitsWithin(reach);
	const controls = await listControls(db, riskId, reach);
	const runs = await db
		.selectFrom("control_runs")
		.innerJoin("org_units", "org_units.id", "control_runs.unit_id")
		.select(["control_runs.id", "control_runs.control_id", "org_units.name as unit_name", "control_runs.period_key"])
		.select(["control_runs.status", "control_runs.result"])
		.where("control_runs.control_id", "in", [...controls.map((control) => control.id), ""])
		.$if(within !== undefined, (q) => q.where("control_runs.unit_id", "in", within!))
		.orderBy("control_runs.last_day", "desc")
		.orderBy("org_units.sort_name")
		.limit(RUNS_SHOWN)
		.execute();
	const deviations = await db
		.selectFrom("deviations")
		.innerJoin("org_units", "org_units.id", "deviations.unit_id")
		.select(["deviations.id", "deviations.number", "deviations.title", "deviations.severity", "deviations.status"])
		.select(["deviations.run_id", "deviations.item_id", "org_units.name as unit_name"])
		.where("deviations.risk_id", "=", riskId)
		.$if(within !== undefined, (q) => q.where("deviations.unit_id", "in", within!))
		.orderBy("deviations.number", "desc")
		.limit(DEVIATIONS_SHOWN)
		.execute();
	return { controls, runs, deviations, evidence: await listEvidenceUnder(db, runs, deviations) };
}

async function listControls(db: Db, riskId: string, reach: UnitReach): Promise<ChainControl[]> {
	const within = unitsWithin(reach);
	const controls = await db
		.selectFrom("controls")
		.select(["id", "title", "measure_id"])
		.where("risk_id", "=", riskId)
		.where("dropped_reason", "is", null)
		.orderBy("key")
		.execute();
	const counts = await db
		.selectFrom("control_runs")
		.select((eb) => ["control_id", eb.fn.countAll<number>().as("runs"), eb.fn.count<number>("result").as("done")])
		.where("control_id", "in", [...controls.map((control) => control.id), ""])
		.$if(within !== undefined, (q) => q.where("unit_id", "in", within!))
		.groupBy("control_id")
		.execute();
	return controls.map((control) => {
		const counted = counts.find((one) => one.control_id === control.id);
		return { ...control, runs: counted?.runs ?? 0, done: counted?.done ?? 0 };
	});
}

/** Lists only evidence of the runs and deviations that have already been found within reach. */
async function listEvidenceUnder(db: Db, runs: ChainRun[], deviations: ChainDeviation[]) {
	const parents = [
		...runs.map((run) => run.id),
		...deviations.flatMap((deviation) => [deviation.id, deviation.item_id ?? ""]),
	];
	const rows = await db
		.selectFrom("evidence")
		.select(["id", "parent_kind", "parent_id", "file_name", "series_id", "edition"])
		.where("parent_kind", "in", ["control_run", "deviation", "sample_item"])
		.where("parent_id", "in", [...parents, ""])
		.orderBy("series_id")
		.orderBy("edition", "desc")
		.execute();
	const newest = new Set<string>();
	return rows.filter((row) => !newest.has(row.series_id) && newest.add(row.series_id));
}
