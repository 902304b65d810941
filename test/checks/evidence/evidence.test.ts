import { createHash } from "node:crypto";
import { readdirSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { listEditions, listEvidenceOf } from "../../../db/queries/checks/evidence.ts";
import { listEventsOf } from "../../../db/queries/ground/write.ts";
import { verifyEvidence } from "../../../src/checks/evidence/verify-evidence.ts";
import { keptPath } from "../../../src/ground/files/file-store.ts";
import { eventSentence } from "../../../src/ground/write/events.ts";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openDrawnRun } from "../../support/drawn-run.ts";
import { openWorld, type PersonKey, type World } from "../../support/world.ts";
import { HTML, MHT, PDF, PNG, SVG, XHTML, XLS_WITH_MACROS, XLSM, XLSX } from "./files.ts";

async function opened() {
	const world = await openWorld();
	const run = await openDrawnRun(world);
	return { world, run, item: run.itemIds[0]! };
}

async function send(
	world: World,
	item: string,
	bytes: Buffer,
	name: string,
	more: { person?: PersonKey; series?: string; kind?: string; environment?: Record<string, string> } = {},
) {
	const client = await clientFor(world, more.person ?? "maria", undefined, more.environment);
	const form = new FormData();
	if (more.series) form.set("serie", more.series);
	form.set("fil", new File([bytes], name));
	return client.upload(paths.evidenceOf(more.kind ?? "sample_item", item), form);
}

const kept = (world: World, item: string) => listEvidenceOf(world.ctx.db, "sample_item", item);
/** The row that was not there before: with a clock that stands still, rows of one moment have no order. */
async function added(world: World, item: string, seen: Set<string>) {
	const row = (await kept(world, item)).find((one) => !seen.has(one.id))!;
	seen.add(row.id);
	return row;
}
const filesIn = (world: World, folder: string) =>
	readdirSync(join(world.dataDir, folder), { recursive: true, withFileTypes: true }).filter((one) => one.isFile());

test("a photo is kept byte for byte, with its hash and its type by content, and told in the item's history", async () => {
	const { world, item } = await opened();
	expect((await send(world, item, PNG, "kvitto.jpg")).status).toBe(303);
	const [row] = await kept(world, item);
	const sha256 = createHash("sha256").update(PNG).digest("hex");
	expect(row).toMatchObject({
		file_name: "kvitto.jpg",
		content_type: "image/png",
		bytes: PNG.length,
		sha256,
		edition: 1,
	});
	const [event] = await listEventsOf(world.ctx.db, "sample_item", [item]);
	expect(eventSentence(event!)).toContain(
		`lade till underlaget kvitto.jpg (utgåva 1, ${PNG.length} byte, SHA-256 ${sha256})`,
	);
	const answer = await (await clientFor(world, "maria")).get(paths.evidenceFile(row!.id));
	expect(Buffer.from(await answer.arrayBuffer()).equals(PNG)).toBe(true);
	expect(await (await (await clientFor(world, "maria")).get(paths.evidence(row!.id))).text()).toContain(sha256);
});

test("T10 T15 svg, html, mht and xhtml are kept but only ever downloaded, whatever they are called", async () => {
	const { world, item } = await opened();
	const seen = new Set<string>();
	for (const [bytes, name] of [
		[SVG, "bild.png"],
		[HTML, "kvitto.pdf"],
		[MHT, "sida.mht"],
		[XHTML, "sida.jpg"],
		[XLSX, "lista.xlsx"],
	] as const) {
		expect((await send(world, item, bytes, name)).status).toBe(303);
		const row = await added(world, item, seen);
		const client = await clientFor(world, "maria");
		for (const path of [paths.evidencePreview(row.id), paths.evidenceFile(row.id)]) {
			const answer = await client.get(path);
			expect(answer.headers.get("content-disposition")).toMatch(/^attachment; /);
			expect(answer.headers.get("content-type")).toBe("application/octet-stream");
			expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
			expect(answer.headers.get("content-security-policy")).toContain("sandbox");
		}
		expect(await (await client.get(paths.evidence(row.id))).text()).not.toContain("<object");
	}
});

