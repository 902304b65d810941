import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { listEventsOf } from "../../../db/queries/ground/write.ts";
import { countCreditNotes, listCreditNotes } from "../../../db/queries/checks/populations-credits.ts";
import { findPopulation, listStrata } from "../../../db/queries/checks/populations.ts";
import { drawSample } from "../../../src/checks/draws/draw-sample.ts";
import { dutyOn } from "../../../src/ground/access/duties.ts";
import { populationDigest } from "../../../src/ground/sampling/selection.ts";
import { Invalid, NotAllowed, NotFound } from "../../../src/ground/errors.ts";
import { openWorld, type World } from "../../support/world.ts";
import { CORRECTED, correcting, frozen } from "./corrected-support.ts";
import { csv, importText, leftBehind, purchasesOf, rowsIn } from "./support.ts";
import { keptPath } from "../../../src/ground/files/file-store.ts";

const NOTHING = { rows: 0, kept: 0, arriving: 0 };

async function controller() {
	const world = await openWorld();
	return { world, carin: await world.as("carin") };
}

/** The form error of a refused act. */
async function refusal(act: Promise<unknown>): Promise<Record<string, string>> {
	const error = await act.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	if (!(error instanceof Invalid)) throw error ?? new Error("Not refused");
	return error.fields;
}

const lines = (world: World) =>
	world.ctx.db.selectFrom("ledger_lines").selectAll().orderBy("line_no").orderBy("item_key").execute();

