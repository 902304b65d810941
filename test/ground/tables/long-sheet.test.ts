import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import type { Column } from "../../../src/ground/tables/column.ts";
import { addLongSheet } from "../../../src/ground/tables/long-sheet.ts";
import { startWorkbook } from "../../../src/ground/tables/xlsx.ts";
import { readWorkbook } from "../../support/read-workbook.ts";

const columns: Column<number>[] = [{ key: "n", label: "Nummer", type: "count", value: (n) => n }];

async function sheetsOf(rows: Iterable<number> | AsyncIterable<number>, most: number, name = "Logg") {
	const out = new PassThrough();
	const bytes = buffer(out);
	const workbook = startWorkbook(out, { title: "Prov", created: new Date("2026-11-16T09:00:00Z") });
	await addLongSheet(workbook, { name, columns, rows }, most);
	await workbook.commit();
	const { sheets } = await readWorkbook(await bytes);
	return Object.fromEntries([...sheets].map(([called, { rows }]) => [called, rows.map(([value]) => value)]));
}

test("what a sheet does not hold goes on in the next, each with its heading and no row twice", async () => {
	expect(await sheetsOf([1, 2, 3, 4, 5, 6, 7], 3)).toEqual({
		Logg: ["Nummer", 1, 2, 3],
		"Logg, del 2": ["Nummer", 4, 5, 6],
		"Logg, del 3": ["Nummer", 7],
	});
});

test("a list that just fits has one sheet, and an empty one has its heading", async () => {
	expect(await sheetsOf([1, 2, 3], 3)).toEqual({ Logg: ["Nummer", 1, 2, 3] });
	expect(await sheetsOf([], 3)).toEqual({ Logg: ["Nummer"] });
});

test("a long name keeps its number", async () => {
	const name = "Uppföljningar av risker och åtgärder";
	expect(Object.keys(await sheetsOf([1, 2], 1, name))).toEqual([name.slice(0, 31), `${name.slice(0, 22)}, del 2`]);
});

test("rows that are read as they are written are let go when something fails", async () => {
	let ended = false;
	async function* rows() {
		try {
			yield 1;
			yield 2;
			throw new Error("the disk is gone");
		} finally {
			ended = true;
		}
	}
	await expect(sheetsOf(rows(), 1)).rejects.toThrow("the disk is gone");
	expect(ended).toBe(true);
	let let_go = false;
	async function* endless() {
		try {
			for (let n = 0; ; n++) yield n;
		} finally {
			let_go = true;
		}
	}
	const workbook = startWorkbook(new PassThrough(), { title: "Prov", created: new Date(0) });
	const broken: Column<number> = {
		...columns[0]!,
		value: () => {
			throw new Error("no such value");
		},
	};
	await expect(addLongSheet(workbook, { name: "Logg", columns: [broken], rows: endless() })).rejects.toThrow();
	expect(let_go, "its snapshot is not left open").toBe(true);
});
