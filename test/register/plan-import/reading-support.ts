import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ExcelJS from "exceljs";
import { onTestFinished } from "vitest";
import { STANDARD_SCALE } from "../../../db/schema/register/risks-scale.ts";
import { readTables } from "../../../src/ground/reading/read-tables.ts";
import type { ReadChoices } from "../../../src/register/plan-import/plan-model.ts";
import { readPlan } from "../../../src/register/plan-import/read-plan.ts";

export const caseFile = (name: string) => fileURLToPath(new URL(`./files/${name}`, import.meta.url));

export function written(name: string, content: string | Uint8Array): string {
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-plan-"));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
}

type Cell = string | number | Date | null;

export async function workbookOf(sheets: Record<string, Cell[][]>, merges: string[] = []): Promise<Buffer> {
	const book = new ExcelJS.Workbook();
	for (const [name, rows] of Object.entries(sheets)) {
		const sheet = book.addWorksheet(name);
		sheet.addRows(rows);
		for (const range of merges) sheet.mergeCells(range);
	}
	return Buffer.from(await book.xlsx.writeBuffer());
}

export const FRAME = { year: 2027, scale: STANDARD_SCALE };

export async function readFile(path: string, choices: ReadChoices = {}) {
	return readPlan(await readTables(path), FRAME, choices);
}

/** A plan of one sheet. */
export async function readRows(rows: Cell[][], choices: ReadChoices = {}, merges: string[] = []) {
	return readFile(written("plan.xlsx", await workbookOf({ Plan: rows }, merges)), choices);
}

/** Area, risk and the titles of its åtgärder, for comparing at a glance. */
export function outline(reading: Awaited<ReturnType<typeof readFile>>) {
	return reading.areas.flatMap(({ name, risks }) =>
		risks.map((risk) => [name, risk.title, risk.measures.map((measure) => measure.title)]),
	);
}