describe("a purchases file that is imported", () => {
	it("freezes N and sum per unit, with digest and file hash, and says so in the trail", async () => {
		const { world, carin } = await controller();
		const done = await importText(world, carin, csv(...purchasesOf("1001", 8), ...purchasesOf("1002", 3, 100)));
		expect(done).toMatchObject({ n: 11, rows: 11, refused: 0, draw_id: "inkop-under-10000/2026-10" });
		const population = await findPopulation(world.ctx.db, done.population_id);
		expect(population).toMatchObject({ n: 11, cut_off: "2026-10-31", limit_ore: 1_000_000, drawn_at: null });
		expect(await listStrata(world.ctx.db, done.population_id)).toMatchObject([
			{ unit_name: "Vårdcentralen Alfa", n: 8, sum_ore: 82_800 },
			{ unit_name: "Vårdcentralen Beta", n: 3, sum_ore: 30_300 },
		]);
		const rows = (await lines(world)).map((line) => ({ key: line.item_key, amountOre: line.amount_ore }));
		expect(population?.digest).toBe(populationDigest(rows));
		expect(existsSync(keptPath(world.dataDir, population!.file_sha256))).toBe(true);
		const [frozen] = await listEventsOf(world.ctx.db, "population", [done.population_id]);
		expect(frozen).toMatchObject({
			type: "population.frozen",
			actor_name: "Carin Åberg",
			unit_id: world.ids.administration,
		});
		expect(JSON.parse(frozen!.data)).toMatchObject({
			n: 11,
			file_sha256: population!.file_sha256,
			digest: population!.digest,
		});
		const [read] = await listEventsOf(world.ctx.db, "purchase_file", [done.file_id]);
		expect(read?.type).toBe("purchases.imported");
	});

	it("was preceded by the commitment of its draw", async () => {
		const { world, carin } = await controller();
		const done = await importText(world, carin, csv(...purchasesOf("1001", 1)));
		const events = await world.ctx.db.selectFrom("events").select(["seq", "type"]).orderBy("seq").execute();
		const at = (type: string) => events.find((event) => event.type === type)!.seq;
		expect(at("draw.planned")).toBeLessThan(at("purchases.imported"));
		expect(at("purchases.imported")).toBeLessThan(at("population.frozen"));
		expect(done.draw_id).toBe("inkop-under-10000/2026-10");
	});

	it("gives every run its N and sum, and 0 to a unit without purchases", async () => {
		const { world, carin } = await controller();
		await importText(world, carin, csv(...purchasesOf("1001", 4)));
		const runs = await world.ctx.db
			.selectFrom("control_runs")
			.select(["unit_id", "population_n", "population_sum_ore", "status"])
			.where("period_key", "=", "2026-10")
			.execute();
		expect(runs).toHaveLength(2);
		expect(runs.find((run) => run.unit_id === world.ids.alfa)).toMatchObject({
			population_n: 4,
			population_sum_ore: 40_600,
		});
		expect(runs.find((run) => run.unit_id === world.ids.beta)).toMatchObject({
			population_n: 0,
			population_sum_ore: 0,
			status: "planned",
		});
	});

	it("adds the postings of a voucher, wherever they stand, before the limit is asked", async () => {
		const { world, carin } = await controller();
		await importText(
			world,
			carin,
			csv(
				"V1;1001;2026-10-02;A;1;6000",
				"V2;1001;2026-10-02;A;1;9999,99",
				"V3;1001;2026-10-02;A;1;100",
				"V1;1001;2026-10-02;A;1;4000",
			),
		);
		const rows = await lines(world);
		expect(rows.map((row) => [row.voucher_no, row.amount_ore, row.population_id !== null])).toEqual([
			["V1", 1_000_000, false],
			["V2", 999_999, true],
			["V3", 10_000, true],
		]);
	});

	it("lists a credit note beside the frame, and leaves out what sums to zero", async () => {
		const { world, carin } = await controller();
		const done = await importText(
			world,
			carin,
			csv(
				"V1;1001;2026-10-02;A;1;−500,00",
				"V2;1001;2026-10-02;A;1;-10000",
				"V3;1001;2026-10-02;A;1;100",
				"V3;1001;2026-10-02;A;1;-100",
				"V4;1001;2026-10-02;A;1;700",
			),
		);
		expect(done).toMatchObject({ n: 1, sum_ore: 70_000 });
		expect(await listCreditNotes(world.ctx.db, done.file_id)).toMatchObject([
			{ item_key: "||2026|V1|1001", amount_ore: -50_000, unit_name: "Vårdcentralen Alfa" },
		]);
		expect(await countCreditNotes(world.ctx.db, done.file_id)).toEqual({ n: 1, sum_ore: -50_000 });
		expect((await lines(world)).filter((line) => line.population_id !== null)).toHaveLength(1);
	});

	it("never draws a credit note, however many there are", async () => {
		const { world, carin } = await controller();
		const credits = Array.from({ length: 40 }, (_, n) => `K${n};1001;2026-10-02;A;1;-${n + 1},00`);
		const done = await importText(world, carin, csv(...purchasesOf("1001", 3), ...credits));
		await drawSample(carin, done.population_id, { public_value: null });
		const drawn = await world.ctx.db
			.selectFrom("sample_items as item")
			.innerJoin("ledger_lines as line", "line.id", "item.line_id")
			.select("line.amount_ore")
			.execute();
		expect(drawn.length).toBeGreaterThan(0);
		expect(drawn.filter((line) => line.amount_ore <= 0)).toEqual([]);
	});

	it("makes a voucher of two units one item at each", async () => {
		const { world, carin } = await controller();
		const done = await importText(world, carin, csv("V1;1002;2026-10-02;A;1;600", "V1;1001;2026-10-02;A;1;400"));
		expect((await lines(world)).map((line) => line.item_key).sort()).toEqual(["||2026|V1|1001", "||2026|V1|1002"]);
		expect(done.strata.map((stratum) => stratum.n)).toEqual([1, 1]);
	});

	it("keeps purchases of a unit outside the control, but not in the frame", async () => {
		const { world, carin } = await controller();
		const done = await importText(world, carin, csv("V1;2001;2026-10-02;A;1;600", "V2;1001;2026-10-02;A;1;400"));
		expect(done.n).toBe(1);
		expect(await lines(world)).toHaveLength(2);
	});

	it("names everybody who handled any posting of a voucher, so that none of them can check it", async () => {
		const { world, carin } = await controller();
		const rows = [
			"V1;1001;2026-10-02;100;Anna Alm;Ek, Maria",
			"V1;1001;2026-10-02;200;Maria Ek;Bo Ek",
			"V2;1001;2026-10-02;5;;",
		];
		await importText(world, carin, `Ver.nr;Kst;Datum;Belopp;Beställare;Attestant\n${rows.join("\n")}\n`);
		const [shared, alone] = await lines(world);
		expect(shared).toMatchObject({ requisitioner: "Anna Alm; Maria Ek", approver: "Bo Ek; Ek, Maria" });
		const person = (name: string) => ({ name, email: null, ledger_name: null });
		expect(dutyOn(shared!, person("Maria Ek"))).toBe("requisitioner");
		expect(dutyOn(shared!, person("Bo Ek"))).toBe("approver");
		expect(dutyOn(shared!, person("Bo Alm"))).toBeNull();
		expect(dutyOn(alone!, person("Maria Ek"))).toBeNull();
	});

	it("follows the dated limit: order, with moms, another amount", async () => {
		const { world, carin } = await controller();
		await world.ctx.database.transaction((trx) =>
			trx
				.insertInto("settings")
				.values({
					id: "s",
					key: "purchase_limit",
					value: JSON.stringify({ limit_ore: 50_000, unit_basis: "order", vat_basis: "gross" }),
					valid_from: "2026-10-15",
					created_at: "2026-10-01T00:00:00.000Z",
					created_by: world.ids.adam,
				})
				.execute(),
		);
		const text = "Ordernr;Kst;Datum;Netto;Moms\nO1;1001;2026-10-02;390;97,50\nO2;1001;2026-10-02;400;100\n";
		expect(await importText(world, carin, text)).toMatchObject({ n: 1, sum_ore: 48_750 });
	});
});

