import { listRisks } from "../../db/queries/register/risks.ts";
import { carryPlan } from "../../src/register/plans/carry-plan.ts";
import { addRisk } from "../../src/register/risks/add-risk.ts";
import { AddRisk } from "../../src/register/risks/schema.ts";
import type { World } from "../support/world.ts";

/** Next year's draft with two risks that nobody has assessed. */
export async function draftOf(world: World): Promise<string> {
	const carin = await world.as("carin");
	const plan = await carryPlan(carin, world.ids.plan);
	const { area_id } = (await listRisks(world.ctx.db, { plan_id: plan }))[0]!;
	for (const title of ["Läkemedel tar slut i förrådet", "Fakturor betalas två gånger"])
		await addRisk(
			carin,
			plan,
			AddRisk.parse({ area_id, title, scope: "board", requirements: "c", origin: "Inventering" }),
		);
	return plan;
}
