import { describe, expect, it } from "vitest";
import { paths } from "../../../src/paths/paths.ts";
import { type Client, clientFor } from "../../support/browser-client.ts";
import { openWorld, type World } from "../../support/world.ts";
import { csv, importText, leftBehind, purchasesOf, rowsIn } from "./support.ts";

const NOTHING = { rows: 0, kept: 0, arriving: 0 };

function form(
	text: string | Blob,
	fields: Record<string, string> = { period_key: "2026-10" },
	name = "oktober.csv",
): FormData {
	const body = new FormData();
	for (const [field, value] of Object.entries(fields)) body.append(field, value);
	body.append("file", typeof text === "string" ? new Blob([text]) : text, name);
	return body;
}

async function opened() {
	const world = await openWorld();
	return { world, carin: await clientFor(world, "carin") };
}

/** Uploads and follows to the preview. */
async function preview(carin: Client, text: string): Promise<{ url: string; html: string }> {
	const uploaded = await carin.upload(paths.purchasesPreview(), form(text));
	expect(uploaded.status).toBe(303);
	const url = uploaded.headers.get("location")!;
	const answer = await carin.get(url);
	expect(answer.status).toBe(200);
	return { url, html: await textOf(answer) };
}

/** The page as it reads, with ordinary spaces. */
async function textOf(answer: Response): Promise<string> {
	return (await answer.text()).replaceAll("\u00a0", " ");
}

const tokenIn = (url: string) => decodeURIComponent(url.split("/").at(-1)!);