test("T03 images and PDF by content are shown in the page; images sealed in a sandbox, PDF framed by this site alone", async () => {
	const { world, item } = await opened();
	await send(world, item, PNG, "bild");
	await send(world, item, PDF, "faktura.html");
	const both = await kept(world, item);
	const [image, document] = [
		both.find((one) => one.file_name === "bild"),
		both.find((one) => one.file_name !== "bild"),
	];
	const client = await clientFor(world, "maria");
	const shown = await client.get(paths.evidencePreview(image!.id));
	expect(shown.headers.get("content-disposition")).toMatch(/^inline; /);
	expect(shown.headers.get("content-type")).toBe("image/png");
	expect(shown.headers.get("content-security-policy")).toContain("sandbox");
	const pdf = await client.get(paths.evidencePreview(document!.id));
	expect(pdf.headers.get("content-type")).toBe("application/pdf");
	expect(pdf.headers.get("content-security-policy")).toContain("frame-ancestors 'self'");
	expect(pdf.headers.get("content-security-policy")).toContain("default-src 'none'");
	expect((await client.get(paths.evidenceFile(document!.id))).headers.get("content-disposition")).toMatch(
		/^attachment/,
	);
});

test("T10 a workbook with macros is refused by its content, also when it is renamed", async () => {
	const { world, item } = await opened();
	for (const [bytes, name] of [
		[XLSM, "lista.xlsx"],
		[XLSM, "bild.png"],
		[XLS_WITH_MACROS, "gammal.xls"],
	] as const) {
		const answer = await send(world, item, bytes, name);
		expect(answer.status).toBe(422);
		expect(await answer.text()).toContain("Filen innehåller makron och tas inte emot.");
	}
	expect(await kept(world, item)).toEqual([]);
	expect([...filesIn(world, "evidence"), ...filesIn(world, "tmp")]).toEqual([]);
});

test("empty, missing and too large files are refused in Swedish, and leave nothing behind", async () => {
	const { world, item } = await opened();
	const empty = await send(world, item, Buffer.alloc(0), "tom.pdf");
	expect([empty.status, await empty.text()]).toEqual([422, expect.stringContaining("Filen är tom.")]);
	const none = await (await clientFor(world, "maria")).upload(paths.evidenceOf("sample_item", item), new FormData());
	expect(none.status).toBe(422);
	const large = await send(world, item, Buffer.alloc(1_000_001), "stor.bin", { environment: { EVIDENCE_MAX_MB: "1" } });
	expect([large.status, await large.text()]).toEqual([422, expect.stringContaining("större än 1 MB")]);
	expect(await kept(world, item)).toEqual([]);
	expect([...filesIn(world, "evidence"), ...filesIn(world, "tmp")]).toEqual([]);
});

test("T02 a hostile name is kept as plain text, escaped on the page, and cannot break a header", async () => {
	const { world, item } = await opened();
	const seen = new Set<string>();
	const form = [
		["../../etc/passwd", "passwd"],
		["C:\\fakepath\\kvitto.pdf", "kvitto.pdf"],
		["faktura\u202egnp.exe", "fakturagnp.exe"],
		['"><img src=x onerror=alert(1)>.png', '"><img src=x onerror=alert(1)>.png'],
		["rad\r\nX-Evil: 1.png", null],
		["å".repeat(400), "å".repeat(150)],
	] as const;
	const client = await clientFor(world, "maria");
	for (const [name, stored] of form) {
		const boundary = "xx";
		const body = Buffer.concat([
			Buffer.from(
				`--${boundary}\r\nContent-Disposition: form-data; name="fil"; filename*=UTF-8''${encodeURIComponent(name)}\r\nContent-Type: image/png\r\n\r\n`,
			),
			PNG,
			Buffer.from(`\r\n--${boundary}--\r\n`),
		]);
		const answer = await client.post(
			paths.evidenceOf("sample_item", item),
			{},
			{
				headers: { "Content-Type": `multipart/form-data; boundary=${boundary}` },
				body,
			},
		);
		expect([name, answer.status]).toEqual([name, stored === null ? 422 : 303]);
		if (stored === null) continue;
		const row = await added(world, item, seen);
		expect(row.file_name).toBe(stored);
		const page = await (await client.get(paths.evidence(row.id))).text();
		expect(page).not.toContain("<img src=x");
		const file = await client.get(paths.evidenceFile(row.id));
		expect(file.headers.get("x-evil")).toBeNull();
		expect(file.headers.get("content-disposition")).toMatch(
			/^attachment; filename="[^"\\\p{Cc}]*"; filename\*=UTF-8''[\w.%~!-]*$/u,
		);
	}
});

