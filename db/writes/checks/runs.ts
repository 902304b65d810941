import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { ControlRunTable } from "../../schema/checks/runs.ts";
import type { Updateable } from "kysely";
import { updateVersioned } from "../ground/versioned.ts";

export async function insertRun(trx: Trx, run: Insertable<ControlRunTable>): Promise<void> {
	await trx.insertInto("control_runs").values(run).execute();
}

/** Many runs in few statements: 40 rows × 22 columns stays below every driver's limit of bound values. */
export async function insertRuns(trx: Trx, runs: readonly Insertable<ControlRunTable>[]): Promise<void> {
	for (let from = 0; from < runs.length; from += 40) {
		await trx
			.insertInto("control_runs")
			.values(runs.slice(from, from + 40))
			.execute();
	}
}

/** N and sum of a run's stratum, when the population is frozen. */
export async function setRunPopulation(
	trx: Trx,
	runId: string,
	population: { n: number; sum_ore: number; draw_id: string },
): Promise<void> {
	await trx
		.updateTable("control_runs")
		.set((eb) => ({
			population_n: population.n,
			population_sum_ore: population.sum_ore,
			draw_id: population.draw_id,
			version: eb("version", "+", 1),
		}))
		.where("id", "=", runId)
		.execute();
}

/** Makes a planned run ready to perform. */
export async function setRunDrawn(trx: Trx, runId: string): Promise<void> {
	await trx
		.updateTable("control_runs")
		.set((eb) => ({ status: "drawn", version: eb("version", "+", 1) }))
		.where("id", "=", runId)
		.where("status", "=", "planned")
		.execute();
}

/** False when somebody else changed the run first: two approvals of one run never both pass. */
export function updateRun(trx: Trx, id: string, version: number, values: Partial<Updateable<ControlRunTable>>) {
	return updateVersioned(trx, "control_runs", id, version, values);
}
