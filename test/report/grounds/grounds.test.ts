import { expect, test } from "vitest";
import { findAssessment } from "../../../db/queries/report/assessments.ts";
import { insertRecommendation } from "../../../db/writes/report/recommendations.ts";
import { REQUIREMENTS } from "../../../db/schema/vocabulary.ts";
import { write } from "../../../src/ground/write/write.ts";
import { paths } from "../../../src/paths/paths.ts";
import { startAssessment } from "../../../src/report/assessments/start-assessment.ts";
import { suggest } from "../../../src/report/assessments/suggest.ts";
import { JANUARY, openFinishedYear } from "../closing/support.ts";
import { clientFor } from "../../support/browser-client.ts";
import type { World } from "../../support/world.ts";

/** A year in which every kind of ground has rows to count. */
async function openYear() {
	const world = await openFinishedYear();
	const { ids } = world;
	await write(world.ctx, async ({ trx, record }) => {
		await trx.updateTable("deviations").set({ severity: "major", status: "open" }).where("number", "=", 1).execute();
		await trx
			.updateTable("risks")
			.set({ requirements: JSON.stringify(Object.keys(REQUIREMENTS)) })
			.execute();
		for (const [number, received_on] of [
			[1, "2026-05-05"],
			[2, "2027-01-05"],
		] as const)
			await insertRecommendation(trx, {
				...{ id: `rek-${number}`, board_id: ids.board, number, source: "audit", issuer: "Revisorerna", received_on },
				...{ title: "Brist", text: "Brist", requirements: '["c"]', owner_id: null, due_on: null, answer: "" },
				...{ decided: "no", carried_out: "no", reported_back: "no", remaining_need: "yes", status: "open" },
				...{ closed_on: null, registered_at: JANUARY, version: 1 },
			});
		const object = { kind: "system", id: "grounds" };
		await record({ type: "system.started", unit_id: null, object, data: { note: "fyllde grunderna" } });
	});
	return world;
}

const started = async (world: World, level: "administration" | "division", unit_id: string | null) =>
	(await findAssessment(
		world.ctx.db,
		await startAssessment(await world.as("carin", JANUARY), world.ids.period, { level, unit_id }),
	))!;

test("every ground leads to exactly the rows it counts, for the förvaltning and for an område", async () => {
	const world = await openYear();
	const carin = await clientFor(world, "carin", JANUARY);
	for (const assessment of [
		await started(world, "administration", null),
		await started(world, "division", world.ids.nara),
		await started(world, "division", world.ids.psyk),
	]) {
		const grounds = (await suggest(world.ctx.db, assessment, "2027-01-20"))
			.filter((one) => one.requirement !== "total")
			.flatMap((one) => one.grounds);
		expect(grounds.filter((one) => one.rows !== null).length).toBeGreaterThan(10);
		for (const { href, rows, label } of grounds) {
			const page = await carin.get(href);
			expect(page.status, `${label} ${href}`).toBe(200);
			if (rows === null) continue;
			const [path, query] = href.split("?");
			const listed = (await (await carin.get(`${path}.json?${query}`)).json()) as unknown[];
			expect(listed, `${label} ${href}`).toHaveLength(rows);
		}
	}
});

test("from the nämnd's page to a drawn purchase in two clicks, and nobody else's rows are shown", async () => {
	const world = await openYear();
	const fia = await clientFor(world, "fia", JANUARY);
	const href = paths.reportGround(world.ids.period, "avvikelser");
	expect(await (await fia.get(paths.boardPageOf(world.ids.period))).text()).toContain(`href="${href}"`);
	const list = await (await fia.get(href)).text();
	expect(list).toContain(`href="${paths.item(world.itemIds[1]!)}"`);
	expect((await fia.get(paths.item(world.itemIds[1]!))).status).toBe(200);
	for (const [person, query, status] of [
		["maria", "", 403],
		["mats", "", 404],
		["mats", `?enhet=${world.ids.beta}`, 404],
		["mats", `?enhet=${world.ids.alfa}`, 200],
	] as const) {
		const answer = await (await clientFor(world, person, JANUARY)).get(href + query);
		expect([person, query, answer.status]).toEqual([person, query, status]);
	}
	expect((await fia.get(paths.reportGround("finns-inte", "avvikelser"))).status).toBe(404);
	expect(await (await fia.get(`${href}?krav=%27&grad=x&sida=-1`)).text()).toContain("Avvikelser som rapporten räknar");
});
