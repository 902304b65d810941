import { expect, test } from "vitest";
import { withVariedStart } from "../../../src/checks/ledger/work-list.ts";
import { write } from "../../../src/ground/write/write.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld, type World } from "../../support/world.ts";
import { importLines, type Line, runRulesHere } from "./ledger-support.ts";

const hitsOf = (world: World) => world.ctx.db.selectFrom("ledger_hits").selectAll().orderBy("first_date").execute();

/** The same invoice twice, on a day of its own. */
const twice = (key: string, date: string, more: Partial<Line> = {}): Line[] =>
	["a", "b"].map((which) => ({ key: `${key}-${which}`, date, kr: 25_000, invoice: `F${key}`, ...more }));

async function find(world: World, period: string, lines: Line[], at?: string): Promise<void> {
	await importLines(world, period, lines);
	await runRulesHere(world, at);
}

test("a card is supplier and unit: its hits are judged as one, and what came meanwhile stops the judgement", async () => {
	const world = await openWorld();
	await find(world, "2026-09", [...twice("1", "2026-09-01"), ...twice("2", "2026-09-20")]);
	await importLines(world, "2026-09", twice("9", "2026-09-20", { unit: "gamma" }));
	const carin = await clientFor(world, "carin");
	const [hit] = await hitsOf(world);
	const page = await (await carin.get(`/traffar/${hit!.id}`)).text();
	expect(page).toContain("På samma kort");
	expect(page).toContain('name="version" value="2"');
	await find(world, "2026-10", twice("3", "2026-10-05"));
	const judge = (version: string) =>
		carin.post(`/traffar/${hit!.id}/bedomning`, { version, status: "explained", reason: "Två mottagningar" });
	expect((await judge("2")).status, "a third hit has joined the card").toBe(409);
	expect((await judge("3")).status).toBe(303);
	const after = await hitsOf(world);
	const at = (unit: string) => after.filter((one) => one.unit_id === unit).map((one) => one.status);
	expect(at(world.ids.alfa)).toEqual(["explained", "explained", "explained"]);
	expect(at(world.ids.gamma), "another unit is another card").toEqual(["open"]);
	const events = await world.ctx.db.selectFrom("events").selectAll().where("type", "=", "hit.judged").execute();
	expect(events).toHaveLength(3);
});

test("an explanation hides the same for a year, no more than was explained, is listed, and can be lifted", async () => {
	const world = await openWorld();
	await find(world, "2026-09", twice("1", "2026-09-01"));
	const carin = await clientFor(world, "carin");
	const [first] = await hitsOf(world);
	await carin.post(`/traffar/${first!.id}/bedomning`, { version: "1", status: "explained", reason: "Delfakturor" });
	await find(world, "2026-10", [
		...twice("2", "2026-10-01"),
		...twice("3", "2026-10-20", { kr: 25_001 }),
		...twice("4", "2026-10-21", { unit: "beta" }),
		...twice("5", "2026-10-22", { supplier: "S2" }),
	]);
	const states = async () =>
		(await hitsOf(world)).map((hit) => [hit.cluster_key.slice(0, 1), hit.status, hit.hidden_by]);
	expect(await states()).toEqual([
		["1", "explained", null],
		["2", "explained", first!.id],
		["3", "open", null],
		["4", "open", null],
		["5", "open", null],
	]);
	const list = (await (await carin.get("/traffar/forklaringar.json")).json()) as Record<string, unknown>[];
	expect(list).toMatchObject([{ reason: "Delfakturor", hidden: 1 }]);
	expect(await (await carin.get("/traffar/forklaringar")).text()).toContain("Delfakturor");
	const rules = (await (await carin.get("/traffar/regler.json")).json()) as { judged: number }[];
	expect(
		rules.reduce((sum, rule) => sum + rule.judged, 0),
		"what is hidden is not judged",
	).toBe(1);
	const rune = await clientFor(world, "rune");
	expect((await rune.post(`/traffar/${first!.id}/lyft`, { version: "3" })).status).toBe(403);
	const version = (await hitsOf(world))
		.filter((hit) => hit.card_key === first!.card_key)
		.reduce((sum, h) => sum + h.version, 0);
	expect((await carin.post(`/traffar/${first!.id}/lyft`, { version: "99" })).status).toBe(409);
	expect((await carin.post(`/traffar/${first!.id}/lyft`, { version: String(version) })).status).toBe(303);
	expect((await states()).map(([, status]) => status)).toEqual(Array(5).fill("open"));
	expect(await (await carin.get(`/traffar/${first!.id}`)).text()).toContain("lyfte förklaringen");
});

test("after a year the same is a question again, and so is what an explanation no longer explains", async () => {
	const world = await openWorld();
	await find(world, "2026-09", twice("1", "2026-09-01"));
	const carin = await clientFor(world, "carin");
	const [first] = await hitsOf(world);
	const judge = (version: string, status: string) =>
		carin.post(`/traffar/${first!.id}/bedomning`, { version, status, reason: "Delfakturor" });
	await judge("1", "explained");
	await find(world, "2026-10", twice("2", "2026-10-01"));
	expect((await hitsOf(world))[1]).toMatchObject({ status: "explained", hidden_by: first!.id });
	expect((await judge("3", "investigating")).status).toBe(303);
	expect((await hitsOf(world))[1]).toMatchObject({ status: "open", hidden_by: null });
	await world.ctx.database.transaction((trx) =>
		trx
			.updateTable("ledger_hits")
			.set({ status: "explained", judged_at: "2026-11-15T00:00:00.000Z" })
			.where("id", "=", first!.id)
			.execute(),
	);
	await find(world, "2027-11", twice("3", "2027-11-02"), "2027-11-16T08:00:00.000Z");
	expect((await hitsOf(world)).at(-1)).toMatchObject({ status: "open", hidden_by: null });
});

