import { describe, expect, it } from "vitest";
import { ColumnsMissing, FileRefused } from "../../../src/ground/reading/file-refused.ts";
import { purchases, read } from "./reading-support.ts";

const reasons = async (...rows: string[]) => (await read(purchases(...rows))).refused;

async function refusal(file: string | Uint8Array, options = {}): Promise<string> {
	const error = await read(file, options).catch((caught: unknown) => caught);
	expect(error).toBeInstanceOf(FileRefused);
	const { message } = error as FileRefused;
	expect(message).toMatch(/^[A-ZÅÄÖ].*\.$/);
	return message;
}

describe("a row is refused with its line and a reason", () => {
	it.each([
		["1;41;2026-02-30;L;5", "Bokföringsdatum ”2026-02-30” är inget datum."],
		["1;41;;L;5", "Raden saknar bokföringsdatum."],
		[";41;2026-10-01;L;5", "Raden saknar verifikationsnummer."],
		["1;41;2026-10-01;L;", "Raden saknar belopp."],
		[
			"1;41;2026-10-01;L;100,00 200,00",
			"Beloppet ”100,00 200,00” kan inte läsas. En cell ska innehålla ett enda belopp.",
		],
		["1;41;2026-10-01;L;12,345.67,8", "Beloppet ”12,345.67,8” kan inte läsas. En cell ska innehålla ett enda belopp."],
		["1;41;2026-10-01;L;100 EUR", "Beloppet ”100 EUR” är inte i svenska kronor."],
		["1;41;2026-10-01;L", "Raden har 4 kolumner men rubrikraden har 5."],
		["1;41;2026-10-01;L;100;200", "Raden har 6 kolumner men rubrikraden har 5."],
		[
			"Summa;;;;100,00",
			"Raden är en summarad, inte ett inköp. Den säger 100,00\u00a0kr men de lästa raderna ovanför summerar till 5,00\u00a0kr.",
		],
		['1;41;2026-10-01;"L"x;5', "Citattecknet i kolumn 4 avslutas inte rätt. Citattecken inne i en text ska dubbleras."],
	])("%s", async (row, reason) => {
		expect(await reasons("9;41;2026-10-01;L;5", row, "8;41;2026-10-01;L;5")).toEqual([{ line: 3, reason }]);
	});

	it("when another row has exactly the same cells", async () => {
		expect(await reasons("1;41;2026-10-01;L;5", "2;41;2026-10-01;L;5", "1;41;2026-10-01;L;5")).toEqual([
			{ line: 4, reason: "Samma rad som rad 2." },
		]);
	});

	it("when its currency is another", async () => {
		const file = await read("Ver.nr;Datum;Belopp;Valuta\n1;2026-10-01;5;SEK\n2;2026-10-01;5;EUR\n3;2026-10-01;5;kr\n");
		expect(file.refused.map((row) => row.line)).toEqual([3]);
		expect(file.refused[0]?.reason).toContain("blanda valutor");
	});

	it("and a quote that swallows the next line costs only its own line", async () => {
		const rows = ['1;41;2026-10-01;"L;5', '2;41;2026-10-01;"M";5', "3;41;2026-10-01;N;5"];
		const file = await read(purchases(...rows));
		expect(file.refused.map((row) => row.line)).toEqual([2]);
		expect(file.lines.map((line) => line.voucher_no)).toEqual(["2", "3"]);
	});

	it("and refusals are counted beyond the thousand that are listed", async () => {
		const file = await read(purchases(...Array.from({ length: 1500 }, (_, i) => `${i};41;nej;L;5`)));
		expect([file.rows, file.refused.length, file.refused_count]).toEqual([0, 1000, 1500]);
	});
});

