import { findPlanOfYear } from "../../../db/queries/register/plans.ts";
import { planContents } from "../../../db/queries/register/plans-contents.ts";
import { type Client, clientFor } from "../../support/browser-client.ts";
import { prepare } from "../../support/prepared-plan.ts";
import type { World } from "../../support/world.ts";

export const DECISION = { decided_on: "2026-11-16", decision_paragraph: "§ 112", registry_no: "26RS77" };

/** The draft for 2027, carried from the plan in force: one area, one risk, one measure, one control; complete. */
export async function draftOf(world: World) {
	const carin = await clientFor(world, "carin");
	await carin.post(`/planer/${world.ids.plan}/nasta-ar`, {});
	const plan = (await findPlanOfYear(world.ctx.db, world.ids.board, 2027))!.id;
	const { areas, risks, measures, controls } = await planContents(world.ctx.db, plan);
	return { plan, area: areas[0]!.id, risk: risks[0]!.id, measure: measures[0]!.id, control: controls[0]!.id };
}

/** The same in beredning: the nämnd meets today and can decide it. */
export async function preparedOf(world: World) {
	const ids = await draftOf(world);
	await prepare(world, ids.plan);
	return ids;
}

/** A risk's form with everything the gate asks for. */
export function wholeRisk(world: World, area: string): Record<string, string> {
	return {
		area_id: area,
		title: "Kontanta medel hanteras fel",
		scope: "board",
		requirements: "d",
		origin: "Riskinventering",
		owner_id: world.ids.nils,
		inherent_likelihood: "2",
		inherent_impact: "3",
		inherent_reason: "Få kassor",
		residual_likelihood: "1",
		residual_impact: "3",
		residual_reason: "Räknas varje månad",
		treatment: "treat",
	};
}

/** The version a form holds: what the page was opened with. */
export async function versionIn(client: Client, path: string): Promise<string> {
	const html = await (await client.get(path)).text();
	return /name="version" value="(\d+)"/.exec(html)![1]!;
}

export async function decide(client: Client, path: string, changes: Record<string, string> = {}): Promise<Response> {
	return client.post(path, { ...DECISION, version: await versionIn(client, path), ...changes });
}
