import { readFileSync } from "node:fs";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { listUnitCodes } from "../../../db/queries/checks/populations-codes.ts";
import { unitFinder, unitLike } from "../../../src/checks/populations/frame/unit-finder.ts";
import type { Item } from "../../../db/queries/checks/samples.ts";
import { PurchaseFacts } from "../../../views/checks/samples/purchase-facts.tsx";
import { paths } from "../../../src/paths/paths.ts";
import { type Client, clientFor } from "../../support/browser-client.ts";
import { trailOf } from "../../support/trail-of.ts";
import { openWorld, type World } from "../../support/world.ts";
import { csv, importText, rowsIn } from "./support.ts";

/** A case with the world's own units in the place of the demo's. */
function caseOf(name: string): string {
	const text = readFileSync(new URL(`./cases/${name}`, import.meta.url), "latin1");
	return text.replaceAll("11010", "1001").replaceAll("11020", "1002").replaceAll("11110", "1002");
}

async function opened() {
	const world = await openWorld();
	return { world, client: await clientFor(world, "carin"), carin: await world.as("carin") };
}

const tokenIn = (url: string) => decodeURIComponent(url.split("/").at(-1)!);
const textOf = async (answer: Response) => (await answer.text()).replaceAll("\u00a0", " ");

async function uploaded(
	client: Client,
	bytes: string,
	period_key = "2026-10",
): Promise<{ token: string; html: string }> {
	const body = new FormData();
	body.append("period_key", period_key);
	body.append("file", new Blob([Buffer.from(bytes, "latin1")]), "fil.csv");
	const answer = await client.upload(paths.purchasesPreview(), body);
	expect(answer.status).toBe(303);
	const url = answer.headers.get("location")!;
	return { token: tokenIn(url), html: await textOf(await client.get(url)) };
}

const ledger = (world: World) =>
	world.ctx.db.selectFrom("ledger_lines").select(["item_key", "amount_ore", "whole_ore", "population_id"]).execute();

async function decide(world: World, counted: string): Promise<void> {
	const value = JSON.stringify({ limit_ore: 1_000_000, unit_basis: "invoice", vat_basis: "net", counted });
	const setting = { id: "s", key: "purchase_limit", value, valid_from: "2026-01-01" };
	await world.ctx.database.transaction((trx) =>
		trx
			.insertInto("settings")
			.values({ ...setting, created_at: "2026-01-01T00:00:00.000Z", created_by: world.ids.adam })
			.execute(),
	);
}

describe("an invoice that is split over units", () => {
	const split = Buffer.from(caseOf("37-verifikation-delad-pa-enheter.csv"), "latin1");

	it("is compared with the attest limit as a whole, and its parts say so", async () => {
		const { world, carin } = await opened();
		expect(await importText(world, carin, split)).toMatchObject({ n: 1, sum_ore: 50_000, rows: 3 });
		const rows = await ledger(world);
		expect(rows.filter((row) => row.population_id === null)).toMatchObject([
			{ amount_ore: 900_000, whole_ore: 1_800_000 },
			{ amount_ore: 900_000, whole_ore: 1_800_000 },
		]);
		expect(rows.find((row) => row.population_id !== null)).toMatchObject({ amount_ore: 50_000, whole_ore: null });
	});

	it.each(["part", "line"])(
		"counts by the %s where the region has decided so, and the population says how",
		async (counted) => {
			const { world, carin } = await opened();
			await decide(world, counted);
			expect(await importText(world, carin, split)).toMatchObject({ n: 3, sum_ore: 1_850_000 });
			const { filter, ...frozen } = await world.ctx.db
				.selectFrom("populations")
				.select(["counted", "filter"])
				.executeTakeFirstOrThrow();
			expect(frozen).toEqual({ counted });
			expect(filter).toContain(counted === "part" ? "för enhetens del" : "på varje rad");
		},
	);
});

it("the card of a part shows the whole, and that of a whole purchase says nothing of parts", async () => {
	const { world, carin } = await opened();
	await decide(world, "part");
	await importText(world, carin, Buffer.from(caseOf("37-verifikation-delad-pa-enheter.csv"), "latin1"));
	const rows = await world.ctx.db.selectFrom("ledger_lines").selectAll().orderBy("line_no").execute();
	const cards = rows.map((row) =>
		String(
			PurchaseFacts({ item: { ...row, kind: "random" } as unknown as Item, voucher: { series: "", link: null } }),
		).replaceAll("\u00a0", " "),
	);
	expect(cards.map((card) => /Hela fakturan eller ordern.*?<dd>18 000,00 kr/s.test(card))).toEqual([true, true, false]);
	expect(cards[2]).not.toContain("Hela fakturan");
});

