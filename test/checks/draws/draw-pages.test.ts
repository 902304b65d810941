import { describe, expect, it } from "vitest";
import { findPopulation } from "../../../db/queries/checks/populations.ts";
import { drawSample } from "../../../src/checks/draws/draw-sample.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { DrawRecord } from "../../../src/ground/sampling/draw-record.ts";
import { verifyDrawRecord } from "../../../src/ground/sampling/verify-draw-record.ts";
import { csv, importText, purchasesOf } from "../populations/support.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld } from "../../support/world.ts";

async function frozen() {
	const world = await openWorld();
	const { population_id } = await importText(world, await world.as("carin"), csv(...purchasesOf("1001", 7)));
	const { draw_id } = (await findPopulation(world.ctx.db, population_id))!;
	const encrypted = await world.ctx.db
		.selectFrom("draws")
		.select("secret_encrypted")
		.where("id", "=", draw_id)
		.executeTakeFirstOrThrow();
	const secret = world.ctx.keys.decrypt(encrypted.secret_encrypted);
	return { world, population_id, draw_id, secret, encrypted: encrypted.secret_encrypted };
}

describe("before the draw", () => {
	it("T40: nobody sees the secret, encrypted or open, on any page or file", async () => {
		const { world, population_id, draw_id, secret, encrypted } = await frozen();
		const addresses = [
			paths.draw(draw_id),
			`${paths.draw(draw_id)}.json`,
			`${paths.draw(draw_id)}.csv`,
			paths.population(population_id),
			`${paths.population(population_id)}.json`,
			paths.purchases(),
			"/inkop.json",
			paths.drawRecord(draw_id, "json"),
			paths.drawRecord(draw_id, "csv"),
		];
		for (const person of ["carin", "rune", "fia", "adam", "maria"] as const) {
			const client = await clientFor(world, person);
			for (const address of addresses) {
				const text = await (await client.get(address)).text();
				expect(text).not.toContain(secret);
				expect(text).not.toContain(encrypted);
			}
		}
		const events = await world.ctx.db.selectFrom("events").select("data").execute();
		expect(events.some((event) => event.data.includes(secret) || event.data.includes(encrypted))).toBe(false);
	});

	it("there is no record, and the page says what has been done so far", async () => {
		const { world, draw_id } = await frozen();
		const carin = await clientFor(world, "carin");
		expect((await carin.get(paths.drawRecord(draw_id, "json"))).status).toBe(404);
		expect((await carin.get(paths.drawRecord(draw_id, "csv"))).status).toBe(404);
		const html = await (await carin.get(paths.draw(draw_id))).text();
		expect(html).toContain("Stickprovet är inte draget.");
		expect(html).toContain("Inte gjort ännu.");
		expect(html).not.toContain("Gör om dragningen själv");
	});
});

describe("the draw", () => {
	it("is one act on the population's page, and leads to its own page with everything to redo it", async () => {
		const { world, population_id, draw_id, secret } = await frozen();
		const carin = await clientFor(world, "carin");
		const drawn = await carin.post(paths.population(population_id), { public_value: "" });
		expect(drawn.status).toBe(303);
		expect(drawn.headers.get("location")).toBe(paths.draw(draw_id));
		const html = await (await carin.get(paths.draw(draw_id))).text();
		const order = ["Dragningen planerades", "Populationen frystes", "Stickprovet drogs", secret];
		const places = order.map((text) => html.indexOf(text));
		expect(places.every((place) => place > 0)).toBe(true);
		expect([...places].sort((a, b) => a - b)).toEqual(places);
		const answer = await carin.get(paths.drawRecord(draw_id, "json"));
		expect(answer.headers.get("content-disposition")).toContain("protokoll-inkop-under-10000-2026-10.json");
		const record = (await answer.json()) as DrawRecord;
		expect(verifyDrawRecord(record)).toMatchObject({ ok: true, sampleCount: 5 });
		const rows = await (await carin.get(paths.drawRecord(draw_id, "csv"))).text();
		for (const item of record.strata[0]!.items) expect(rows).toContain(`;dragen;${item.key};`);
		const strata = (await (await carin.get(`${paths.draw(draw_id)}.json`)).json()) as { threshold: string }[];
		expect(strata[0]!.threshold).toBe(record.strata[0]!.thresholdHash);
	});

	it("is refused the second time with a sentence on the page", async () => {
		const { world, population_id } = await frozen();
		await drawSample(await world.as("carin"), population_id, { public_value: null });
		const again = await (await clientFor(world, "carin")).post(paths.population(population_id), {});
		expect(again.status).toBe(422);
		expect(await again.text()).toContain("En dragning görs aldrig om.");
	});

	it("T16: only who may draw can ask for it, and the page offers it to nobody else", async () => {
		const { world, population_id } = await frozen();
		for (const person of ["maria", "mats", "fia", "rune", "adam"] as const) {
			const client = await clientFor(world, person);
			expect((await client.post(paths.population(population_id), {})).status).toBe(403);
		}
		const rune = await (await clientFor(world, "rune")).get(paths.population(population_id));
		expect(rune.status).toBe(200);
		expect(await rune.text()).not.toContain("Dra stickprovet");
	});

	it("T23: is seen by controller, förvaltningschef and revisor", async () => {
		const { world, draw_id } = await frozen();
		for (const [person, status] of [
			["carin", 200],
			["fia", 200],
			["rune", 200],
			["maria", 403],
			["adam", 403],
		] as const)
			expect((await (await clientFor(world, person)).get(paths.draw(draw_id))).status).toBe(status);
		expect((await (await clientFor(world, "carin")).get(paths.draw("annan"))).status).toBe(404);
	});
});