test("T11 T13 T18 every way to the bytes asks the right at the parent object's unit: foreign people get 404", async () => {
	const { world, item } = await opened();
	await send(world, item, PNG, "kvitto.png");
	const [row] = await kept(world, item);
	const all = [paths.evidence(row!.id), paths.evidenceFile(row!.id), paths.evidencePreview(row!.id)];
	for (const [person, status] of [
		["maria", 200],
		["mats", 200],
		["nils", 200],
		["carin", 200],
		["rune", 200],
		["beata", 404],
		["boris", 404],
		["gunnel", 404],
		["adam", 403],
	] as const) {
		const client = await clientFor(world, person);
		for (const path of all) expect([person, path, (await client.get(path)).status]).toEqual([person, path, status]);
	}
	const nobody = await clientFor(world, null);
	for (const path of all) expect((await nobody.get(path)).status).toBe(303);
	const readers = world.ctx.db.selectFrom("events").select("actor_name").where("type", "=", "evidence.opened");
	const names = new Set((await readers.execute()).map(({ actor_name }) => actor_name));
	expect([...names].sort(), "whoever got the bytes, and nobody else").toEqual(
		["Carin Åberg", "Maria Ek", "Mats Berg", "Nils Holm", "Rune Öberg"].sort(),
	);
});

test("T24 who loses the role loses the bytes", async () => {
	const { world, item } = await opened();
	await send(world, item, PNG, "kvitto.png");
	const [row] = await kept(world, item);
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("roles").set({ valid_to: "2026-11-15" }).where("person_id", "=", world.ids.maria).execute(),
	);
	expect((await (await clientFor(world, "maria")).get(paths.evidenceFile(row!.id))).status).toBe(403);
});

test("T17 who may not add is refused before a byte is kept", async () => {
	const { world, item } = await opened();
	for (const [person, status] of [
		["beata", 404],
		["rune", 403],
		["fia", 403],
	] as const) {
		expect((await send(world, item, PNG, "kvitto.png", { person })).status).toBe(status);
	}
	expect((await send(world, "finns-inte", PNG, "kvitto.png")).status).toBe(404);
	expect((await send(world, item, PNG, "kvitto.png", { kind: "people" })).status).toBe(404);
	expect([...filesIn(world, "evidence"), ...filesIn(world, "tmp")]).toEqual([]);
});

test("T12 a new edition is a new row in the series; the database refuses to change or remove the old one", async () => {
	const { world, run, item } = await opened();
	await send(world, item, PNG, "kvitto.png");
	const [first] = await kept(world, item);
	expect((await send(world, item, PDF, "kvitto.pdf", { series: first!.series_id })).status).toBe(303);
	const editions = await listEditions(world.ctx.db, first!.series_id);
	expect(editions.map((one) => [one.edition, one.file_name])).toEqual([
		[2, "kvitto.pdf"],
		[1, "kvitto.png"],
	]);
	expect((await send(world, run.itemIds[1]!, PDF, "annat.pdf", { series: first!.series_id })).status).not.toBe(303);
	const change = (statement: "update" | "delete") =>
		world.ctx.database.transaction(async (trx) =>
			statement === "update"
				? trx
						.updateTable("evidence")
						.set({ sha256: "0".repeat(64) })
						.execute()
				: trx.deleteFrom("evidence").execute(),
		);
	await expect(change("update")).rejects.toThrow("not allowed");
	await expect(change("delete")).rejects.toThrow("not allowed");
});

test("evidence added after the signature is allowed and stamped sen", async () => {
	const { world, run, item } = await opened();
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("control_runs").set({ status: "approved" }).where("id", "=", run.runId).execute(),
	);
	await send(world, item, PNG, "kvitto.png");
	const [event] = await listEventsOf(world.ctx.db, "sample_item", [item]);
	expect(eventSentence(event!)).toContain("efter signeringen (sen)");
});

test("the same bytes twice are two rows and one file", async () => {
	const { world, run, item } = await opened();
	await send(world, item, PNG, "kvitto.png");
	await send(world, run.itemIds[1]!, PNG, "samma.png");
	expect(filesIn(world, "evidence")).toHaveLength(1);
});

test("every row is checked against its file: a missing and a changed file are named", async () => {
	const { world, run, item } = await opened();
	await send(world, item, PNG, "kvitto.png");
	await send(world, run.itemIds[1]!, PDF, "faktura.pdf");
	const evidenceOnly = async () =>
		(await verifyEvidence(world.ctx.db, world.ctx.files)).problems.filter((text) => !text.includes("inkop.csv"));
	expect(await evidenceOnly()).toEqual([]);
	const [png] = await kept(world, item);
	const [pdf] = await kept(world, run.itemIds[1]!);
	writeFileSync(keptPath(world.dataDir, png!.sha256), "annat");
	unlinkSync(keptPath(world.dataDir, pdf!.sha256));
	expect((await evidenceOnly()).sort()).toEqual([
		expect.stringContaining("Filen faktura.pdf saknas"),
		expect.stringContaining("Filen kvitto.png har ändrats"),
	]);
	const answer = await (await clientFor(world, "maria")).get(paths.evidenceFile(pdf!.id));
	expect([answer.status, (await answer.text()).includes("Filen finns inte kvar i lagringen")]).toEqual([502, true]);
});

