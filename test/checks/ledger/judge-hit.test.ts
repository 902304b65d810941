import { expect, test } from "vitest";
import { listItems } from "../../../db/queries/checks/samples.ts";
import { startLedgerRules } from "../../../src/checks/ledger/start-ledger-rules.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openDrawnRun } from "../../support/drawn-run.ts";
import { openWorld, type World } from "../../support/world.ts";
import { importLines } from "./ledger-support.ts";

/** A world with one invoice twice at alfa, and one at gamma. */
async function openHits(): Promise<{ world: World; hit: string; foreign: string; lines: number[] }> {
	const world = await openWorld();
	const lines = await importLines(world, "2026-10", [
		{ key: "near", kr: 25_000, invoice: "1" },
		{ key: "far", unit: "gamma", kr: 24_000, invoice: "9", supplier: "S2" },
		{ key: "near-again", kr: 25_000, invoice: "1" },
		{ key: "far-again", unit: "gamma", kr: 24_000, invoice: "9", supplier: "S2" },
	]);
	await startLedgerRules(await world.as("carin"), null);
	const hits = await world.ctx.db.selectFrom("ledger_hits").select(["id", "unit_id"]).execute();
	const at = (unit: string) => hits.find((hit) => hit.unit_id === unit)!.id;
	return { world, hit: at(world.ids.alfa), foreign: at(world.ids.gamma), lines };
}

const stored = (world: World, id: string) =>
	world.ctx.db.selectFrom("ledger_hits").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

test("a judgement needs a reason, is stored with who made it, and is in the trail", async () => {
	const { world, hit } = await openHits();
	const carin = await clientFor(world, "carin");
	const path = `/traffar/${hit}/bedomning`;
	const refused = await carin.post(path, { version: "1", status: "explained", reason: "" });
	expect(refused.status).toBe(422);
	expect((await carin.post(path, { version: "1", status: "open", reason: "x" })).status).toBe(422);
	expect(
		(await carin.post(path, { version: "1", status: "explained", reason: "Avrop <b>enligt</b> avtal" })).status,
	).toBe(303);
	expect(await stored(world, hit)).toMatchObject({ status: "explained", judged_by: world.ids.carin, version: 2 });
	expect((await carin.post(path, { version: "1", status: "investigating", reason: "y" })).status).toBe(409);
	const page = await (await carin.get(`/traffar/${hit}`)).text();
	expect(page, "T01").toContain("Avrop &lt;b&gt;enligt&lt;/b&gt; avtal");
	const events = await world.ctx.db.selectFrom("events").selectAll().where("type", "=", "hit.judged").execute();
	expect(events).toMatchObject([{ object_id: hit, unit_id: world.ids.alfa }]);
});

test("a hit that is a deviation registers one in the same act, and cannot be explained away afterwards", async () => {
	const { world, hit } = await openHits();
	const carin = await clientFor(world, "carin");
	const path = `/traffar/${hit}/bedomning`;
	const refused = await carin.post(path, { version: "1", status: "deviation", reason: "Delat köp" });
	expect(await refused.text()).toContain("Välj hur allvarlig avvikelsen är.");
	expect(await world.ctx.db.selectFrom("deviations").selectAll().execute()).toEqual([]);
	const stale = await carin.post(path, { version: "7", status: "deviation", severity: "minor", reason: "Delat köp" });
	expect(stale.status).toBe(409);
	expect(await world.ctx.db.selectFrom("deviations").selectAll().execute(), "nothing half done").toEqual([]);
	expect(
		(await carin.post(path, { version: "1", status: "deviation", severity: "major", reason: "Delat köp" })).status,
	).toBe(303);
	const [deviation] = await world.ctx.db.selectFrom("deviations").selectAll().execute();
	expect(deviation).toMatchObject({
		unit_id: world.ids.alfa,
		risk_id: world.ids.risk,
		severity: "major",
		description: "Delat köp",
	});
	expect((await stored(world, hit)).deviation_id).toBe(deviation!.id);
	expect((await carin.post(path, { version: "2", status: "explained", reason: "Ångrar" })).status).toBe(422);
});

test("a line goes to its unit's open run as a targeted item, in a list of its own, and only once", async () => {
	const { world, hit, foreign, lines } = await openHits();
	const carin = await clientFor(world, "carin");
	const none = await carin.post(`/traffar/${hit}/riktat`, { line_id: String(lines[0]) });
	expect(none.status).toBe(422);
	expect(await none.text()).toContain("har inget draget kontrolltillfälle");
	const run = await openDrawnRun(world);
	expect((await carin.post(`/traffar/${hit}/riktat`, { line_id: String(lines[1]) })).status, "T19").toBe(404);
	expect((await carin.post(`/traffar/${hit}/riktat`, { line_id: String(lines[0]) })).headers.get("location")).toBe(
		`/stickprov/${run.runId}`,
	);
	expect((await carin.post(`/traffar/${hit}/riktat`, { line_id: String(lines[0]) })).status).toBe(422);
	const items = await listItems(world.ctx.db, run.runId);
	expect(items.filter((item) => item.kind === "random")).toHaveLength(5);
	expect(items.at(-1)).toMatchObject({ kind: "targeted", rank: null, position: 6, item_key: "near" });
	expect((await carin.post(`/traffar/${foreign}/riktat`, { line_id: String(lines[1]) })).status).toBe(422);
});

