import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import ExcelJS from "exceljs";
import iconv from "iconv-lite";
import { describe, expect, it, onTestFinished } from "vitest";
import { FileRefused } from "../../../src/ground/reading/file-refused.ts";
import type { PurchaseLine } from "../../../src/ground/reading/purchase-line.ts";
import type { ReadOptions } from "../../../src/ground/reading/read-options.ts";
import { readPurchaseFile } from "../../../src/ground/reading/read-purchase-file.ts";
import { ZipParts } from "../../../src/ground/reading/workbook/zip-parts.ts";
import { groupIntoVouchers } from "../../../src/ground/reading/vouchers.ts";
import { zipOf } from "../../support/zip.ts";

async function read(bytes: string | Uint8Array, options: Partial<ReadOptions> = {}) {
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-form-"));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const path = join(folder, "fil");
	writeFileSync(path, bytes);
	const lines: PurchaseLine[] = [];
	const summary = await readPurchaseFile(path, { period: "2026-10", ...options }, (lot) => {
		lines.push(...lot);
	});
	return { ...summary, lines };
}

async function refusal(bytes: string | Uint8Array, options: Partial<ReadOptions> = {}): Promise<string> {
	const error = await read(bytes, options).catch((caught: unknown) => caught);
	expect(error).toBeInstanceOf(FileRefused);
	return (error as FileRefused).message;
}

const HEADING = ["Ver.nr", "Kst", "Bokföringsdatum", "Leverantör", "Belopp"];

async function workbook(fill: (book: ExcelJS.Workbook) => void): Promise<Buffer> {
	const book = new ExcelJS.Workbook();
	fill(book);
	return Buffer.from(await book.xlsx.writeBuffer());
}

describe("a workbook", () => {
	it("is read with real dates and numbers, by row", async () => {
		const bytes = await workbook((book) => {
			const sheet = book.addWorksheet("Oktober");
			sheet.addRow(HEADING);
			sheet.addRow(["A1", 1001, new Date(Date.UTC(2026, 9, 3)), "Kalle & Co", 1234.56]);
			sheet.addRow([]);
			sheet.addRow(["A2", "1001", "2026-10-04", "Ö", 0.1 + 0.2]);
			sheet.addRow(["A3", "1001", new Date(Date.UTC(2026, 9, 5)), "Ö", 1.234]);
			sheet.getColumn(3).numFmt = "yyyy-mm-dd";
		});
		const file = await read(bytes);
		expect(file).toMatchObject({ delimiter: "xlsx", rows: 2, sumOre: 123_486 });
		expect(file.lines.map((line) => [line.line_no_in_file, line.number, line.date, line.amount_ore])).toEqual([
			[2, "A1", "2026-10-03", 123_456],
			[4, "A2", "2026-10-04", 30],
		]);
		expect(file.refused).toEqual([{ line: 5, reason: "Beloppet ”1.2340” har fler än två decimaler." }]);
	});

	it("gives the sheet that has the columns, and names those that are not read", async () => {
		const bytes = await workbook((book) => {
			book.addWorksheet("Läs mig").addRow(["Om filen"]);
			const sheet = book.addWorksheet("Data");
			sheet.addRow(HEADING);
			sheet.addRow(["A1", "1001", "2026-10-03", "L", "1 234,50"]);
		});
		const file = await read(bytes);
		expect(file.sumOre).toBe(123_450);
		expect(file.warnings).toEqual([{ line: null, text: "Kalkylbladet ”Data” är läst. Inte lästa: ”Läs mig”." }]);
	});

	it("T14: is refused when it is cut off, and when it would inflate beyond reason", async () => {
		const bytes = await workbook((book) => {
			book.addWorksheet("Oktober").addRow(HEADING);
		});
		expect(await refusal(bytes.subarray(0, bytes.length - 100))).toContain("går inte att läsa som en arbetsbok");
		const heading = HEADING.map((text) => `<c t="str"><v>${text}</v></c>`).join("");
		const cells = '<row><c t="str"><v>0</v></c></row>'.repeat(700_000);
		const bomb = zipOf({
			"xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="B" r:id="r1"/></sheets></workbook>',
			"xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/></Relationships>',
			"xl/worksheets/s.xml": `<worksheet><sheetData><row>${heading}</row>${cells}</sheetData></worksheet>`,
		});
		expect(await refusal(bomb, { mapping: { "0": "voucher_no" } })).toMatch(/orimligt många element/);
	});

	it("T14: no part of it is inflated beyond what real sheets grow, however few elements it has", async () => {
		const folder = mkdtempSync(join(tmpdir(), "tillracklig-form-"));
		onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
		const inflated = async (letters: number, limits = { bytes: 1e9, seconds: 60 }) => {
			const path = join(folder, `${letters}.xlsx`);
			writeFileSync(path, zipOf({ part: "a".repeat(letters) }));
			const parts = await ZipParts.open(path, limits);
			let length = 0;
			try {
				for await (const text of parts.text("part")) length += text.length;
			} finally {
				parts.close();
			}
			return length;
		};
		expect(await inflated(19_000_000)).toBe(19_000_000);
		await expect(inflated(21_000_000)).rejects.toThrow("Arbetsboken är för stor när den packas upp.");
		await expect(inflated(2_000, { bytes: 1_999, seconds: 60 })).rejects.toThrow("för stor när den packas upp");
	});
});