describe("the preview of a purchases file", () => {
	it("shows what would be stored, and stores nothing", async () => {
		const { world, carin } = await opened();
		const rows = [
			...purchasesOf("1001", 3),
			"X1;1001;2026-10-02;A;1;20000",
			"X2;4711;2026-10-02;A;1;10",
			"X3;1002;2026-11-02;A;1;10",
		];
		const { html } = await preview(carin, csv(...rows));
		for (const said of [
			"UTF-8",
			"Semikolon",
			"Kst (enhetskod)",
			"Okänd enhet 4711.",
			"För tidig",
			"20 303,00 kr",
			"Vårdcentralen Alfa",
			"så jäv har inte prövats",
		])
			expect(html).toContain(said);
		const named = `Ver.nr;Kst;Datum;Leverantör;Antal;Belopp;Beställare;Attestant\nV1;1001;2026-10-02;A;1;100;Bo Alm;Eva Ek\n`;
		expect((await preview(carin, named)).html).not.toContain("jäv har inte prövats");
		expect(html).toMatch(/På eller över gränsen<\/dt><dd>1</);
		expect(html).toMatch(/Inköp som kommer med<\/dt><dd>3</);
		expect(html).toContain("1 enhet får populationen 0");
		expect(await leftBehind(world)).toEqual({ ...NOTHING, arriving: 2 });
		expect(await rowsIn(world, "control_runs", "draws")).toBe(0);
	});

	it("is confirmed in one act: frozen, with the bytes kept and nothing left over", async () => {
		const { world, carin } = await opened();
		const { url } = await preview(carin, csv(...purchasesOf("1001", 3)));
		const confirmed = await carin.post(paths.purchasesConfirmation(tokenIn(url)), {});
		expect(confirmed.status).toBe(303);
		const population = await carin.get(confirmed.headers.get("location")!);
		expect(await textOf(population)).toContain("Populationen för oktober 2026");
		expect(await leftBehind(world)).toMatchObject({ kept: 1, arriving: 0 });
		expect((await carin.post(paths.purchasesConfirmation(tokenIn(url)), {})).status).toBe(404);
		expect(await rowsIn(world, "populations")).toBe(1);
	});

	it("asks for a choice of its own when rows are refused, and keeps them with the file", async () => {
		const { world, carin } = await opened();
		const { url, html } = await preview(carin, csv(...purchasesOf("1001", 2), "X;9;2026-10-02;A;1;10"));
		expect(html).toContain("Läs in utan den avvisade raden");
		const refused = await carin.post(paths.purchasesConfirmation(tokenIn(url)), {});
		expect(refused.status).toBe(422);
		expect(await textOf(refused)).toContain("1 rad är avvisad");
		expect(await rowsIn(world, "purchase_files")).toBe(0);
		const confirmed = await carin.post(paths.purchasesConfirmation(tokenIn(url)), { accept_refused: "1" });
		expect(confirmed.status).toBe(303);
		const file = await world.ctx.db.selectFrom("purchase_files").select("id").executeTakeFirstOrThrow();
		expect(await textOf(await carin.get(paths.purchaseFile(file.id)))).toContain("Okänd enhet 9.");
	});

	it("says how many were in an earlier frame", async () => {
		const { world, carin } = await opened();
		await importText(world, await world.as("carin"), csv("V1;1001;2026-09-30;A;1;100"), { period_key: "2026-09" });
		const { html } = await preview(carin, csv("V1;1001;2026-09-30;A;1;100", "V2;1001;2026-10-30;A;1;100"));
		expect(html).toMatch(/Redan i en tidigare population<\/dt><dd>1</);
		expect(html).toMatch(/Inköp som kommer med<\/dt><dd>1</);
	});

	it("T29: belongs to whoever uploaded it, under a token nobody can make", async () => {
		const { world, carin } = await opened();
		const { url } = await preview(carin, csv(...purchasesOf("1001", 1)));
		const other = await world.as("carin");
		await world.ctx.database.transaction((trx) =>
			trx
				.updateTable("roles")
				.set({ role: "controller", unit_id: world.ids.administration })
				.where("person_id", "=", world.ids.fia)
				.execute(),
		);
		const fia = await clientFor(world, "fia");
		expect((await fia.get(url)).status).toBe(404);
		expect((await fia.post(paths.purchasesConfirmation(tokenIn(url)), {})).status).toBe(404);
		expect((await carin.get(paths.purchasesPreviewed(`${tokenIn(url).slice(0, -4)}AAAA`))).status).toBe(404);
		expect((await carin.get(paths.purchasesPreviewed("x"))).status).toBe(404);
		const later = await clientFor(world, "carin", "2026-11-17T09:00:00.000Z");
		expect((await later.get(url)).status).toBe(404);
		expect(other.actor.name).toBe("Carin Åberg");
	});

	it.each([
		["an empty file", "", "Filen är tom."],
		["a binary file", new Blob([new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])]), "går inte att läsa som en arbetsbok"],
		["ten million columns", new Blob([`${";".repeat(10_000_000)}\n`]), "kolumner"],
		["no file", new Blob([]), "Välj en fil."],
	])("refuses %s in a sentence, keeps the form, and leaves nothing", async (_name, text, sentence) => {
		const { world, carin } = await opened();
		const name = sentence === "Välj en fil." ? "" : "fil.csv";
		let answer = await carin.upload(paths.purchasesPreview(), form(text, { period_key: "2026-09" }, name));
		// a large file is read in a thread: on a slow machine its address tells, not the upload
		const at = answer.headers.get("location");
		while (at !== null && answer.status !== 422) answer = await carin.get(at);
		expect(answer.status).toBe(422);
		const html = await textOf(answer);
		expect(html).toContain(sentence);
		expect(html).toMatch(/value="2026-09" selected/);
		expect(await leftBehind(world)).toEqual(NOTHING);
	});

	it("refuses the same file, a frozen period and an unknown one before anything is kept", async () => {
		const { world, carin } = await opened();
		const text = csv(...purchasesOf("1001", 1));
		await importText(world, await world.as("carin"), text);
		const before = await leftBehind(world);
		const tries: [FormData, string][] = [
			[form(text, { period_key: "2026-11" }), "Samma fil lästes in"],
			[form(csv("V9;1001;2026-10-02;A;1;1")), "redan fryst"],
			[form(text, { period_key: "2031-01" }), "Ingen gällande plan för 2031"],
			[form(text, { period_key: "hej" }), "Ange en period"],
			[form(text, { period_key: "2026-11", control_id: "annan" }), "Välj ett kontrollmoment"],
		];
		for (const [body, sentence] of tries) {
			const answer = await carin.upload(paths.purchasesPreview(), body);
			expect(answer.status).toBe(422);
			expect(await textOf(answer)).toContain(sentence);
		}
		expect(await leftBehind(world)).toEqual(before);
	});

	it("T02: a hostile file name is shown as text and changes nothing else", async () => {
		const { world, carin } = await opened();
		const name = `<img src=x onerror=alert(1)>\u202e${"a".repeat(10)}.csv`;
		const uploaded = await carin.upload(
			paths.purchasesPreview(),
			form(csv(...purchasesOf("1001", 1)), { period_key: "2026-10" }, name),
		);
		const html = await textOf(await carin.get(uploaded.headers.get("location")!));
		expect(html).not.toContain("<img");
		expect(html).not.toContain("\u202e");
		expect(world.dataDir).toBeTruthy();
	});
});

