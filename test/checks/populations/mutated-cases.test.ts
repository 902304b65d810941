import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ExcelJS from "exceljs";
import fc from "fast-check";
import iconv from "iconv-lite";
import { afterAll, describe, expect, it } from "vitest";
import { eachItems, type ReadTerms, readFile } from "../../../src/checks/populations/read/read-file.ts";
import { FileRefused } from "../../../src/ground/reading/file-refused.ts";

const cases = new URL("./cases/", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "tillracklig-muterad-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const texts = (ending: RegExp) =>
	readdirSync(cases)
		.filter((name) => ending.test(name))
		.map((name) => {
			const bytes = readFileSync(join(cases, name));
			const text = bytes.toString("utf8");
			return text.includes("\ufffd") ? iconv.decode(bytes, "windows-1252") : text;
		});

/** One thing that happens to a file on its way: a line lost, doubled, moved or shifted a column, or the file cut off. */
type Mutation = (lines: string[], at: number) => string[];
const MUTATIONS: Mutation[] = [
	(lines, at) => lines.toSpliced(at % lines.length, 1),
	(lines, at) => lines.toSpliced(at % lines.length, 0, lines[at % lines.length]!),
	(lines, at) => [...lines.slice(at % lines.length), ...lines.slice(0, at % lines.length)],
	(lines, at) => lines.with(at % lines.length, `x;${lines[at % lines.length]}`),
	(lines, at) => lines.with(at % lines.length, lines[at % lines.length]!.slice(0, at % 17)),
	(lines, at) => lines.slice(0, 1 + (at % lines.length)),
	(lines, at) => lines.with(at % lines.length, lines[at % lines.length]!.replace(/\d/, "x")),
];
const ENCODINGS = ["utf8", "windows-1252", "utf16le"] as const;

/** Lines of a case after one to three mutations, and how they end in the file. */
const mutatedLines = (files: string[]) =>
	fc
		.record({
			text: fc.constantFrom(...files),
			steps: fc.array(fc.tuple(fc.constantFrom(...MUTATIONS), fc.nat(40)), { minLength: 1, maxLength: 3 }),
		})
		.map(({ text, steps }) => {
			const ending = text.includes("\r\n") ? "\r\n" : "\n";
			const whole = text.split(ending).filter((line) => line !== "");
			return {
				ending,
				lines: steps.reduce((left, [mutate, at]) => (left.length === 0 ? left : mutate(left, at)), whole),
			};
		});

const mutated = (files: string[], encodings: readonly string[]) =>
	fc.tuple(mutatedLines(files), fc.constantFrom(...encodings)).map(([{ lines, ending }, encoding]) => ({
		lines,
		bytes: iconv.encode(lines.join(ending), encoding, { addBOM: encoding === "utf16le" }),
	}));

/** The same cells as a workbook, each a text. */
async function workbookOf(rows: readonly string[][]): Promise<Buffer> {
	const book = new ExcelJS.Workbook();
	book.addWorksheet("Blad1").addRows(rows.map((cells) => [...cells]));
	return Buffer.from(await book.xlsx.writeBuffer());
}

/** The sum of a column over some lines, by an independent reader; null when a cell is not as plain as it understands. */
function sumOf(lines: readonly string[], heading: string, delimiter: string, read: readonly number[]): number | null {
	const names = lines.map((line) => line.replace(/^\ufeff/, "").split(delimiter));
	const column = names.find((cells) => cells.includes(heading))?.indexOf(heading) ?? -1;
	const amounts = read.map((line) => {
		const cells = names[line - 1]!;
		const plain = /^(-?)([\d ]+)[.,](\d\d)$/.exec(cells[column]?.trim() ?? "");
		return plain && !lines[line - 1]!.includes('"')
			? Number(`${plain[1]}${plain[2]!.replaceAll(" ", "")}${plain[3]}`)
			: null;
	});
	return amounts.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0);
}

const terms: ReadTerms = { options: { period: "2026-10" }, knowsUnit: (code) => /^11/.test(code) };

type Outcome = NonNullable<Awaited<ReturnType<typeof outcome>>>;