describe("an item of which a row is refused", () => {
	it("is out as a whole, whatever is accepted", async () => {
		const { world, carin } = await opened();
		const text = Buffer.from(caseOf("26-verifikation-delvis-avvisad.csv"), "latin1");
		expect(await importText(world, carin, text, { accept_refused: true })).toMatchObject({
			n: 1,
			sum_ore: 9_900,
			rows: 1,
			refused: 2,
		});
		expect(await ledger(world)).toHaveLength(1);
	});

	it.each([
		["a row like another", "V1;1001;2026-10-02;A;1;6000"],
		["an amount that cannot be read", "V1;1001;2026-10-02;A;1;sju"],
		["a date that is none", "V1;1001;igår;A;1;7000"],
		["a date after the period", "V1;1001;2026-11-02;A;1;7000"],
		["a unit nobody knows", "V1;77;2026-10-02;A;1;7000"],
		["another currency", "V1;1001;2026-10-02;A;1;7000 EUR"],
	])("by %s", async (_name, row) => {
		const { world, carin } = await opened();
		const text = csv("V1;1001;2026-10-02;A;1;6000", row, "V2;1001;2026-10-02;A;1;99");
		expect(await importText(world, carin, text, { accept_refused: true })).toMatchObject({ n: 1, sum_ore: 9_900 });
	});
});

