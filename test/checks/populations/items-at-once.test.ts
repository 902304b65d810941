import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { eachItems, readFile } from "../../../src/checks/populations/read/read-file.ts";
import type { PurchaseItem } from "../../../src/ground/reading/vouchers.ts";
import { csv } from "./support.ts";

const TERMS = { options: { period: "2026-10" }, knowsUnit: (code: string) => code !== "9999" };

function fileWith(text: string): string {
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-fil-"));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const path = join(folder, "inkop.csv");
	writeFileSync(path, text);
	return path;
}

async function bothWays(text: string) {
	const path = fileWith(text);
	const [once, twice]: [PurchaseItem[], PurchaseItem[]] = [[], []];
	let readings = 0;
	const onSource = () => {
		readings += 1;
	};
	const sink = {
		add: async (items: PurchaseItem[]) => void once.push(...items),
		again: async () => void once.splice(0),
	};
	const { isGiven, ...reading } = await readFile(path, { ...TERMS, options: { ...TERMS.options, onSource } }, sink);
	await eachItems(path, TERMS, reading, async (items) => void twice.push(...items));
	return { isGiven, once, twice, readings, summary: reading.summary };
}

test("a file whose rows stand together by number gives the same items at once as in a second reading", async () => {
	const { isGiven, once, twice, readings } = await bothWays(
		csv(
			"V1;1001;2026-10-02;A;1;100",
			"V2;1001;2026-10-03;A;1;200",
			"V2;1002;2026-10-03;A;1;300",
			"V3;1001;2026-10-04;B;2;4",
		),
	);
	expect([isGiven, readings]).toEqual([true, 1]);
	expect(once).toHaveLength(4);
	expect(once).toEqual(twice);
});

test.each([
	[
		"a number that comes back",
		["V1;1001;2026-10-02;A;1;100", "V2;1001;2026-10-03;A;1;200", "V1;1001;2026-10-04;A;1;9000"],
	],
	["a row that is refused", ["V1;1001;2026-10-02;A;1;100", "V2;1001;2026-10-03;A;1;x"]],
	["a unit that is not known", ["V1;1001;2026-10-02;A;1;100", "V2;9999;2026-10-03;A;1;200"]],
	["a row without a unit", ["V1;;2026-10-02;A;1;100", "V2;1001;2026-10-03;A;1;200"]],
])("is read once more for %s, and no oftener: a rest would pass for a purchase", async (_what, rows) => {
	const { isGiven, once, twice, readings, summary } = await bothWays(csv(...rows));
	expect([isGiven, readings]).toEqual([true, 2]);
	expect(once).toEqual(twice);
	expect(once.reduce((sum, item) => sum + item.amount_ore, 0)).toBe(summary.sumOre);
});

test("shows the first lines under the file's own code, and gives the items under the unit's name", async () => {
	const path = fileWith(csv("V1;1001;2026-10-02;A;1;100", "V2;1001;2026-10-03;A;1;200"));
	const items: PurchaseItem[] = [];
	const sink = { add: async (lot: PurchaseItem[]) => void items.push(...lot), again: async () => {} };
	const unitName = (code: string | null) => code && `enhet-${code}`;
	const { summary } = await readFile(path, { ...TERMS, unitName }, sink);
	expect(items.map((item) => item.unit_code)).toEqual(["enhet-1001", "enhet-1001"]);
	expect(summary.first_lines.map((line) => line.unit_code)).toEqual(["1001", "1001"]);
});

test("gives nothing while the unit of its rows is not chosen", async () => {
	const { isGiven, once, readings } = await bothWays(
		"Ver.nr;Bokföringsdatum;Belopp\nV1;2026-10-02;1\nV1;2026-10-02;2\n",
	);
	expect([isGiven, once.length, readings]).toEqual([false, 0, 1]);
});