describe("what the file does not say", () => {
	const unnamed = "Nummer;Plats;När;Kronor\nV1;1001;2026-10-02;100\n";

	it("is mapped by hand once and remembered for the next file", async () => {
		const { world, carin } = await opened();
		const { url, html } = await preview(carin, unnamed);
		expect(html).toContain("Filen saknar kolumn för verifikationsnummer, belopp och bokföringsdatum");
		const mapped = await carin.post(paths.purchasesMapping(tokenIn(url)), {
			heading: ["Nummer", "Plats", "När", "Kronor"],
			was: ["", "", "", ""],
			field: ["voucher_no", "unit_code", "booking_date", "amount"],
		});
		expect(mapped.status).toBe(303);
		expect(await textOf(await carin.get(mapped.headers.get("location")!))).toMatch(/Inköp som kommer med<\/dt><dd>1</);
		const next = await preview(carin, unnamed.replace("V1", "V2"));
		expect(next.html).toMatch(/Inköp som kommer med<\/dt><dd>1</);
		const events = await world.ctx.db
			.selectFrom("events")
			.select("data")
			.where("type", "=", "mapping.remembered")
			.execute();
		expect(events.map((event) => JSON.parse(event.data))).toContainEqual({
			heading: "Kronor",
			field: "belopp",
			source: "Ekonomisystemet",
		});
		expect(events).toHaveLength(4);
	});

	it("can be corrected, and one field is never two columns", async () => {
		const { carin } = await opened();
		const { url } = await preview(carin, unnamed);
		const twice = await carin.post(paths.purchasesMapping(tokenIn(url)), {
			heading: ["Nummer", "Plats"],
			was: ["", ""],
			field: ["voucher_no", "voucher_no"],
		});
		expect(twice.status).toBe(422);
		expect(await textOf(twice)).toContain("Samma uppgift är vald för två kolumner");
		const unknown = await carin.post(paths.purchasesMapping(tokenIn(url)), {
			heading: ["Nummer"],
			was: [""],
			field: ["secret"],
		});
		expect(unknown.status).toBe(422);
	});

	it("is the unit, when the file has no column for it", async () => {
		const { world, carin } = await opened();
		const { url, html } = await preview(carin, "Ver.nr;Datum;Belopp\nV1;2026-10-02;100\n");
		expect(html).toContain("Filen har ingen kolumn för enhet. Välj vilken enhet den gäller.");
		expect(html).not.toContain("Läs in och frys");
		const foreign = await carin.post(paths.purchasesMapping(tokenIn(url)), { unit_id: world.ids.gamma });
		expect(foreign.status).toBe(422);
		const chosen = await carin.post(paths.purchasesMapping(tokenIn(url)), { unit_id: world.ids.beta });
		const token = tokenIn(chosen.headers.get("location")!);
		const confirmed = await carin.post(paths.purchasesConfirmation(token), {});
		expect(confirmed.status).toBe(303);
		const line = await world.ctx.db.selectFrom("ledger_lines").select("unit_id").executeTakeFirstOrThrow();
		expect(line.unit_id).toBe(world.ids.beta);
	});
});