describe("rows without a place among the units", () => {
	it("are listed with rows and sum, and placed for the files to come", async () => {
		const { world, client } = await opened();
		const { token, html } = await uploaded(client, csv("V1;7701;2026-10-02;A;1;100", "V2;1001;2026-10-02;A;1;50"));
		expect(html).toContain("Enheter att placera");
		expect(html).toContain("1 rad, 100,00 kr");
		const placed = await client.post(paths.purchasesPlacing(token), { code: "7701", unit: world.ids.beta, keep: "1" });
		expect(placed.status).toBe(303);
		expect(await textOf(await client.get(placed.headers.get("location")!))).not.toContain("Enheter att placera");
		expect(await listUnitCodes(world.ctx.db, "2026-10-31")).toEqual([{ pattern: "7701", unit_id: world.ids.beta }]);
		expect(await listUnitCodes(world.ctx.db, "2026-09-30")).toEqual([]);
		const { id } = await world.ctx.db.selectFrom("unit_codes").select("id").executeTakeFirstOrThrow();
		expect((await trailOf(world, "unit_code", id))[0]).toContain(
			"placerade ekonomisystemets kod ”7701” på Vårdcentralen Beta",
		);
		await client.post(paths.purchasesPlacing(token), { code: "7701", unit: world.ids.beta, keep: "1" });
		expect(await rowsIn(world, "unit_codes")).toBe(1);
	});

	it("are placed for this file alone, rows without a unit too, and the log says it", async () => {
		const { world, client } = await opened();
		const text = csv("V1;7701;2026-10-02;A;1;100", "V2;;2026-10-02;A;1;6000", "V2;1001;2026-10-02;A;1;7000");
		const { token } = await uploaded(client, text);
		const placed = await client.post(paths.purchasesPlacing(token), {
			code: "7701",
			unit: world.ids.beta,
			unit_id: world.ids.alfa,
		});
		const url = placed.headers.get("location")!;
		const html = await textOf(await client.get(url));
		expect(html).toMatch(/På eller över gränsen<\/dt><dd>1</);
		expect(html).toMatch(/Inköp som kommer med<\/dt><dd>1</);
		expect(await rowsIn(world, "unit_codes")).toBe(0);
		expect((await client.post(paths.purchasesConfirmation(tokenIn(url)), {})).status).toBe(303);
		const file = await world.ctx.db.selectFrom("purchase_files").select("id").executeTakeFirstOrThrow();
		expect((await trailOf(world, "purchase_file", file.id))[0]).toContain("7701 på Vårdcentralen Beta");
	});

	it("cannot be placed on a unit of somebody else's, nor by whoever may not import", async () => {
		const { world, client } = await opened();
		const { token } = await uploaded(client, csv("V1;7701;2026-10-02;A;1;100", "V2;1001;2026-10-02;A;1;50"));
		const form = { code: "7701", unit: world.ids.region, keep: "1" };
		expect((await client.post(paths.purchasesPlacing(token), form)).status).toBe(422);
		const rune = await clientFor(world, "rune");
		expect((await rune.post(paths.purchasesPlacing(token), { ...form, unit: world.ids.beta })).status).toBe(403);
		expect(await rowsIn(world, "unit_codes")).toBe(0);
	});

	it("can have ranges and prefixes decided from a day, and ended from another", async () => {
		const { world, client } = await opened();
		const decide = (form: Record<string, string>) => client.post(paths.unitCodes(), form);
		const { beta } = world.ids;
		expect((await decide({ pattern: "77*", unit_id: beta, valid_from: "2026-10-01" })).status).toBe(303);
		expect((await decide({ pattern: "77*", unit_id: beta, valid_from: "2026-10-02" })).status).toBe(422);
		expect((await decide({ pattern: "88*", valid_from: "2026-10-01" })).status).toBe(422);
		expect((await decide({ pattern: "*", unit_id: beta, valid_from: "2026-10-01" })).status).toBe(422);
		expect((await uploaded(client, csv("V1;7712;2026-10-02;A;1;100"))).html).toMatch(
			/Inköp som kommer med<\/dt><dd>1</,
		);
		expect((await decide({ pattern: "77*", valid_from: "2026-10-15" })).status).toBe(303);
		expect((await uploaded(client, csv("V1;7712;2026-10-02;A;1;100"))).html).toContain("Okänd enhet 7712.");
		expect(await (await client.get("/inkop/enhetskoder.json")).json()).toMatchObject([
			{ pattern: "77*", unit: "Ingen enhet", valid_from: "2026-10-15" },
			{ pattern: "77*", unit: "Vårdcentralen Beta", valid_from: "2026-10-01" },
		]);
		const rune = await clientFor(world, "rune");
		expect((await rune.get(paths.unitCodes())).status).toBe(200);
		const form = { pattern: "99", unit_id: beta, valid_from: "2026-10-01" };
		expect((await rune.post(paths.unitCodes(), form)).status).toBe(403);
		expect((await (await clientFor(world, "maria")).post(paths.unitCodes(), form)).status).toBe(403);
		expect(await rowsIn(world, "unit_codes")).toBe(2);
	});

	it("are read by code, name, both, range and prefix, the narrowest first", () => {
		const units = [
			{ id: "a", code: "11010", name: "Vårdcentralen Lindesberg" },
			{ id: "b", code: "11020", name: "Vårdcentralen Nora" },
		];
		const codes = [
			{ pattern: "11*", unit_id: "b" },
			{ pattern: "1101*", unit_id: "a" },
			{ pattern: "11050-11059", unit_id: "a" },
			{ pattern: "11055", unit_id: "b" },
		];
		const find = unitFinder(units, codes, { Röntgen: "b" });
		const found = (code: string) => find(code)?.id;
		expect(["11010", "vårdcentralen  lindesberg", "11010 Vårdcentralen Lindesberg", "1101012"].map(found)).toEqual([
			"a",
			"a",
			"a",
			"a",
		]);
		expect(["11050", "11055", "11060", "röntgen", "12000", "11010 Annat"].map(found)).toEqual([
			"a",
			"b",
			"b",
			"b",
			undefined,
			"a",
		]);
		expect([unitLike(units, "11011")?.id, unitLike(units, "1101012")?.id, unitLike(units, "110")?.id]).toEqual([
			"a",
			"a",
			undefined,
		]);
	});
});