describe("JSON of a row store", () => {
	const row = (number: number, more: object = {}) => ({
		"\ufeffverifikationsnummer": `V${number}`,
		bokforingsdatum: "2026-10-02",
		forvaltning: "1001",
		leverantor: 'A "B" å',
		belopp: "100.50",
		...more,
	});

	it("is read whatever the window cuts it at, names with a byte order mark too", async () => {
		const rows = Array.from({ length: 12_000 }, (_, i) => row(i));
		const file = await read(JSON.stringify({ resultCount: 12_000, offset: 0, results: rows, queryTime: 3 }));
		expect(file).toMatchObject({ delimiter: "json", rows: 12_000, sumOre: 120_600_000, warnings: [] });
		expect(file.lines[11_999]).toMatchObject({
			line_no_in_file: 12_000,
			voucher_no: "V11999",
			supplier_name: 'A "B" å',
		});
	});

	it("may be a bare list, with numbers that keep their digits", async () => {
		const file = await read(
			'[{"fakturanummer":12345678901234567890,"fakturadatum":"2026-10-02","belopp":12.5,"text":null}]',
		);
		expect(file.lines[0]).toMatchObject({ invoice_no: "12345678901234567890", amount_ore: 1250, text: null });
	});

	it("warns when the store answered a part of its rows", async () => {
		const file = await read(JSON.stringify({ results: [row(1)], resultCount: 500 }));
		expect(file.warnings[0]?.text).toContain("1 av radlagrets 500 rader");
	});

	it("refuses a row with its place and reason", async () => {
		const file = await read(JSON.stringify([row(1), row(2, { belopp: [1] }), row(3, { valuta: "EUR" })]));
		expect(file.refused).toEqual([
			{ line: 2, reason: "Uppgiften ”belopp” är en lista eller ett objekt, inte ett värde." },
			{ line: 3, reason: expect.stringContaining("blanda valutor") },
		]);
	});

	it("is refused when it is cut off, broken or empty", async () => {
		const whole = JSON.stringify({ results: [row(1), row(2)] }, null, 1);
		expect(await refusal(whole.slice(0, -30))).toBe(
			"Filen är avkortad: posten som börjar på rad 9 avslutas aldrig, efter 1 lästa poster.",
		);
		expect(await refusal(whole.slice(0, -2))).toContain("Filen är avkortad");
		expect(await refusal('{"results":[{"a":1},\n{"a" 2}]}')).toContain("oväntat tecken på rad 2");
		expect(await refusal('{"results":[]}')).toBe("Filen är JSON men har inga rader.");
		expect(await refusal('{"fel":"x"}')).toContain("ingen lista med rader");
		expect(await refusal("[1]")).toContain("inte giltig JSON");
		expect(await refusal(`[{"a":${"[".repeat(9_000)}`)).toContain("djupt nästlad");
	});
});

const SIE = (...posts: string[]) =>
	[
		"#FLAGGA 0",
		"#FORMAT PC8",
		"#SIETYP 4",
		"#ORGNR 232100-0164",
		'#KONTO 5410 "Förbrukningsinventarier"',
		...posts,
		"",
	].join("\r\n");
const VOUCHER = [
	'#OBJEKT 1 "1001" "Vårdcentralen Alfa"',
	'#VER "L" "17" 20261003 "Kåpor \\"stora\\" och små" 20261005',
	"{",
	"#TRANS 2440 {} -1250.00",
	'#TRANS 5410 {1 "1001" 6 "P1"} 600.00 20261003 "Blå"',
	'#TRANS 5410 {1 "1001"} 400.00',
	"#BTRANS 5410 {} 99.00",
	"#TRANS 2641 {} 250.00",
	"}",
];

/** The checksum of posts, from the fields as the format counts them: no spaces between them, no quotes, no brackets. */
function sumOf(posts: readonly string[]): number {
	const bare = posts
		.filter((post) => post !== "{" && post !== "}")
		.map((post) =>
			[...post.matchAll(/"((?:[^"\\]|\\.)*)"|([^\s"{}]+)/g)]
				.map(([, quoted, word]) => quoted?.replaceAll('\\"', '"') ?? word)
				.join(""),
		);
	return crc32(iconv.encode(bare.join(""), "cp437"));
}