/** The lines that became items and those that were refused, or null for a file that is refused with a sentence. */
async function outcome(bytes: Buffer) {
	const path = join(folder, "fil");
	writeFileSync(path, bytes);
	try {
		const reading = await readFile(path, terms);
		const items: number[] = [];
		let sumOre = 0;
		await eachItems(path, terms, reading, async (lot) => {
			for (const item of lot) {
				items.push(...item.line_nos);
				sumOre += item.amount_ore;
			}
		});
		const refused = reading.summary.refused.map((row) => row.line);
		expect(new Set([...items, ...refused]).size).toBe(items.length + refused.length);
		expect([items.length, sumOre]).toEqual([reading.summary.rows, reading.summary.sumOre]);
		expect(refused.length).toBe(reading.summary.refused_count);
		return { summary: reading.summary, items, refused };
	} catch (error) {
		if (!(error instanceof FileRefused)) throw error;
		expect(error.message).toMatch(/^.+\.$/s);
		return null;
	}
}

describe("however a file is cut, shifted, repeated or re-encoded", () => {
	it("every row of a table is read, refused or named, none twice, and the sum is that of the rows", async () => {
		let summed = 0;
		await fc.assert(
			fc.asyncProperty(mutated(texts(/\.csv$/), ENCODINGS), async ({ lines, bytes }) => {
				const found = await outcome(bytes);
				if (!found) return;
				const filled = lines.filter((line) => /[^\s;,"]/.test(line)).length;
				const { items, refused, summary } = found;
				expect(items.length + refused.length + summary.named_count + 1).toBe(filled);
				const { amount, amount_net } = summary.columns;
				const heading = amount_net ?? amount;
				const sum = heading ? sumOf(lines, heading, summary.delimiter, items) : null;
				if (sum === null) return;
				summed += 1;
				expect(summary.sumOre).toBe(sum);
			}),
			{ numRuns: 60 },
		);
		expect(summed).toBeGreaterThan(10);
	});

	it("every row of a workbook is read, refused or named, as it is of the same text", async () => {
		await fc.assert(
			fc.asyncProperty(mutatedLines(texts(/\.csv$/)), async ({ lines }) => {
				const asText = await outcome(Buffer.from(lines.map((line) => line.replace(/^\ufeff/, "")).join("\n")));
				const delimiter = asText?.summary.delimiter;
				if (!asText || !delimiter || lines.some((line) => line.includes('"'))) return;
				const book = await outcome(await workbookOf(lines.map((line) => line.split(delimiter))));
				const told = ({ items, refused, summary }: Outcome) => ({
					items: items.toSorted((a, b) => a - b),
					// a text's row that is shorter than its heading is refused; of a workbook's nobody knows that it is
					told: refused.length + summary.named_count,
					sumOre: summary.sumOre,
				});
				expect(book && told(book)).toEqual(told(asText));
			}),
			{ numRuns: 40 },
		);
	});

	it("every cost row of a SIE file is read or refused, and no voucher is a rest", async () => {
		await fc.assert(
			fc.asyncProperty(mutated(texts(/\.se$/), ["cp437"]), async ({ lines, bytes }) => {
				const found = await outcome(bytes);
				if (!found) return;
				const told = new Set([...found.items, ...found.refused]);
				const costs = lines.flatMap((line, at) => (/^#TRANS [4-7]\d{3} /.test(line) ? [at + 1] : []));
				expect(costs.filter((line) => !told.has(line))).toEqual([]);
				const read = found.items.reduce((sum, line) => sum + oreOf([lines[line - 1]!]), 0);
				expect(found.summary.sumOre).toBe(read);
				for (const [from, to] of vouchersOf(lines)) {
					const rows = costs.filter((line) => line > from && line < to);
					const kept = rows.filter((line) => found.items.includes(line));
					expect([0, rows.length]).toContain(kept.length);
					if (oreOf(lines.slice(from, to - 1)) !== 0) expect(kept).toEqual([]);
				}
			}),
			{ numRuns: 60 },
		);
	});
});

/** What the rows add up to, in öre, by an independent reader that takes whole rows alone. */
function oreOf(rows: readonly string[]): number {
	const amounts = rows.flatMap((row) => /^#TRANS \d+ \{[^}]*\} (-?\d+)(?:\.(\d\d))?(?: |$)/.exec(row)?.slice(1) ?? []);
	const ore = amounts.flatMap((part, at) => (at % 2 === 0 ? [Number(`${part}${amounts[at + 1] ?? "00"}`)] : []));
	return ore.reduce((sum, one) => sum + one, 0);
}

/** Where vouchers begin and end, told by an independent reader. */
function vouchersOf(lines: readonly string[]): [from: number, to: number][] {
	return lines.flatMap((line, at): [number, number][] => {
		if (!line.startsWith("#VER")) return [];
		const end = lines.findIndex((one, index) => index > at && (one === "}" || one.startsWith("#VER")));
		return end < 0 ? [] : [[at + 1, end + 1]];
	});
}