describe("a whole file is refused with one sentence", () => {
	it("when it is empty or blank", async () => {
		expect(await refusal("")).toBe("Filen är tom.");
		expect(await refusal("\ufeff")).toBe("Filen är tom.");
		expect(await refusal("\n \r\n;;\n")).toBe("Filen är tom.");
	});

	it("when it has only headings", async () => {
		expect(await refusal(purchases())).toBe("Filen har en rubrikrad men inga rader.");
	});

	it("when columns are missing, and names them", async () => {
		expect(await refusal("Leverantör;Belopp\nA;5\n")).toBe(
			"Filen saknar kolumn för verifikationsnummer och bokföringsdatum. Rubriker på rad 1: Leverantör, Belopp. Ange vilken rubrik som gäller eller rätta filen.",
		);
		const error = await read("Nr;Pris;Datum\n1;2;2026-10-01\n").catch((caught: unknown) => caught);
		expect(error).toBeInstanceOf(ColumnsMissing);
		expect(error).toMatchObject({
			seen: {
				heading_line: 1,
				headings: [
					{ heading: "Nr", samples: ["1"] },
					{ heading: "Pris", samples: ["2"] },
					{ heading: "Datum", samples: ["2026-10-01"] },
				],
			},
			missing: ["voucher_no", "amount"],
		});
		// a row that somebody chose shows what stands below it as well, and a flaw there is no part of it
		const titled = 'Uttag;;\nNr;Pris;Datum\n1;2;2026-10-01\n"3"x;4;2026-10-02\n';
		const chosen = await read(titled, { heading_line: 2 }).catch((caught: unknown) => caught);
		expect(chosen).toMatchObject({
			seen: { heading_line: 2, headings: [{ samples: ["1"] }, { samples: ["2"] }, { samples: ["2026-10-01"] }] },
		});
		expect(await refusal(purchases("1;41;2026-10-01;L;5"), { basis: "order" })).toContain("kolumn för ordernummer.");
	});

	it("when it is no text", async () => {
		expect(await refusal(Buffer.from("504b030414000600", "hex"))).toContain("Excelfil");
		expect(await refusal(Buffer.from("d0cf11e0a1b11ae1", "hex"))).toContain("Excelfil");
		expect(await refusal("%PDF-1.7\n")).toContain("PDF");
		expect(await refusal(Buffer.from("1f8b0800", "hex"))).toContain("gzip");
		expect(await refusal(Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251))).toContain("inte en textfil");
		expect(await refusal(Buffer.alloc(100_000))).toContain("inte en textfil");
	});

	it("when it has a NUL, with the line", async () => {
		expect(await refusal(purchases("1;41;2026-10-01;L;5", "2;41;2026-10-01;L\0;5"))).toContain("rad 3");
	});

	it("when its characters cannot be told without loss", async () => {
		const head = "Ver.nr;Datum;Belopp;Text\n1;2026-10-01;5;";
		expect(await refusal(Buffer.concat([Buffer.from(head), Buffer.from([0xe5, 0x81, 0x0a])]))).toContain(
			"teckenkodning",
		);
		expect(await refusal(Buffer.concat([Buffer.from(`\ufeff${head}`), Buffer.from([0xe5, 0x0a])]))).toContain("UTF-8");
		expect(
			await refusal(Buffer.concat([Buffer.from(`\ufeff${head}`, "utf16le"), Buffer.from([0x00, 0xd8])])),
		).toContain("UTF-16");
		expect(await refusal(Buffer.concat([Buffer.from(`\ufeff${head}`, "utf16le"), Buffer.from([0x35])]))).toContain(
			"UTF-16",
		);
	});

	it("when a quote is never closed, with the line where it opens", async () => {
		const rows = ["1;41;2026-10-01;L;5", '2;41;2026-10-01;"L;5', ...Array(50).fill("3;41;2026-10-01;L;5")];
		expect(await refusal(purchases(...rows))).toBe("Citattecknet som öppnas på rad 3 stängs aldrig.");
		const long = purchases(...rows) + "3;41;2026-10-01;L;5\n".repeat(200_000);
		expect(await refusal(long)).toBe("Citattecknet som öppnas på rad 3 stängs aldrig.");
	});

	it("when its quotes are so wrong that reading on would never end", async () => {
		expect(await refusal(purchases('"a";"\n'.repeat(3_000)))).toMatch(/citattecken/i);
		expect(await refusal(purchases('"a"b\n'.repeat(1_001)))).toBe(
			"Fler än 1000 rader har citattecken som inte avslutas rätt.",
		);
		expect(await refusal(`${purchases(`"${'";"\na'.repeat(50_000)}`)}"x`)).toMatch(/citattecken/i);
	});

	it("when it has millions of columns, at once and without reading on", async () => {
		let sent = 0;
		async function* endless() {
			const chunk = Buffer.from("Belopp;".repeat(10_000));
			for (; sent < 1_000; sent += 1) yield chunk;
		}
		const { readPurchases } = await import("../../../src/ground/reading/read-purchases.ts");
		await expect(readPurchases(endless(), { period: "2026-10" })).rejects.toThrow("Rad 1 har fler än 1000 kolumner.");
		expect(sent).toBeLessThan(20);
		expect(await refusal(`${"Belopp;".repeat(2_000)}\n1\n`)).toContain("fler än 1000 kolumner");
	});

	it("when a line is endless", async () => {
		expect(await refusal(purchases(`1;41;2026-10-01;${"x".repeat(3_000_000)};5`))).toBe(
			"Rad 2 är orimligt lång. Kontrollera att det är rätt fil.",
		);
	});

	it("when it is over the limits", async () => {
		const file = purchases("1;41;2026-10-01;L;5", "2;41;2026-10-01;L;5");
		expect(await refusal(file, { maxBytes: 50 })).toBe("Filen är större än 50 byte, som är gränsen för en fil.");
		expect(await refusal(file, { maxRows: 1 })).toBe("Filen har fler än 1 rader, som är gränsen för en fil.");
	});

	it("when its sums would not be exact", async () => {
		const huge = "90071992547409,91";
		expect(await refusal(purchases(`1;41;2026-10-01;L;${huge}`, `2;41;2026-10-01;L;-${huge}`))).toContain(
			"summeras exakt",
		);
	});

	it("and reading can be cancelled", async () => {
		const signal = AbortSignal.abort();
		await expect(read(purchases("1;41;2026-10-01;L;5"), { signal })).rejects.toThrow("aborted");
	});
});
