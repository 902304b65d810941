import { expect, test } from "vitest";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld, type World } from "../../support/world.ts";
import { CORRECTED, correcting, FIRST, frozen } from "./corrected-support.ts";
import { csv, importText, purchasesOf, rowsIn } from "./support.ts";

const IN_OCTOBER = "2026-10-20T09:00:00.000Z";

function upload(text: string): FormData {
	const body = new FormData();
	body.append("period_key", "2026-10");
	body.append("file", new Blob([text]), "oktober.csv");
	return body;
}

const plain = (text: string) => text.replaceAll("\u00a0", " ");

test("freeze early: refused, or stamped on page, record and log for ever", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin", IN_OCTOBER);
	const url = (await carin.upload(paths.purchasesPreview(), upload(FIRST))).headers.get("location")!;
	expect(await (await carin.get(url)).text()).toContain("Varför fryses populationen innan perioden är slut?");
	const confirm = `${url}/bekraftelse`;
	const refused = await carin.post(confirm, { early_reason: "" });
	expect(refused.status).toBe(422);
	expect(plain(await refused.text())).toContain("Perioden är inte slut förrän 31 oktober 2026");
	expect(await rowsIn(world, "populations", "purchase_files")).toBe(0);
	const stored = await carin.post(confirm, { early_reason: "Systemet byts den 21 oktober" });
	const population = stored.headers.get("location")!;
	const page = plain(await (await carin.get(population)).text());
	expect(page).toContain("Fryst innan perioden var slut (31 oktober 2026). Skäl: Systemet byts den 21 oktober");
	const draw = (await carin.post(population, {})).headers.get("location")!;
	const drawId = /dragningar\/([^/]+)/.exec(draw)![1]!;
	const record = (await (await carin.get(paths.drawRecord(drawId, "json"))).json()) as { filter: string };
	expect(record.filter).toContain("Fryst innan perioden var slut");
	const log = await world.ctx.db.selectFrom("events").select("data").where("type", "=", "population.frozen").execute();
	expect(log[0]!.data).toContain("Systemet byts den 21 oktober");
});

test("pick the public value: none without a named source, none before its day, and never left out", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const unnamed = await importText(world, await world.as("carin"), FIRST);
	const without = await carin.post(paths.population(unnamed.population_id), { public_value: "7 12 31" });
	expect(without.status).toBe(422);
	const named = await openWorld();
	const ctx = await named.as("carin");
	const known = { public_source: "Svenska Spels Lotto", public_day: "2026-11-16" };
	await expect(importText(named, ctx, FIRST, known)).rejects.toMatchObject({
		fields: { public_day: expect.stringContaining("framåt i tiden") },
	});
	const { population_id } = await importText(named, ctx, FIRST, { ...known, public_day: "2026-11-20" });
	const path = paths.population(population_id);
	expect((await (await clientFor(named, "carin")).post(path, { public_value: "7 12 31" })).status).toBe(422);
	const later = await clientFor(named, "carin", "2026-11-20T09:00:00.000Z");
	expect((await later.post(path, { public_value: "" })).status).toBe(422);
	expect(await rowsIn(named, "sample_items")).toBe(0);
	expect((await later.post(path, { public_value: "7 12 31" })).status).toBe(303);
});

function setControl(world: World, change: { sample_size?: number; checklist_id?: string }) {
	return world.ctx.database.transaction((trx) =>
		trx.updateTable("controls").set(change).where("id", "=", world.ids.control).execute(),
	);
}

test("shrink n after the freeze: the draw takes what was decided at the freeze", async () => {
	const world = await openWorld();
	const file = csv(...purchasesOf("1001", 12), ...purchasesOf("1002", 3));
	const { population_id } = await importText(world, await world.as("carin"), file);
	await setControl(world, { sample_size: 1 });
	const carin = await clientFor(world, "carin");
	expect(await (await carin.get(paths.population(population_id))).text()).toContain("Ska dras");
	await carin.post(paths.population(population_id), {});
	expect(await rowsIn(world, "sample_items")).toBe(8);
});

test("sign, then change the checklist: the run is answered by the edition that was frozen", async () => {
	const world = await openWorld();
	const file = csv(...purchasesOf("1001", 12), ...purchasesOf("1002", 3));
	const { population_id } = await importText(world, await world.as("carin"), file);
	const carin = await clientFor(world, "carin");
	await carin.post(paths.population(population_id), {});
	await world.ctx.database.transaction(async (trx) => {
		await trx.insertInto("checklists").values({ id: "lattare", key: "x", edition: 1, title: "Lättare" }).execute();
	});
	await setControl(world, { checklist_id: "lattare" });
	const run = await world.ctx.db
		.selectFrom("control_runs")
		.select("id")
		.where("unit_id", "=", world.ids.alfa)
		.executeTakeFirstOrThrow();
	const html = await (await (await clientFor(world, "maria")).get(paths.run(run.id))).text();
	const first = await world.ctx.db
		.selectFrom("check_questions")
		.select("text")
		.where("checklist_id", "=", world.ids.checklist)
		.where("position", "=", 1)
		.executeTakeFirstOrThrow();
	expect(html).toContain(first.text);
});

test("re-freeze until liked: the page and the record of a later draw tell of the earlier ones with their reasons", async () => {
	const { world, carin: ctx, first } = await frozen();
	const second = await importText(world, ctx, CORRECTED, correcting(first.population_id));
	const third = await importText(world, ctx, `${CORRECTED}V6;1001;2026-10-07;Alba;1;600\n`, {
		...correcting(second.population_id),
		reason: "En faktura till.",
	});
	const carin = await clientFor(world, "carin");
	const draw = (await carin.post(paths.population(third.population_id), {})).headers.get("location")!;
	const drawId = /dragningar\/([^/]+)/.exec(draw)![1]!;
	const page = await (await carin.get(paths.draw(drawId))).text();
	for (const said of [
		"Tidigare dragningar för perioden",
		"inkop-under-10000/2026-10/2",
		"fel kostnadsställe",
		"En faktura till.",
	])
		expect(page).toContain(said);
	const record = (await (await carin.get(paths.drawRecord(drawId, "json"))).json()) as Record<string, unknown>;
	expect(record).toMatchObject({
		reason: "En faktura till.",
		earlier: [
			{ drawId: "inkop-under-10000/2026-10", reason: "" },
			{ drawId: "inkop-under-10000/2026-10/2", reason: correcting("").reason },
		],
	});
});