test("the work list filters, comes in four formats, and is closed to those who only work with runs", async () => {
	const { world, hit } = await openHits();
	const carin = await clientFor(world, "carin");
	const json = async (query: string) => (await (await carin.get(`/traffar.json${query}`)).json()) as { unit: string }[];
	expect(await json("")).toHaveLength(2);
	expect((await json(`?enhet=${world.ids.psyk}`)).map((row) => row.unit)).toEqual(["Mottagning Gamma"]);
	expect(await json("?regel=odd_time")).toEqual([]);
	expect((await carin.get("/traffar.json?regel=%27;drop&bedomning=constructor")).status, "T05").toBe(422);
	expect(await json("?bedomning=explained")).toEqual([]);
	for (const ending of ["", ".csv", ".xlsx"]) {
		expect((await carin.get(`/traffar${ending}`)).status).toBe(200);
		expect((await carin.get(`/traffar/regler${ending}`)).status).toBe(200);
	}
	const rune = await clientFor(world, "rune");
	expect((await rune.get(`/traffar/${hit}`)).status).toBe(200);
	expect(
		(await rune.post(`/traffar/${hit}/bedomning`, { version: "1", status: "explained", reason: "x" })).status,
	).toBe(403);
	for (const person of ["mats", "maria", "adam"] as const)
		expect((await (await clientFor(world, person)).get("/traffar")).status).toBe(403);
	expect((await carin.get("/traffar/finns-inte")).status).toBe(404);
});

test("judging goes on to the next card nobody has judged, and back to the list after the last", async () => {
	const { world, hit, foreign } = await openHits();
	const carin = await clientFor(world, "carin");
	const judgement = { version: "1", status: "investigating", reason: "Frågat", sedan: "nasta" };
	const page = await (await carin.get(`/traffar/${hit}`)).text();
	expect(page).toContain("Kort kvar att bedöma: 2.");
	expect(page).toContain(`href="/traffar/${foreign}"`);
	const first = await carin.post(`/traffar/${hit}/bedomning`, judgement);
	expect(first.headers.get("location")).toBe(`/traffar/${foreign}`);
	const last = await carin.post(`/traffar/${foreign}/bedomning`, judgement);
	expect(last.headers.get("location"), "one that is looked into is not asked again").toBe("/traffar");
});

test("picked cards are judged with one reason, an event each; one that is refused stops no other", async () => {
	const { world, hit, foreign } = await openHits();
	const carin = await clientFor(world, "carin");
	const picked = {
		gor: "bedom",
		vald: [`${hit}~1`, `${foreign}~7`],
		status: "explained",
		reason: "Avrop enligt avtal",
	};
	const asked = await (await carin.get(`/traffar/valda?gor=bedom&vald=${hit}~1&vald=${foreign}~1`)).text();
	expect(asked).toContain("Bedöm: 2 kort");
	expect((await carin.post("/traffar/valda", { ...picked, reason: "" })).status).toBe(422);
	expect((await carin.post("/traffar/valda", { ...picked, status: "open" })).status).toBe(422);
	const result = await (await carin.post("/traffar/valda", picked)).text();
	expect(result).toContain("1 av 2 rader är ändrade");
	expect(await stored(world, hit)).toMatchObject({ status: "explained", reason: "Avrop enligt avtal" });
	expect(await stored(world, foreign), "changed since it was seen").toMatchObject({ status: "open" });
	const severe = { ...picked, vald: [`${foreign}~1`], status: "deviation" };
	expect(await (await carin.post("/traffar/valda", severe)).text()).toContain("Välj hur allvarlig avvikelsen är.");
	const events = await world.ctx.db.selectFrom("events").selectAll().where("type", "=", "hit.judged").execute();
	expect(events.map((event) => event.object_id)).toEqual([hit]);
	const rune = await clientFor(world, "rune");
	expect((await rune.post("/traffar/valda", picked)).status).toBe(403);
});

test("figures per rule: count and share of this year, the base of the years before, and how many judged were deviations", async () => {
	const { world, hit } = await openHits();
	const carin = await clientFor(world, "carin");
	await carin.post(`/traffar/${hit}/bedomning`, { version: "1", status: "explained", reason: "x" });
	const rules = (await (await carin.get("/traffar/regler.json")).json()) as Record<string, unknown>[];
	expect(rules.find((rule) => rule.rule === "Dubblett: samma leverantör, nummer och belopp")).toMatchObject({
		now: 2,
		share: 0.5,
		judged: 1,
		confirmed: 0,
		precision: "0 av 1",
	});
	const again = await carin.post("/traffar/korningar", { starta: "1" });
	expect(again.status).toBe(303);
	expect(await world.ctx.db.selectFrom("ledger_rule_runs").selectAll().execute()).toHaveLength(2);
});