describe("lines of other periods", () => {
	it("belong to this frame when they were in none, and to one frame only", async () => {
		const { world, carin } = await controller();
		await importText(world, carin, csv("V1;1001;2026-09-30;A;1;100"), { period_key: "2026-09" });
		const october = csv("V1;1001;2026-09-30;A;1;100", "V2;1001;2026-09-29;A;1;200", "V3;1001;2026-10-01;A;1;300");
		const done = await importText(world, carin, october);
		expect(done).toMatchObject({ n: 2, sum_ore: 50_000 });
		const framed = (await lines(world)).filter((line) => line.frame_no !== null);
		expect(framed.map((line) => line.voucher_no).sort()).toEqual(["V1", "V2", "V3"]);
	});

	it("stay in one frame although the voucher is listed again with more of its rows", async () => {
		const { world, carin } = await controller();
		await importText(world, carin, csv("V1;1002;2026-09-30;A;1;100"), { period_key: "2026-09" });
		const done = await importText(world, carin, csv("V1;1001;2026-09-30;A;1;50", "V1;1002;2026-09-30;A;1;100"));
		expect(done.strata).toMatchObject([{ n: 1, sum_ore: 5_000 }, { n: 0 }]);
	});

	it("do not mistake one supplier's invoice number for another's", async () => {
		const { world, carin } = await controller();
		const invoices = (supplier: string) =>
			`Fakturanr;Kst;Datum;Leverantörsnr;Belopp\n1001;1001;2026-09-30;${supplier};100\n`;
		await importText(world, carin, invoices("A"), { period_key: "2026-09" });
		expect((await importText(world, carin, invoices("B"))).n).toBe(1);
	});

	it("are refused as too early when they are dated after it", async () => {
		const { world, carin } = await controller();
		const text = csv("V1;1001;2026-11-01;A;1;100", "V2;1001;2026-10-01;A;1;100");
		expect(await refusal(importText(world, carin, text))).toEqual({
			accept_refused: "1 rad är avvisad. Rätta filen, eller välj att läsa in utan dem.",
		});
		expect(await importText(world, carin, text, { accept_refused: true })).toMatchObject({ n: 1, refused: 1 });
		const file = await world.ctx.db.selectFrom("purchase_files").select("refused").executeTakeFirstOrThrow();
		expect(JSON.parse(file.refused)).toMatchObject({
			count: 1,
			rows: [{ line: 2, reason: expect.stringMatching(/För tidig/) }],
		});
	});
});

