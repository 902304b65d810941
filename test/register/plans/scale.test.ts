import { expect, test } from "vitest";
import { findRisk } from "../../../db/queries/register/risks.ts";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld } from "../../support/world.ts";
import { draftOf, versionIn } from "../decisions/decision-support.ts";

const scale = {
	likelihood_1: "Sällsynt",
	likelihood_2: "Mindre sannolik",
	likelihood_3: "Möjlig",
	likelihood_4: "Sannolik",
	impact_1: "Försumbar",
	impact_2: "Lindrig",
	impact_3: "Kännbar",
	impact_4: "Allvarlig",
	low_label: "Grön",
	size: "4",
	low_to: "5",
	medium_label: "Gul",
	medium_to: "8",
	high_label: "Röd",
};

test("a draft's scale may have five steps; it is not made shorter than the scores on it, and a decided year keeps its own", async () => {
	const world = await openWorld();
	const { plan, risk } = await draftOf(world);
	const carin = await clientFor(world, "carin");
	const edit = paths.planEdit(plan);
	const five = {
		...scale,
		size: "5",
		likelihood_5: "Nästan säker",
		impact_5: "Katastrofal",
		low_to: "6",
		medium_to: "14",
	};
	const post = async (values: Record<string, string>) =>
		carin.post(edit, { ...values, version: await versionIn(carin, edit) });
	expect((await post({ ...five, impact_5: "" })).status).toBe(422);
	expect((await post({ ...five, medium_to: "25" })).status).toBe(422);
	const spare = await post({ ...scale, likelihood_5: "Nästan säker" });
	expect(spare.status).toBe(422);
	expect(await spare.text()).toContain("En skala med fyra steg har inget steg 5.");
	expect((await post({ ...scale, medium_to: "16" })).status).toBe(422);
	const score = { kind: "inherent", likelihood: "5", impact: "5", reason: "Händer varje vecka" };
	expect((await carin.post(paths.riskScore(risk), { ...score, version: "1" })).status).toBe(422);
	expect((await post(five)).status).toBe(303);
	expect((await carin.post(paths.riskScore(risk), { ...score, version: "1" })).status).toBe(303);
	expect(await findRisk(world.ctx.db, risk)).toMatchObject({ inherent: { score: 25, band: { level: 3 } } });
	const map = await (await carin.get(paths.planMatrix(plan))).text();
	expect(map).toContain('data-at="5-5"');
	expect(map).toContain("heat-5");
	const rows = await carin.get(`${paths.planTable(plan)}.json?karta=inherent-5-5`);
	expect(await rows.json()).toHaveLength(1);
	const shorter = await post(scale);
	expect(shorter.status).toBe(422);
	expect(await shorter.text()).toContain("Bedömda över steg 4: R1.");
	// the year that was decided keeps four steps
	expect(await (await carin.get(paths.planMatrix(world.ids.plan))).text()).not.toContain('data-at="5-5"');
	expect((await carin.post(paths.planEdit(world.ids.plan), { ...five, version: "1" })).status).toBe(422);
});
