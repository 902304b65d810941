import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ENCODERS, purchases, read } from "./reading-support.ts";

const ROWS = [
	["Ver.nr", "Enhetskod", "Enhet", "Bokf.datum", "Leverantör", "Text", "Belopp"],
	["1001", "4100", "Vårdcentralen Åsen", "2026-10-01", "Ängs & Öbergs AB", "Kompresser – 5 st", "1 234,50"],
	["1002", "4100", "Vårdcentralen Åsen", "20261031", "Café Söder", 'Kaffe, "bryggt"; svart', "-99,5"],
	["1003", "4200", "Folktandvården", "1/10/2026", "Étoile", "två\r\nrader", "12000"],
];
const DELIMITERS = [";", ",", "\t", "|"] as const;
const LINE_ENDS = ["\r\n", "\n", "\r"] as const;

function written(delimiter: string, lineEnd: string): string {
	const cell = (text: string) => (/[";,\t|\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
	return ROWS.map((row) => row.map(cell).join(delimiter) + lineEnd).join("");
}

describe("a purchases file", () => {
	for (const [encoding, encode] of Object.entries(ENCODERS)) {
		for (const delimiter of DELIMITERS) {
			for (const lineEnd of LINE_ENDS) {
				it(`in ${encoding} with ${JSON.stringify(delimiter)} and ${JSON.stringify(lineEnd)} is understood`, async () => {
					const bytes = encode(written(delimiter, lineEnd));
					const file = await read(bytes);
					expect(file).toMatchObject({ encoding, delimiter, rows: 3, refused: [], refused_count: 0, unrecognised: [] });
					expect(file.sumOre).toBe(123450 - 9950 + 1200000);
					expect(file.units).toEqual([
						{ unit_code: "4100", unit_name: "Vårdcentralen Åsen", rows: 2, sumOre: 113500 },
						{ unit_code: "4200", unit_name: "Folktandvården", rows: 1, sumOre: 1200000 },
					]);
					expect(file.lines.map((line) => line.supplier_name)).toEqual(["Ängs & Öbergs AB", "Café Söder", "Étoile"]);
					expect(file.lines.map((line) => line.text)).toEqual([
						"Kompresser – 5 st",
						'Kaffe, "bryggt"; svart',
						"två\r\nrader",
					]);
					expect(file.lines.map((line) => line.line_no_in_file)).toEqual([2, 3, 4]);
					expect(file.lines.map((line) => line.booking_date)).toEqual(["2026-10-01", "2026-10-31", "2026-10-01"]);
					expect(file.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
					expect(file.bytes).toBe(bytes.length);
					expect(file.first_lines).toEqual(file.lines);
				});
			}
		}
	}

	it("names its columns by their headings", async () => {
		const file = await read("\ufeffVer.nr;Datum;Belopp;Projekt\n1;2026-10-01;5;X\n");
		expect(file.columns).toEqual({ voucher_no: "Ver.nr", booking_date: "Datum", amount: "Belopp" });
		expect(file.unrecognised).toEqual(["Projekt"]);
		expect(file.units).toEqual([{ unit_code: null, unit_name: null, rows: 1, sumOre: 500 }]);
	});

	it("in UTF-16 without a byte order mark is told by its zero bytes", async () => {
		const text = written(";", "\r\n");
		expect(await read(Buffer.from(text, "utf16le"))).toMatchObject({ encoding: "UTF-16LE", rows: 3 });
		expect(await read(Buffer.from(text, "utf16le").swap16())).toMatchObject({ encoding: "UTF-16BE", rows: 3 });
	});

	it("keeps the characters that only windows-1252 has", async () => {
		const row = "1;2026-10-01;5;€ – ” Š œ";
		const file = await read(ENCODERS["windows-1252"](`Ver.nr;Datum;Belopp;Text\n${row}\n`));
		expect(file.encoding).toBe("windows-1252");
		expect(file.lines[0]?.text).toBe("€ – ” Š œ");
	});

	it("may say sep=; first, have blank lines, no last line end and empty cells to the right", async () => {
		const file = await read("sep=;\r\n\r\nVer.nr;Datum;Belopp;;\r\n\r\n1;2026-10-01;5\r\n;;;\r\n2;2026-10-02;6;;;;");
		expect(file.lines.map((line) => [line.voucher_no, line.line_no_in_file])).toEqual([
			["1", 5],
			["2", 7],
		]);
	});

	it("counts physical lines through line ends inside quotes", async () => {
		const file = await read('Ver.nr;Datum;Belopp;Text\r\n1;2026-10-01;5;"a\nb\r\nc\rd"\r\n2;2026-10-01;6;e\r\n');
		expect(file.lines.map((line) => line.line_no_in_file)).toEqual([2, 6]);
	});

	it("reads a quote inside an unquoted cell as it stands", async () => {
		const file = await read('Ver.nr;Datum;Belopp;Text\n1;2026-10-01;5;Skruv 5" lång\n');
		expect(file.lines[0]?.text).toBe('Skruv 5" lång');
	});

	it("gives the same result however its bytes are chunked", async () => {
		for (const encode of Object.values(ENCODERS)) {
			const bytes = encode(written(";", "\r\n"));
			const whole = await read(bytes);
			await fc.assert(
				fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 200 }), async (sizes) => {
					expect(await read(bytes, {}, sizes)).toEqual(whole);
				}),
				{ numRuns: 30 },
			);
		}
	});

	it("larger than the reading windows gives the same result however it is shifted against them", async () => {
		const row = (i: number) => `${i};41${i % 7};2026-10-0${1 + (i % 9)};"Åke ""${i % 5}"" 🙂\r\nrad två";${i},50\r\n`;
		const body = Array.from({ length: 40_000 }, (_, i) => row(i)).join("");
		for (const encoding of ["UTF-8", "UTF-16LE", "UTF-16BE"] as const) {
			for (const shift of ["", "x", "xy", "xyz"]) {
				const head = `Ver.nr;Kst;Datum;Text${shift};Belopp\r\n`.replace("Text;", "Texten;");
				const file = await read(ENCODERS[encoding](head + body), {}, [1, 70_001, 3]);
				expect([file.rows, file.refused_count, file.sumOre]).toEqual([40_000, 0, 79_998_000_000 + 50 * 40_000]);
				expect(file.lines[39_999]?.line_no_in_file).toBe(2 + 39_999 * 2);
			}
		}
	}, 120_000);
});