test("nobody explains away what they ordered, received or approved themselves; the attempt is kept", async () => {
	const world = await openWorld();
	await find(world, "2026-10", twice("1", "2026-10-05", { approver: "Åberg, Carin" }));
	const carin = await clientFor(world, "carin");
	const [hit] = await hitsOf(world);
	const post = (status: string) =>
		carin.post(`/traffar/${hit!.id}/bedomning`, { version: "1", status, reason: "Rätt" });
	const refused = await post("explained");
	expect(refused.status).toBe(403);
	expect(await refused.text()).toContain("Någon annan måste förklara träffen.");
	expect((await hitsOf(world))[0]!.status).toBe("open");
	const events = await world.ctx.db.selectFrom("events").select("type").where("type", "=", "duty.refused").execute();
	expect(events).toHaveLength(1);
	expect((await post("investigating")).status, "asking is not explaining away").toBe(303);
});

test("a duty on a purchase beyond those that a hit keeps counts too", async () => {
	const world = await openWorld();
	const many = Array.from({ length: 60 }, (_, i) => ({
		key: `n${i}`,
		date: "2026-10-05",
		kr: 20_000 + i * 37,
		invoice: `X${i * 7919}`,
		registered: "2026-10-04",
		supplier: `L${i}`,
		approver: i === 59 ? "Carin Åberg" : "Bo Ek",
	}));
	await find(world, "2026-10", many);
	const [hit] = (await hitsOf(world)).filter((one) => one.rule === "odd_time");
	expect(hit).toMatchObject({ line_count: 60 });
	const carin = await clientFor(world, "carin");
	const body = { version: "1", status: "explained", reason: "Jour" };
	expect((await carin.post(`/traffar/${hit!.id}/bedomning`, body)).status).toBe(403);
});

test("a rule with thirty judgements and no deviation steps aside, and says so; one deviation brings it back", async () => {
	const world = await openWorld();
	const suppliers = Array.from({ length: 31 }, (_, i) => `S${i}`);
	await find(
		world,
		"2026-10",
		suppliers.flatMap((supplier, i) => twice(`${i}`, "2026-10-05", { supplier, kr: 25_000 + i })),
	);
	const carin = await clientFor(world, "carin");
	const rows = async (query = "") => ((await (await carin.get(`/traffar.json${query}`)).json()) as unknown[]).length;
	expect(await rows()).toBe(31);
	const judge = (count: number) =>
		write(world.ctx, async ({ trx, record }) => {
			for (const hit of (await trx.selectFrom("ledger_hits").selectAll().execute()).slice(0, count))
				await trx
					.updateTable("ledger_hits")
					.set({ status: "explained", judged_by: world.ids.carin, judged_at: "2026-11-10T08:00:00.000Z" })
					.where("id", "=", hit.id)
					.execute();
			// the list is read anew after an event alone
			const object = { kind: "ledger_rule_run", id: "run" };
			await record({ type: "ledger.hits_found", unit_id: null, object, data: { found: {}, grown: 0 } });
		});
	await judge(29);
	expect(await rows()).toBe(2);
	await judge(30);
	expect(await rows()).toBe(0);
	const page = await (await carin.get("/traffar")).text();
	expect(page).toContain("är nedfälld: 30 bedömningar och ingen avvikelse");
	expect(await rows("?regel=duplicate_1")).toBe(1);
	const left = (await hitsOf(world)).find((hit) => hit.status === "open")!;
	const body = { version: "1", status: "deviation", severity: "minor", reason: "Betald två gånger" };
	expect((await carin.post(`/traffar/${left.id}/bedomning`, body)).status).toBe(303);
	expect(await (await carin.get("/traffar")).text()).not.toContain("nedfälld");
});

test("the first page is ten cards, at most two about the same supplier by the same rule", () => {
	const card = (id: number, rule: "split_7" | "odd_time", supplier_no: string) => ({ id: `${id}`, rule, supplier_no });
	const cards = Array.from({ length: 14 }, (_, i) => card(i, "split_7", i < 6 ? "S" : `S${i}`));
	const order = withVariedStart(cards).map((one) => Number(one.id));
	expect(order).toEqual([0, 1, 6, 7, 8, 9, 10, 11, 12, 13, 2, 3, 4, 5]);
	const units = Array.from({ length: 5 }, (_, i) => card(i, "odd_time", ""));
	expect(withVariedStart(units), "unknown suppliers are not alike").toEqual(units);
});

test("the page starts with the day's ten: splits first, then the other rules", async () => {
	const world = await openWorld();
	await importLines(world, "2026-10", [
		...twice("1", "2026-10-05"),
		{ key: "s1", date: "2026-10-06", kr: 6_000, requisitioner: "Olle", supplier: "S7", invoice: "A1" },
		{ key: "s2", date: "2026-10-07", kr: 6_000, requisitioner: "Olle", supplier: "S7", invoice: "B7" },
	]);
	const carin = await clientFor(world, "carin");
	await runRulesHere(world);
	const page = await (await carin.get("/traffar")).text();
	expect(page).toContain("Dagens tio");
	expect(page.indexOf("Leverantör S7: 2 köp på 2 dagar")).toBeGreaterThan(0);
	expect(page.indexOf("Leverantör S7: 2 köp på 2 dagar")).toBeLessThan(page.indexOf("Leverantör S1: samma leverantör"));
});
