import { expect, test } from "vitest";
import { startLedgerRules } from "../../../src/checks/ledger/start-ledger-rules.ts";
import { importLines } from "../ledger/ledger-support.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld, type World } from "../../support/world.ts";

const HEAD = "Leverantörsnummer;Namn;Från;Till;Avtalsnummer\n";

function form(world: World, text: string, name = "avtal.csv"): FormData {
	const data = new FormData();
	data.set("unit_id", world.ids.administration);
	data.set("file", new File([text], name, { type: "text/csv" }));
	return data;
}

test("a list is taken in whole, the newest holds, and the rule about agreements follows it by date", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const list = `${HEAD}S1;Avtalade AB;2026-01-01;2026-06-30;A-1\nS2;Tillsvidare AB;2025-01-01;;A-2\n`;
	expect((await carin.upload("/avtal/inlasning", form(world, list))).status).toBe(303);
	await importLines(world, "2026-10", [
		{ key: "inside", date: "2026-06-30", supplier: "S1" },
		{ key: "after", date: "2026-07-01", supplier: "S1" },
		{ key: "open-ended", date: "2026-07-01", supplier: "S2" },
		{ key: "said", date: "2026-07-01", supplier: "S3", agreement: "RA-9" },
		{ key: "outside", unit: "beta", date: "2026-07-01", supplier: "S4" },
	]);
	await startLedgerRules(await world.as("carin"), null);
	const hits = await world.ctx.db
		.selectFrom("ledger_hits")
		.select(["supplier_no", "line_count"])
		.where("rule", "=", "outside_agreement")
		.orderBy("supplier_no")
		.execute();
	expect(hits).toEqual([
		{ supplier_no: "S1", line_count: 1 },
		{ supplier_no: "S4", line_count: 1 },
	]);
	const same = await carin.upload("/avtal/inlasning", form(world, list));
	expect(same.status).toBe(422);
	expect((await carin.upload("/avtal/inlasning", form(world, `${HEAD}S9;Ny AB;2026-01-01;;A-9\n`))).status).toBe(303);
	const rows = (await (await carin.get("/avtal.json")).json()) as Record<string, unknown>[];
	expect(rows).toMatchObject([{ supplier_no: "S9", agreement_no: "A-9", valid_to: null }]);
	for (const ending of ["", ".csv", ".xlsx"]) expect((await carin.get(`/avtal${ending}`)).status).toBe(200);
});

test("a list with a fault is refused with its lines, and nothing of it is stored", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const cases: [string, string][] = [
		["", "Filen är tom."],
		["namn;från\nx;2026-01-01\n", "Saknas: leverantörsnummer, avtalsnummer."],
		[`${HEAD}S1;A;2026-02-30;;A-1\n`, "rad 2: ”2026-02-30” är inte ett datum."],
		[`${HEAD}S1;A;2026-02-01;2026-01-01;A-1\n;B;2026-01-01;;A-2\n`, "rad 3: Leverantörsnummer saknas."],
		[HEAD, "Filen innehåller inga avtal."],
		[`${HEAD}S1;\u0000;2026-01-01;;A\n`, "Rätta ett fel"],
	];
	for (const [text, said] of cases) {
		const refused = await carin.upload("/avtal/inlasning", form(world, text));
		expect(refused.status, said).toBe(422);
		expect(await refused.text()).toContain(said);
	}
	expect(await world.ctx.db.selectFrom("agreements").selectAll().execute()).toEqual([]);
	const mats = await clientFor(world, "mats");
	expect((await mats.upload("/avtal/inlasning", form(world, HEAD))).status).toBe(403);
	const data = form(world, `${HEAD}S1;A;2026-01-01;;A-1\n`);
	data.set("unit_id", world.ids.region);
	expect((await carin.upload("/avtal/inlasning", data)).status, "T19: a unit above the own").toBe(404);
});