describe("amounts of a purchases file", () => {
	const amounts = async (...cells: string[]) => {
		const file = await read(purchases(...cells.map((cell, i) => `${i};41;2026-10-01;L;${cell}`)));
		return [file.lines.map((line) => line.amount_ore), file.refused.map((row) => row.line)];
	};

	it("with a point and three digits are read as the rest of the file shows", async () => {
		expect(await amounts("1.234", "2.500", "12,50")).toEqual([[123400, 250000, 1250], []]);
		expect(await amounts("1.500", "12.50")).toEqual([[150, 1250], []]);
		expect(await amounts("1,234", "1,234.50")).toEqual([[123400, 123450], []]);
	});

	it("are refused when nothing shows what they mean", async () => {
		const file = await read(purchases("1;41;2026-10-01;L;1.234", "2;41;2026-10-01;L;50"));
		expect(file.rows).toBe(1);
		expect(file.refused).toEqual([
			{ line: 2, reason: "Beloppet ”1.234” kan betyda tusental eller decimaler. Skriv det med två decimaler." },
		]);
		expect((await read(purchases("1;41;2026-10-01;L;1.234"), { decimal_mark: "," })).sumOre).toBe(123400);
	});

	it("are never read against what the file shows", async () => {
		expect(await amounts("1,50", "1.234", "1.50")).toEqual([[150, 123400], [4]]);
		expect(await amounts("1,50", "1.50", "1.234")).toEqual([[150, 150], [4]]);
	});

	it("that stay undecided by the thousand stop the file before they fill the memory", async () => {
		const rows = Array.from({ length: 10_001 }, (_, i) => `${i};41;2026-10-01;L;1.234`);
		await expect(read(purchases(...rows))).rejects.toThrow("Skriv beloppen med två decimaler.");
	});

	it("are net or gross as asked for, one from the other by moms", async () => {
		const file = "Ver.nr;Datum;Nettobelopp;Moms\n1;2026-10-01;100;25\n";
		expect((await read(file)).lines[0]).toMatchObject({
			amount_ore: 10000,
			net_ore: 10000,
			gross_ore: 12500,
			vat_ore: 2500,
		});
		expect((await read(file, { vat_basis: "gross" })).sumOre).toBe(12500);
		const both = "Ver.nr;Datum;Nettobelopp;Belopp\n1;2026-10-01;100;125\n2;2026-10-02;;125\n";
		expect((await read(both)).lines.map((line) => line.amount_ore)).toEqual([10000, 12500]);
		expect((await read(both, { vat_basis: "gross" })).sumOre).toBe(25000);
	});

	it("on the other basis only are used with a warning", async () => {
		const file = await read("Ver.nr;Datum;Nettobelopp\n1;2026-10-01;100\n", { vat_basis: "gross" });
		expect([file.sumOre, file.lines[0]?.gross_ore]).toEqual([10000, null]);
		expect(file.warnings).toEqual([
			{ line: null, text: "Filen har bara belopp utan moms. De jämförs med gränsen, som gäller med moms." },
		]);
	});

	it("are not hurt by a rate in the moms column", async () => {
		expect((await read("Ver.nr;Datum;Belopp;Moms\n1;2026-10-01;100;25 %\n")).lines[0]?.vat_ore).toBeNull();
	});
});

describe("the period", () => {
	it("takes earlier rows and refuses later ones as too early", async () => {
		const file = await read(purchases("1;41;2026-09-30;L;1", "2;41;2026-10-31;L;2", "3;41;2026-11-01;L;3"));
		expect(file.lines.map((line) => line.voucher_no)).toEqual(["1", "2"]);
		expect(file.refused).toEqual([{ line: 4, reason: "För tidig: daterad 2026-11-01, efter perioden oktober 2026." }]);
	});

	it("must be one", async () => {
		await expect(read(purchases("1;41;2026-09-30;L;1"), { period: "oktober" })).rejects.toThrow(RangeError);
	});
});