describe("an import that is refused stores nothing", () => {
	it.each([
		["an empty file", "", /tom/],
		["a file of blank lines", "\n\n", /tom/],
		["a heading alone", csv(), /inga rader/],
		["a binary file", Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 1, 2]), /går inte att läsa som en arbetsbok/],
		["bytes that are no text", Buffer.from([1, 0, 2, 0, 0, 0, 255, 254, 7, 0]), /textfil|kodning/],
		[
			"a missing column",
			"Ver.nr;Kst;Leverantör\nV1;1001;A\n",
			/saknar kolumn för belopp och bokföringsdatum\. Rubriker på rad 1/,
		],
		["a million columns", `${"a;".repeat(10_000_000)}\n1;2\n`, /kolumner|rad/],
	])("%s", async (_name, text, sentence) => {
		const { world, carin } = await controller();
		const { file } = await refusal(importText(world, carin, text));
		expect(file).toMatch(sentence);
		expect(file).not.toMatch(/\n/);
		expect(await leftBehind(world)).toEqual(NOTHING);
	});

	it("two amounts in a cell", async () => {
		const { world, carin } = await controller();
		const fields = await refusal(
			importText(world, carin, csv("V1;1001;2026-10-02;A;1;100 + 200", "V2;1001;2026-10-02;A;1;5")),
		);
		expect(fields.accept_refused).toMatch(/1 rad är avvisad/);
		expect(await leftBehind(world)).toEqual(NOTHING);
	});

	it("every row refused, whatever was accepted", async () => {
		const { world, carin } = await controller();
		const text = csv("V1;9999;2026-10-02;A;1;100");
		expect(await refusal(importText(world, carin, text, { accept_refused: true }))).toEqual({
			file: "Ingen rad i filen kunde läsas in.",
		});
		expect(await leftBehind(world)).toEqual(NOTHING);
	});

	it("a unit nobody knows, until its rows are left out in words", async () => {
		const { world, carin } = await controller();
		const text = csv("V1;1234;2026-10-02;A;1;100", "V2;1001;2026-10-02;A;1;100");
		expect(await refusal(importText(world, carin, text))).toHaveProperty("accept_refused");
		expect(await leftBehind(world)).toEqual(NOTHING);
		const done = await importText(world, carin, text, { accept_refused: true });
		expect(done).toMatchObject({ rows: 1, refused: 1, n: 1, sum_ore: 10_000 });
		const file = await world.ctx.db.selectFrom("purchase_files").select("refused").executeTakeFirstOrThrow();
		expect(JSON.parse(file.refused)).toEqual({ count: 1, rows: [{ line: 2, reason: "Okänd enhet 1234." }] });
	});

	it("a file without a unit column, until its unit is chosen", async () => {
		const { world, carin } = await controller();
		const text = "Ver.nr;Datum;Belopp\nV1;2026-10-02;100\n";
		expect(await refusal(importText(world, carin, text))).toHaveProperty("unit_id");
		expect(await leftBehind(world)).toEqual(NOTHING);
		expect(await refusal(importText(world, carin, text, { unit_id: world.ids.gamma }))).toHaveProperty("unit_id");
		const done = await importText(world, carin, text, { unit_id: world.ids.beta });
		expect(done.strata).toMatchObject([{ n: 0 }, { unit: "Vårdcentralen Beta", n: 1 }]);
	});

	it("the same bytes again, whatever the period", async () => {
		const { world, carin } = await controller();
		const text = csv("V1;1001;2026-08-02;A;1;100");
		await importText(world, carin, text, { period_key: "2026-09" });
		const before = await leftBehind(world);
		const { file } = await refusal(importText(world, carin, text));
		expect(file).toMatch(/Samma fil lästes in .* för september 2026/);
		expect(await leftBehind(world)).toEqual(before);
	});

	it("a second file for a frozen period", async () => {
		const { world, carin } = await controller();
		await importText(world, carin, csv("V1;1001;2026-10-02;A;1;100"));
		const { period_key } = await refusal(importText(world, carin, csv("V2;1001;2026-10-02;A;1;100")));
		expect(period_key).toMatch(/Populationen för oktober 2026 är redan fryst/);
		expect(await rowsIn(world, "populations")).toBe(1);
	});

	it("two files for the same period at once: one is frozen, the other refused", async () => {
		const { world, carin } = await controller();
		const acts = [csv("V1;1001;2026-10-02;A;1;100"), csv("V2;1001;2026-10-02;A;1;200")];
		const results = await Promise.allSettled(acts.map((text) => importText(world, carin, text)));
		expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
		const lost = results.find((result) => result.status === "rejected")!;
		expect(lost.reason).toBeInstanceOf(Invalid);
		expect(await rowsIn(world, "populations", "ledger_lines")).toBe(2);
	});

	it("the same file twice at once: one is stored, the other told so, and its bytes are kept once", async () => {
		const { world, carin } = await controller();
		const text = csv("V1;1001;2026-10-02;A;1;100");
		const results = await Promise.allSettled(Array.from({ length: 4 }, () => importText(world, carin, text)));
		expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected", "rejected", "rejected"]);
		for (const result of results) if (result.status === "rejected") expect(result.reason).toBeInstanceOf(Invalid);
		expect(await rowsIn(world, "purchase_files", "populations", "ledger_lines")).toBe(3);
		expect(await world.ctx.files.list()).toHaveLength(1);
	});

	it("a period of another rhythm, another year, or that has not begun", async () => {
		const { world, carin } = await controller();
		for (const period_key of ["2026-K4", "2025-10", "2026-12", "2026-13", ""]) {
			expect(await refusal(importText(world, carin, csv("V1;1001;2026-10-02;A;1;1"), { period_key }))).toHaveProperty(
				"period_key",
			);
		}
		expect(await leftBehind(world)).toEqual(NOTHING);
	});

	it("T17 T21: whoever may not import", async () => {
		const { world } = await controller();
		const text = csv("V1;1001;2026-10-02;A;1;100");
		for (const person of ["maria", "mats", "fia"] as const)
			await expect(importText(world, await world.as(person), text)).rejects.toBeInstanceOf(NotFound);
		await expect(importText(world, await world.as("rune"), text)).rejects.toBeInstanceOf(NotAllowed);
		expect(await leftBehind(world)).toEqual(NOTHING);
	});

	it("T17 T21: nor a corrected file for a period that has been drawn from, which plans nothing anew", async () => {
		const { world, carin, first } = await frozen();
		await drawSample(carin, first.population_id, { public_value: null });
		const before = await leftBehind(world);
		const corrected = correcting(first.population_id, true);
		const act = importText(world, await world.as("rune"), CORRECTED, corrected);
		await expect(act).rejects.toBeInstanceOf(NotAllowed);
		expect(await leftBehind(world)).toMatchObject({ rows: before.rows, kept: before.kept });
	});
});