test("htmx gets the block with the new file; without it the person comes back to the purchase", async () => {
	const { world, item } = await opened();
	const client = await clientFor(world, "maria");
	const form = new FormData();
	form.set("fil", new File([PNG], "kvitto.png"));
	const answer = await client.upload(paths.evidenceOf("sample_item", item), form, { htmx: true });
	const text = await answer.text();
	expect(answer.status).toBe(200);
	expect(text).toContain("kvitto.png");
	expect(text).not.toContain("<html");
	const plain = await send(world, item, PNG, "igen.png");
	expect(plain.headers.get("location")).toBe(paths.item(item));
});

test("a measure's page takes what shows its effect, from those who may, and tells it in the history", async () => {
	const { world } = await opened();
	const measure = await world.ctx.db.selectFrom("measures").select("id").executeTakeFirstOrThrow();
	expect((await send(world, measure.id, PDF, "effekt.pdf", { kind: "measure", person: "adam" })).status).toBe(403);
	expect((await send(world, measure.id, PDF, "effekt.pdf", { kind: "measure", person: "carin" })).status).toBe(303);
	const page = await (await (await clientFor(world, "carin")).get(paths.measure(measure.id))).text();
	expect(page).toContain("lade till underlaget effekt.pdf");
	expect(page).toContain(paths.evidenceOf("measure", measure.id));
	const reader = await (await (await clientFor(world, "adam")).get(paths.measure(measure.id))).text();
	expect(reader).toContain("effekt.pdf");
	expect(reader).not.toContain(`action="${paths.evidenceOf("measure", measure.id)}"`);
});

test("a photo in HEIC, which browsers do not show, is said to be one", async () => {
	const { world, item, run } = await opened();
	const head = Buffer.from("00000018667479706865696300000000686569636d696631", "hex");
	await send(world, item, Buffer.concat([head, Buffer.alloc(200)]), "IMG_0001.HEIC");
	expect(await kept(world, item)).toMatchObject([{ content_type: "image/heic" }]);
	const page = await (await (await clientFor(world, "maria")).get(paths.run(run.runId))).text();
	expect(page).toContain("Bilden är i formatet HEIC, som webbläsare sällan visar. Hämta den för att se den.");
});

test("a file that comes in parts is the file it was; a part that is gone, or none of ours, makes nothing", async () => {
	const { world, item } = await opened();
	const maria = await clientFor(world, "maria");
	const part = async (bytes: Buffer, person: PersonKey = "maria") =>
		(await clientFor(world, person)).post(
			paths.evidenceParts(),
			{},
			{ body: new Uint8Array(bytes), headers: { "Content-Type": "application/octet-stream" } },
		);
	const names = await Promise.all(
		[PDF.subarray(0, 20), PDF.subarray(20)].map(
			async (bytes) => ((await (await part(bytes)).json()) as { part: string }).part,
		),
	);
	const join = (parts: readonly string[], environment?: Record<string, string>) => {
		const form = new FormData();
		for (const name of parts) form.append("del", name);
		form.set("filnamn", "../foljesedel.pdf");
		return environment
			? clientFor(world, "maria", undefined, environment).then((client) =>
					client.upload(paths.evidenceOf("sample_item", item), form),
				)
			: maria.upload(paths.evidenceOf("sample_item", item), form);
	};
	for (const gone of [`aside-${"0".repeat(64)}`, "../../tillracklig.db", "aside-x", ""])
		expect((await join([names[0]!, gone])).status, gone).toBe(410);
	const half = Buffer.alloc(600_000);
	const large = await Promise.all(
		[half, half].map(async (bytes) => ((await (await part(bytes)).json()) as { part: string }).part),
	);
	const refused = await join(large, { EVIDENCE_MAX_MB: "1" });
	expect([refused.status, await refused.text()]).toEqual([422, expect.stringContaining("Filen är större än 1 MB.")]);
	const many = Array.from({ length: 101 }, () => names[0]!);
	expect((await join(many)).status, "more parts than are joined: never a file that lacks its end").toBe(413);
	expect(await kept(world, item)).toEqual([]);
	expect((await join(names)).status).toBe(303);
	const [row] = await kept(world, item);
	expect(row).toMatchObject({
		...{ file_name: "foljesedel.pdf", content_type: "application/pdf", bytes: PDF.length },
		sha256: createHash("sha256").update(PDF).digest("hex"),
	});
	expect((await part(Buffer.alloc(1_000_001))).status).toBe(413);
	expect((await part(PDF, "rune")).status, "who may add nothing sends nothing").toBe(403);
});
