import { expect, test } from "vitest";
import { listLinked, listRecommendationsOf } from "../../../db/queries/report/recommendations-links.ts";
import { readDuties } from "../../../src/office/inbox/read-duties.ts";
import { paths } from "../../../src/paths/paths.ts";
import { carryPlan } from "../../../src/register/plans/carry-plan.ts";
import { addRecommendation } from "../../../src/report/recommendations/add-recommendation.ts";
import { linkRecommendation } from "../../../src/report/recommendations/link-recommendation.ts";
import { clientFor } from "../../support/browser-client.ts";
import { trailOf } from "../../support/trail-of.ts";
import { openWorld, type World } from "../../support/world.ts";

async function added(world: World, more = {}) {
	return addRecommendation(await world.as("carin"), {
		...{ board_id: world.ids.board, source: "internal", issuer: "Ekonomienheten", received_on: "2026-10-01" },
		...{ title: "Granska attesten", text: "Attesten bör granskas.", requirements: ["c"], owner_id: null, due_on: null },
		...more,
	});
}

test("a recommendation is linked to risks and measures of its board's plans, which show it, and each link is a row of its own", async () => {
	const world = await openWorld();
	const { db } = world.ctx;
	const { risk, measure, plan } = world.ids;
	const id = await added(world);
	const carin = await clientFor(world, "carin");
	const post = (form: Record<string, string>, client = carin) =>
		client.post(paths.recommendationLinks(id), { linked: "yes", version: "0", ...form });
	for (const subject of ["", "plan:x", "risk:finns-inte", `measure:${risk}`]) {
		const refused = await post({ subject });
		expect(refused.status, subject).toBe(422);
		expect(await refused.text()).toContain("Välj en risk eller en åtgärd");
	}
	expect((await post({ subject: `risk:${risk}` }, await clientFor(world, "mats"))).status).toBe(403);
	expect((await post({ subject: `risk:${risk}` })).status).toBe(303);
	expect((await post({ subject: `measure:${measure}` })).status).toBe(409);
	expect((await post({ subject: `risk:${risk}`, version: "1" })).status).toBe(422);
	expect((await post({ subject: `measure:${measure}`, version: "1" })).status).toBe(303);
	expect((await listLinked(db, id)).map(({ kind }) => kind)).toEqual(["risk", "measure"]);
	for (const path of [paths.risk(risk), paths.measure(measure)])
		expect(await (await carin.get(path)).text()).toContain("Rekommendation 1: Granska attesten");
	// what it is carried to next year shows it too
	await carryPlan(await world.as("carin"), plan);
	const next = await db.selectFrom("risks").select("id").where("carried_from", "=", risk).executeTakeFirstOrThrow();
	expect(await listRecommendationsOf(db, "risk", next.id)).toMatchObject([{ id, number: 1 }]);
	expect((await post({ subject: `risk:${risk}`, linked: "", version: "2" })).status).toBe(303);
	expect((await listLinked(db, id)).map(({ kind }) => kind)).toEqual(["measure"]);
	expect(await listRecommendationsOf(db, "risk", risk)).toEqual([]);
	expect(await trailOf(world, "recommendation", id)).toHaveLength(4);
	await expect(
		linkRecommendation(await world.as("carin"), id, { subject: ["risk", risk], linked: null, version: 3 }),
	).rejects.toMatchObject({ fields: { subject: "Kopplingen är redan borttagen." } });
	expect(await (await carin.get(paths.recommendation(id))).text()).toContain("Intern granskning, Ekonomienheten");
});

test("what is not answered in time is told to the owner by mail and shown to the controller", async () => {
	const world = await openWorld();
	const late = await added(world, { due_on: "2026-11-10", owner_id: world.ids.mats, title: "Sen fråga" });
	await added(world, { received_on: "2026-11-10", title: "Ny fråga" });
	await added(world, { title: "Glömd fråga" });
	const inbox = await (await (await clientFor(world, "carin")).get(paths.inbox())).text();
	expect(inbox).toContain("Rekommendation 1 har inget svar: Sen fråga");
	expect(inbox).toContain("Rekommendation 3 har inget svar: Glömd fråga");
	expect(inbox).not.toContain("Ny fråga");
	expect(await readDuties(world.ctx.db, (await world.as("mats")).actor, "2026-11-16")).toContainEqual(
		expect.objectContaining({ object_kind: "recommendation", object_id: late, act: "answer", due_on: "2026-11-10" }),
	);
	const mats = await (await (await clientFor(world, "mats")).get(paths.inbox())).text();
	expect(mats).toContain("Svara på rekommendation 1: Sen fråga");
	expect(mats).not.toContain("har inget svar");
});