describe("what is stored only with a yes", () => {
	it("a file without dates", async () => {
		const { world, client } = await opened();
		const { token, html } = await uploaded(client, caseOf("12-utan-datumkolumn.csv"));
		expect(html).toContain("Alla rader hör till perioden");
		expect((await client.post(paths.purchasesConfirmation(token), {})).status).toBe(422);
		expect(await rowsIn(world, "purchase_files")).toBe(0);
		expect((await client.post(paths.purchasesConfirmation(token), { accept_undated: "1" })).status).toBe(303);
		const file = await world.ctx.db.selectFrom("purchase_files").select("id").executeTakeFirstOrThrow();
		expect((await trailOf(world, "purchase_file", file.id))[0]).toContain("alla rader hör till perioden");
	});

	it("damaged letters, which one button reads again", async () => {
		const { world, client } = await opened();
		const { token, html } = await uploaded(client, caseOf("20-dos-cp850.csv"));
		expect(html).toContain("K†por &amp; M”ssor AB");
		expect(html).toContain("Kåpor &amp; Mössor AB");
		const refused = await client.post(paths.purchasesConfirmation(token), {});
		expect(refused.status).toBe(422);
		expect(await textOf(refused)).toContain("Bokstäver i filen är skadade. Läs om den");
		const again = await client.post(paths.purchasesMapping(token), { encoding: "CP850" });
		const url = again.headers.get("location")!;
		expect((await client.post(paths.purchasesConfirmation(tokenIn(url)), {})).status).toBe(303);
		const names = await world.ctx.db.selectFrom("ledger_lines").select("supplier_name").orderBy("line_no").execute();
		expect(names.map((row) => row.supplier_name)).toEqual(["Kåpor & Mössor AB", "Öster Vård AB"]);
	});
});

describe("a file that waits for its columns", () => {
	it("shows what damaged letters hide, and is still there when a new session begins", async () => {
		const { world, client } = await opened();
		const text = iconv
			.encode("Löpande nr;Kst;Bokföringsdatum;Belopp\n1;1001;2026-10-02;5\n", "cp850")
			.toString("latin1");
		const { token, html } = await uploaded(client, text);
		expect(html).toContain("Filen saknar kolumn för");
		expect(html).toContain("Läs om filen som CP850");
		const again = await client.post(paths.purchasesMapping(token), { encoding: "CP850" });
		const next = await clientFor(world, "carin");
		const there = await textOf(await next.get(again.headers.get("location")!));
		expect(there).toContain("Bokföringsdatum");
		expect(there).toContain("Till exempel: 2026-10-02");
	});
});

describe("the page says how the file is read, and takes another word for it", () => {
	it("row, values beside the headings, and the number", async () => {
		const { client } = await opened();
		const { html } = await uploaded(client, caseOf("15-titelrader-fore-rubriken.csv"));
		expect(html).toContain("Rubrikerna är lästa på rad 5.");
		expect(html).toContain("Till exempel: Kalle &amp; Co AB · Ögonblick AB");
		expect(html).toContain("Inköpen numreras efter Ver.nr (verifikationsnummer).");
		expect(html).toMatch(/>8<\/t[dh]>.*?Raden är en summarad, inte ett inköp\./s);
	});

	it("a heading that looks like a voucher number and is not used is asked about", async () => {
		const { client } = await opened();
		const text = "Fakturanr;Verifikat internt nr;Kst;Datum;Belopp\n1;V7;1001;2026-10-02;5\n";
		expect((await uploaded(client, text)).html).toContain(
			"Rubriken ”Verifikat internt nr” ser ut som ett verifikationsnummer men används inte.",
		);
	});

	it("another row or delimiter is obeyed, and what was said stays said", async () => {
		const { client } = await opened();
		const text = "Ver.nr;Kst;Datum;Belopp\nVer.nr;Kst;Datum;Belopp;\n1;1001;2026-10-02;5\n";
		const { token } = await uploaded(client, text);
		const chosen = await client.post(paths.purchasesMapping(token), { heading_line: "2" });
		const next = chosen.headers.get("location")!;
		expect(await textOf(await client.get(next))).toContain("Rubrikerna är lästa på rad 2.");
		const wrong = await client.post(paths.purchasesMapping(tokenIn(next)), { heading_line: "2", delimiter: "comma" });
		expect(await textOf(await client.get(wrong.headers.get("location")!))).toContain("Filen saknar kolumn för");
	});
});

