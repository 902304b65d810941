import { listMappedRisks } from "../../db/queries/report/coverage.ts";
import { findPlan } from "../../db/queries/register/plans.ts";
import type { STANDARD_AREAS } from "../../db/schema/report/words.ts";
import type { Context } from "../ground/write/context.ts";
import { readAreas } from "../report/coverage/read-coverage.ts";
import { linkRisk, writeRiskArea, writeStatement } from "../report/coverage/write-coverage.ts";

type Area = keyof typeof STANDARD_AREAS;

/** What each of the published plan's risks is about, in its order. The only one of `trust` is the one that is accepted. */
const ABOUT: readonly Area[] = [
	...(["work_environment", "purchasing", "economy", "economy", "economy", "purchasing", "processes"] as const),
	...(["information_security", "processes", "patient_safety", "it", "patient_safety", "patient_safety"] as const),
	...(["processes", "processes", "trust", "patient_safety", "processes", "processes"] as const),
];

/** The risks of the first plan are told apart by area; those carried from them follow. */
export async function linkDemoRisks(controller: Context, planId: string): Promise<void> {
	const plan = (await findPlan(controller.db, planId))!;
	const risks = (await listMappedRisks(controller.db, [plan.board_id], plan.year)).filter(
		(risk) => risk.plan_id === planId,
	);
	for (const [n, area] of ABOUT.entries()) if (risks[n]) await linkRisk(controller, risks[n].id, { area, version: 0 });
}

/** A year's map with every state: HR stands in a routine, climate was considered and left, and preparedness nobody has come to. */
export async function coverDemoPlan(controller: Context, planId: string): Promise<void> {
	const plan = (await findPlan(controller.db, planId))!;
	for (const name of ["Klimat", "Krisberedskap"])
		await writeRiskArea(controller, planId, null, { name, retired_reason: "", version: 0 });
	const climate = (await readAreas(controller.db, plan)).find(({ name }) => name === "Klimat")!;
	const at = { plan_id: planId, place: "" };
	await writeStatement(
		controller,
		{ ...at, area: "hr" },
		{
			...{ state: "embedded", routine: "Bemanningsrutinen", owner: "HR-chefen", version: 0 },
			reason: "Rutinen stämmer av bemanning och kompetens varje månad och följs upp i verksamhetsdialogen.",
		},
	);
	await writeStatement(
		controller,
		{ ...at, area: climate.key },
		{
			...{ state: "not_taken", routine: "", owner: "", version: 0 },
			reason: "Regionens hållbarhetsprogram följer området. Nämnden har ingen egen risk som är större.",
		},
	);
}