describe("SIE 4", () => {
	it("is read in its own code page; a voucher is one item of its cost rows", async () => {
		const file = await read(iconv.encode(SIE(...VOUCHER), "cp437"));
		expect(file).toMatchObject({ encoding: "CP437", delimiter: "sie", rows: 2, refused: [], sumOre: 100_000 });
		expect(file.lines[0]).toMatchObject({
			line_no_in_file: 10,
			series: "L",
			voucher_no: "17",
			unit_code: "1001",
			account: "5410",
			account_text: "Förbrukningsinventarier",
			booking_date: "2026-10-03",
			registered_at: "2026-10-05",
			text: "Blå",
		});
		expect(file.lines[1]?.text).toBe('Kåpor "stora" och små');
		expect(groupIntoVouchers(file.lines)).toMatchObject([{ number: "17", amount_ore: 100_000, unit_code: "1001" }]);
	});

	it.each(["utf8", "windows-1252"])("is read in %s too, as some systems write it", async (encoding) => {
		const file = await read(iconv.encode(SIE(...VOUCHER), encoding));
		expect(file.lines[0]?.account_text).toBe("Förbrukningsinventarier");
	});

	it("obeys the file's own account types", async () => {
		const file = await read(
			SIE(
				"#KTYP 5410 T",
				"#KTYP 1250 K",
				...VOUCHER,
				"#VER L 18 20261003",
				"{",
				"#TRANS 1250 {1 1001} 5",
				"#TRANS 1930 {} -5",
				"}",
			),
		);
		expect(file.lines.map((line) => line.account)).toEqual(["1250"]);
		expect(file.warnings[0]?.text).toBe("1 verifikation har ingen rad på ett kostnadskonto och är därför inga inköp.");
	});

	it("refuses one voucher with its lines, and reads the rest", async () => {
		const good = ["#VER L 18 20261003", "{", "#TRANS 5410 {1 1001} 300", "#TRANS 2440 {} -300", "}"];
		const broken = (...rows: string[]) => read(SIE("#VER L 1 20261003 Köp", "{", ...rows, "}", ...good));
		const refused = async (...rows: string[]) => {
			const file = await broken(...rows);
			expect(file.lines.map((line) => [line.number, line.amount_ore])).toEqual([["18", 30_000]]);
			return file.refused.map(({ line, reason }) => `${line}: ${reason.replaceAll("\u00a0", " ")}`);
		};
		expect(await refused("#TRANS 5410 {1 1001} 5", "#TRANS 2440 {} -50")).toEqual([
			"8: Verifikationen L 1 på rad 6 balanserar inte: raderna summerar till −45,00 kr, inte noll.",
		]);
		expect(await refused('#TRANS 5410 {1 1001} 5 20261003 "öppen', "#TRANS 5410 {} 3", "#TRANS 2440 {} -8")).toEqual([
			"8: Citattecknet avslutas inte på raden.",
			"9: Verifikationen L 1 på rad 6 är avvisad i sin helhet, eftersom rad 8 inte kan läsas.",
		]);
		expect(await refused("#TRANS 5410 {1 1001 5", "#TRANS 2440 {} -5")).toEqual([
			"8: Objektlistan avslutas inte på raden.",
		]);
		expect(await refused("#TRANS 5410 {1 1001} fem", "#TRANS 2440 {} -5")).toEqual([
			"8: Beloppet ”fem” kan inte läsas. En cell ska innehålla ett enda belopp.",
		]);
	});

	it("refuses a voucher that is never ended, or begins with a quote left open, and reads on", async () => {
		const rows = ["{", "#TRANS 5410 {1 1001} 5", "#TRANS 2440 {} -5"];
		const file = await read(SIE("#VER L 1 20261003", ...rows, '#VER L 2 20261003 "öppen', ...rows, "}", ...VOUCHER));
		expect(file.lines.map((line) => line.number)).toEqual(["17", "17"]);
		expect(file.refused).toEqual([
			{ line: 8, reason: "Verifikationen avslutas aldrig." },
			{ line: 12, reason: "Rad 10: Citattecknet avslutas inte på raden." },
		]);
	});

	it("verifies the file's own checksum", async () => {
		const posts = ["#KSUMMA", ...VOUCHER];
		const checked = (number: number) => read(iconv.encode(SIE(...posts, `#KSUMMA ${number}`), "cp437"));
		expect((await checked(sumOf(VOUCHER))).warnings).toEqual([]);
		expect((await checked(sumOf(VOUCHER) + 1)).warnings).toEqual([
			{ line: 16, text: expect.stringContaining("#KSUMMA") },
		]);
	});

	it("is refused with the lines: cut off, another type or currency, without numbers", async () => {
		expect(await refusal(SIE(...VOUCHER.slice(0, -1)))).toBe(
			"Filen är avkortad: verifikationen L 17 som börjar på rad 7 avslutas aldrig.",
		);
		expect(await refusal(SIE('#VER L "" 20261003', "{", "#TRANS 5410 {} 5", "#TRANS 2440 {} -5", "}"))).toContain(
			"SIE 4I",
		);
		expect(await refusal("#FLAGGA 0\n#SIETYP 1\n")).toContain("SIE typ 1");
		expect(await refusal(SIE("#VALUTA EUR"))).toContain("Rad 6: filen är i EUR");
		expect(await refusal(SIE())).toContain("utan verifikationer");
	});
});

it("a file over the cap is refused whatever its form", async () => {
	for (const text of ['[{"a":1}]          ', SIE(...VOUCHER), "Ver.nr;Datum;Belopp\n1;2026-10-01;5\n"]) {
		expect(await refusal(text, { maxBytes: 10 })).toContain("gränsen för en fil");
	}
});
