import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAmount } from "../../../src/ground/reading/amount.ts";

const ore = (text: string, mark: "," | "." | null = null) => {
	const reading = readAmount(text, mark);
	return reading.kind === "amount" ? reading.ore : reading.kind;
};

describe("an amount", () => {
	it.each([
		["0", 0],
		["-0", 0],
		["7", 700],
		["1234", 123400],
		["1234,5", 123450],
		["1234.56", 123456],
		["1 234,56", 123456],
		["1\u00a0234\u202f567,80", 123456780],
		["1'234.50", 123450],
		["1’234.50", 123450],
		["1.234,56", 123456],
		["1,234.56", 123456],
		["1.234.567", 123456700],
		["1,234,567.8", 123456780],
		["-12,50", -1250],
		["−12,50", -1250],
		["- 12,50", -1250],
		["12,50-", -1250],
		["12,50 −", -1250],
		["(12,50)", -1250],
		["+12,50", 1250],
		["12,50 kr", 1250],
		["12,50kr", 1250],
		["SEK 1 200", 120000],
		["-1 200,00 SEK", -120000],
		["100:-", 10000],
		[" 100,00 ", 10000],
		["100,0000", 10000],
		["1234.500", 123450],
		["0,500", 50],
		[",50", 50],
		["007,10", 710],
		["90071992547409,91", Number.MAX_SAFE_INTEGER],
	])("%s is %i öre", (text, expected) => {
		expect(ore(text)).toBe(expected);
	});

	it.each([
		"",
		" ",
		"-",
		"kr",
		"abc",
		"1,2,3",
		"12,345.67,8",
		"1.234.56",
		"1,23,456",
		"100,00 200,00",
		"100,00/200,00",
		"100,00;200,00",
		"100\n200",
		"12 34,50",
		"1  234",
		"1 234'567",
		"1.234 567,00",
		"100,",
		"100,-",
		"1,234.567",
		"12,345678",
		"--5",
		"(-5)",
		"-5-",
		"1e5",
		"0x10",
		"Infinity",
		"NaN",
		"١٢٣",
		"12,50 EUR",
		"€12",
		"USD 12",
		"90071992547409,92",
		"99999999999999999999999999",
	])("%j is refused with a sentence", (text) => {
		const reading = readAmount(text, null);
		expect(reading).toMatchObject({ kind: "refused", reason: expect.stringMatching(/^Beloppet.*\.$/s) });
	});

	it("with a single mark and three digits can be told only by the file", () => {
		expect(ore("1.234")).toBe("ambiguous");
		expect(ore("-123,456 kr")).toBe("ambiguous");
		expect(ore("1.234", ",")).toBe(123400);
		expect(ore("1.500", ".")).toBe(150);
		expect(ore("1.234", ".")).toBe("refused");
		expect(ore("1 234.500")).toBe(123450);
	});

	it("shows the file's decimal mark when it has only one reading", () => {
		const marks = ["1,5", "1.50", "1.234,50", "1.234.567", "1 234", "7"].map((text) => {
			const reading = readAmount(text, null);
			return reading.kind === "amount" ? reading.mark : reading.kind;
		});
		expect(marks).toEqual([",", ".", ",", ",", null, null]);
	});

	it("is read back from every way it is written", () => {
		const group = fc.constantFrom("", " ", "\u00a0", "\u202f", "'", ".", ",");
		const mark = fc.constantFrom(",", ".");
		const sign = fc.constantFrom(
			(text: string) => `-${text}`,
			(text: string) => `−${text}`,
			(text: string) => `${text}-`,
			(text: string) => `(${text})`,
		);
		const unit = fc.constantFrom("", " kr", " SEK");
		const max = Number.MAX_SAFE_INTEGER;
		fc.assert(
			fc.property(
				fc.integer({ min: -max, max }),
				group,
				mark,
				sign,
				unit,
				(amount, grouping, decimal, minus, suffix) => {
					fc.pre(grouping !== decimal);
					const digits = String(Math.abs(amount)).padStart(3, "0");
					const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, grouping);
					const text = `${whole}${decimal}${digits.slice(-2)}`;
					expect(ore(`${amount < 0 ? minus(text) : text}${suffix}`)).toBe(amount);
				},
			),
		);
	});

	it("is refused at once when its text is endless", () => {
		for (const text of [`1,${"0".repeat(200_000)}1`, " ".repeat(200_000), "1 ".repeat(100_000)]) {
			expect(ore(text)).toBe("refused");
		}
	});

	it("never throws and never gives parts of an öre", () => {
		const text = fc.string({ unit: fc.constantFrom(..."0123456789,.- ()'kr−\u00a0".split("")), maxLength: 20 });
		fc.assert(
			fc.property(text, fc.constantFrom(",", ".", null), (cell, mark) => {
				const reading = readAmount(cell, mark);
				if (reading.kind === "amount") expect(Number.isSafeInteger(reading.ore)).toBe(true);
				if (mark !== null) expect(reading.kind).not.toBe("ambiguous");
			}),
		);
	});
});