describe("what is frozen", () => {
	it("is not changed by anybody: the database refuses", async () => {
		const { world, carin } = await controller();
		const done = await importText(world, carin, csv("V1;1001;2026-10-02;A;1;100"));
		const { database } = world.ctx;
		const tries = [
			database.transaction((trx) => trx.updateTable("populations").set({ n: 7 }).execute()),
			database.transaction((trx) => trx.deleteFrom("populations").execute()),
			database.transaction((trx) => trx.updateTable("population_strata").set({ n: 7 }).execute()),
			database.transaction((trx) => trx.updateTable("ledger_rows").set({ amount_ore: 7 }).execute()),
			database.transaction((trx) => trx.deleteFrom("ledger_rows").execute()),
			database.transaction((trx) => trx.updateTable("purchase_files").set({ sum_ore: 7 }).execute()),
			database.transaction((trx) => trx.deleteFrom("draws").execute()),
		];
		for (const attempt of tries) await expect(attempt).rejects.toThrow(/not allowed here/);
		expect((await findPopulation(world.ctx.db, done.population_id))?.n).toBe(1);
	});
});

describe("control totals and keys", () => {
	it("control totals that agree let the file in, and others store nothing", async () => {
		const { world, carin } = await controller();
		const text = csv(...purchasesOf("1001", 3));
		expect(await refusal(importText(world, carin, text, { control_rows: 4, control_sum: "303,01" }))).toEqual({
			control_rows: "Filen har 3 förstådda rader, inte 4. Ingenting är inläst.",
			control_sum: expect.stringMatching(/^Filens förstådda rader summerar till 303,00.kr, inte 303,01.kr\./),
		});
		expect(await refusal(importText(world, carin, text, { control_sum: "tre" }))).toHaveProperty("control_sum");
		expect(await leftBehind(world)).toEqual(NOTHING);
		expect(await importText(world, carin, text, { control_rows: 3, control_sum: "303,00" })).toMatchObject({ n: 3 });
	});

	it("one voucher whose rows name the unit in two ways is one purchase of that unit", async () => {
		const { world, carin } = await controller();
		const text = csv(
			"A1;1001;2026-10-02;L;1;10",
			"A2;1001;2026-10-02;L;1;10",
			"A1;vårdcentralen alfa;2026-10-02;L;1;20",
		);
		expect(await importText(world, carin, text)).toMatchObject({ n: 2, sum_ore: 4_000 });
		expect((await lines(world)).map((line) => [line.item_key, line.amount_ore])).toEqual([
			["||2026|A1|1001", 3_000],
			["||2026|A2|1001", 1_000],
		]);
	});
});