describe("the list of imported files", () => {
	it("is the same on the page and in its files", async () => {
		const { world, carin } = await opened();
		await importText(world, await world.as("carin"), csv(...purchasesOf("1001", 2)));
		const rows = (await (await carin.get("/inkop.json")).json()) as Record<string, unknown>[];
		expect(rows).toMatchObject([{ file_name: "inkop.csv", rows: 2, refused: 0, population_n: 2, drawn_at: null }]);
		expect(await (await carin.get("/inkop.csv")).text()).toContain("inkop.csv");
		expect((await carin.get("/inkop.xlsx")).status).toBe(200);
		const html = await textOf(await carin.get(paths.purchases()));
		expect(html).toContain("oktober 2026");
		expect(html).toContain("Fryst, inte draget");
		expect(html).not.toContain('value="2026-10"');
	});

	it("T16 T23: is seen by controller and revisor alone, and only the controller may upload", async () => {
		const { world } = await opened();
		const done = await importText(world, await world.as("carin"), csv(...purchasesOf("1001", 2)));
		for (const person of ["maria", "mats", "fia", "adam"] as const) {
			const client = await clientFor(world, person);
			expect((await client.get(paths.purchases())).status).toBe(403);
			expect((await client.get("/inkop.json")).status).toBe(403);
			expect((await client.upload(paths.purchasesPreview(), form(csv()))).status).toBe(403);
			expect((await client.get(paths.purchaseFile(done.file_id))).status).toBe(403);
		}
		const rune = await clientFor(world, "rune");
		expect(await textOf(await rune.get(paths.purchases()))).not.toContain("Läs in en fil");
		expect((await rune.get(paths.purchaseFile(done.file_id))).status).toBe(200);
		expect((await rune.upload(paths.purchasesPreview(), form(csv()))).status).toBe(403);
	});

	it("lists the credit notes beside the population, on the page and in the files", async () => {
		const { world, carin } = await opened();
		const text = csv(...purchasesOf("1001", 2), "K1;1001;2026-10-02;Hygienlagret AB;7;-1250,50");
		const done = await importText(world, await world.as("carin"), text);
		expect(await textOf(await carin.get(paths.population(done.population_id)))).toContain("1, −1 250,50 kr");
		expect(await textOf(await carin.get(paths.creditNotes(done.population_id)))).toContain("Hygienlagret AB");
		expect(await (await carin.get(`${paths.creditNotes(done.population_id)}.json`)).json()).toMatchObject([
			{ item_key: "||2026|K1|1001", amount_ore: -125_050 },
		]);
	});

	it("T18: a controller of another part of the tree finds nothing", async () => {
		const { world } = await opened();
		const done = await importText(world, await world.as("carin"), csv(...purchasesOf("1001", 2)));
		await moveCarin(world);
		const elsewhere = await clientFor(world, "carin");
		expect(await (await elsewhere.get("/inkop.json")).json()).toEqual([]);
		expect((await elsewhere.get(paths.purchaseFile(done.file_id))).status).toBe(404);
		expect((await elsewhere.get(paths.population(done.population_id))).status).toBe(404);
		expect((await elsewhere.get(paths.creditNotes(done.population_id))).status).toBe(404);
		expect((await elsewhere.get(`${paths.creditNotes(done.population_id)}.csv`)).status).toBe(404);
		expect((await elsewhere.post(paths.population(done.population_id), {})).status).toBe(404);
	});
});

/** Makes the controller one of Område psykiatri. */
async function moveCarin(world: World): Promise<void> {
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("roles").set({ unit_id: world.ids.psyk }).where("person_id", "=", world.ids.carin).execute(),
	);
}
