import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ExcelJS from "exceljs";
import { STANDARD_SCALE } from "../../db/schema/register/risks-scale.ts";
import { readTables } from "../../src/ground/reading/read-tables.ts";
import { countPlan } from "../../src/register/plan-import/count-plan.ts";
import { readPlan } from "../../src/register/plan-import/read-plan.ts";
import { percentile, row, timed } from "./timing.ts";

const RISKS = 500;
const MEASURES = 3;

/** Reading a plan of 500 risks with 1 500 åtgärder, against opening the same file with the library alone. */
export async function bench(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-bench-plan-"));
	try {
		const file = join(folder, "plan.xlsx");
		writeFileSync(file, await largePlan());
		const floor = percentile(await timed(5, () => new ExcelJS.Workbook().xlsx.readFile(file)), 0.5);
		let read = 0;
		const ours = percentile(
			await timed(5, async () => {
				const reading = readPlan(await readTables(file), { year: 2027, scale: STANDARD_SCALE });
				read = countPlan(reading.areas).risks;
			}),
			0.5,
		);
		row(`plan med ${RISKS} risker, ${RISKS * MEASURES} åtgärder`, "ms", "kvot", "risker");
		row("exceljs öppnar filen", floor, 1);
		row("Tillräcklig läser planen", ours, ours / floor, read);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

async function largePlan(): Promise<Buffer> {
	const book = new ExcelJS.Workbook();
	const sheet = book.addWorksheet("Plan");
	sheet.addRow(["Internkontrollplan 2027"]);
	sheet.addRow(["Verksamhet", "Risk", "S", "K", "Riskvärde", "Åtgärd", "Ansvarig", "Frekvens"]);
	for (let n = 0; n < RISKS; n++) {
		const steps = Array.from({ length: MEASURES }, (_, at) => `• Åtgärd ${at + 1} mot risk ${n} `.padEnd(120, "ord "));
		const [s, k] = [1 + (n % 4), 1 + (n % 3)];
		sheet.addRow([
			`Verksamhet ${n % 20}`,
			`Risk ${n} `.padEnd(200, "text "),
			s,
			k,
			s * k,
			steps.join("\n"),
			"Chef",
			"Månad",
		]);
	}
	return Buffer.from(await book.xlsx.writeBuffer());
}