describe("what is no purchase", () => {
	const book = caseOf("36-sie-lon-och-avskrivning.se");

	it("salary and depreciation stand outside with their sums; equal numbers of two series stand apart", async () => {
		const { world, client, carin } = await opened();
		const { html } = await uploaded(client, book);
		expect(html).toMatch(/Löner och sociala kostnader<\/t[dh]>.*?8 000,00 kr/s);
		expect(html).toMatch(/Av- och nedskrivningar<\/t[dh]>.*?500,00 kr/s);
		expect(html).toContain("2 inköp saknar leverantör, 900,00 kr.");
		expect(await importText(world, carin, Buffer.from(book, "latin1"))).toMatchObject({
			n: 2,
			sum_ore: 90_000,
			rows: 4,
		});
		const rows = await ledger(world);
		expect(
			rows
				.filter((row) => row.population_id !== null)
				.map((row) => row.item_key)
				.sort(),
		).toEqual(["|A|2026|17|1001", "|L|2026|17|1001"]);
		const { filter } = await world.ctx.db.selectFrom("populations").select("filter").executeTakeFirstOrThrow();
		expect(filter).toContain("Utanför står löner och sociala kostnader, av- och nedskrivningar.");
	});

	it("a voucher with one purchase among salaries counts with its whole amount", async () => {
		const { world, carin } = await opened();
		const heading = "Ver.nr;Kst;Datum;Konto;Belopp\n";
		const mixed = "1;1001;2026-10-02;7010;9900\n1;1001;2026-10-02;5410;500\n2;1001;2026-10-02;7010;50\n";
		expect(await importText(world, carin, `${heading}${mixed}3;1001;2026-10-02;5410;7\n`)).toMatchObject({
			n: 1,
			sum_ore: 700,
		});
	});

	it("is decided per control with a reason, and frozen with the population", async () => {
		const { world, client } = await opened();
		const { token } = await uploaded(client, book);
		const decide = (form: Record<string, string>) => client.post(paths.purchasesRule(token), form);
		expect((await decide({ kind: "series", pattern: "L", effect: "out" })).status).toBe(422);
		expect((await decide({ kind: "series", pattern: "L", effect: "out", reason: "Internfakturor" })).status).toBe(303);
		expect((await decide({ kind: "account", pattern: "78*", effect: "in", reason: "Prövas i år" })).status).toBe(303);
		const html = await textOf(await client.get(paths.purchasesPreviewed(token)));
		expect(html).toMatch(/Serie L<\/t[dh]>.*?450,00 kr/s);
		expect((await client.post(paths.purchasesConfirmation(token), {})).status).toBe(303);
		const frozen = await world.ctx.db
			.selectFrom("populations")
			.select(["n", "sum_ore", "filter"])
			.executeTakeFirstOrThrow();
		expect(frozen).toMatchObject({ n: 2, sum_ore: 95_000 });
		expect(frozen.filter).toContain("Serie L; med står ändå Konto 78*.");
		expect((await trailOf(world, "control", world.ids.control)).join(" ")).toContain(
			"beslutade att Serie L ingår inte i populationen",
		);
		const rune = await clientFor(world, "rune");
		const form = { kind: "series", pattern: "A", effect: "out", reason: "x" };
		expect((await rune.post(paths.purchasesRule(token), form)).status).toBe(403);
	});
});

describe("a source that changes its shape", () => {
	it("is not said to lose what another column gives, but which one does", async () => {
		const { world, client, carin } = await opened();
		const september = "Ver.nr;Kst;Enhet;Datum;Nettobelopp;Konto\n1;1001;Alfa;2026-09-02;5;5410\n";
		await importText(world, carin, september, { period_key: "2026-09" });
		const { html } = await uploaded(client, "Ver.nr;Kst;Datum;Debet;Kredit;Konto\n2;1001;2026-10-02;5;;5410\n");
		expect(html).toContain("Kolumnen Enhet finns inte längre: enheten läses ur Kst.");
		expect(html).toContain("Kolumnen Nettobelopp finns inte längre: beloppet läses ur Debet och Kredit.");
	});

	it("is said, with what can no longer be done; a mapping says who made it and when", async () => {
		const { world, client, carin } = await opened();
		const september = "Ver.nr;Kst;Datum;Belopp;Attestant\n1;1001;2026-09-02;5;Eva\n";
		await importText(world, carin, september, { period_key: "2026-09", mapping: { Kst: "unit_code" } });
		const { html } = await uploaded(client, "Ver.nr;Kst;Datum;Belopp\n2;1001;2026-10-02;5\n");
		expect(html).toContain("Kolumnen Attestant finns inte längre: jäv mot attestanten kan inte prövas.");
		expect(html).toContain("Filen har en annan form än inkop.csv, inläst");
		expect(html).toMatch(/Kopplade för hand: Kst \(enhetskod\), .*2026.* av Carin Åberg\./);
	});
});
