import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { findPeriod } from "../../../db/queries/report/periods.ts";
import { readReport } from "../../../src/report/workbook/report-content.ts";
import { writeWorkbook } from "../../../src/report/workbook/write-workbook.ts";
import { clientFor } from "../../support/browser-client.ts";
import { readWorkbook } from "../../support/read-workbook.ts";
import { addressOf, routeTable } from "../../support/route-table.ts";
import { openWholeWorld } from "../../support/whole-world.ts";
import { workbookFaults } from "../../support/workbook/check-workbook.ts";

test("the workbook of a report opens without repair, with every sheet it can have", async () => {
	const world = await openWholeWorld("=1+1 <&> \u0007 å 😀 _x0041_");
	const { db } = world.ctx;
	const period = (await findPeriod(db, world.ids.period))!;
	const content = await readReport(db, period, "2026-11-16");
	const goal = {
		kind: "economy",
		number: "1",
		title: "Budget",
		budget_ore: 100,
		reported: { outcome_ore: 90, comment: "", status: "fulfilled" },
	};
	const whole = {
		...content,
		governance: [
			{
				...goal,
				unit: "mnkr",
				comparison: null,
				target: null,
				target_upper: null,
				baseline: null,
				baseline_year: null,
				report_back_to: "",
				report_back_on: null,
				cut_off: "2026-12-31",
				figures: [],
				earlier: [],
			},
		] as never,
		sam: [{ key: "signed" as const, label: "Signerade", done: 3, total: 5 }],
	};
	const out = new PassThrough();
	const read = buffer(out);
	await writeWorkbook(db, out, whole, {
		made_at: "2026-11-16T09:00:00Z",
		made_by: "Carin",
		trail_head: { seq: 1, hash: "a" },
	});
	const bytes = await read;
	expect([...(await readWorkbook(bytes)).sheets.keys()]).toHaveLength(18);
	expect(await workbookFaults(bytes)).toEqual([]);
});

test("every list opens without repair, whoever takes it out, full and empty", async () => {
	const world = await openWholeWorld();
	const seen = new Map<string, string[]>();
	const missing = new Set<string>();
	for (const person of ["carin", "adam", "mats", "rune", "siv"] as const) {
		const client = await clientFor(world, person);
		for (const route of routeTable(world).filter(({ method, path }) => method === "GET" && path.includes("xlsx"))) {
			const path = route.path.replace("/till/:kind/", "/till/sample_item/");
			const noun = path.includes("/:") ? path.slice(0, path.indexOf("/:")) : "";
			const address = addressOf({ ...route, path }, world.objects[noun] ?? "finns-inte");
			if (seen.has(address)) continue;
			missing.add(address);
			const response = await client.get(address);
			const bytes = Buffer.from(await response.arrayBuffer());
			if (response.status !== 200) continue;
			seen.set(address, await workbookFaults(bytes));
			missing.delete(address);
		}
	}
	expect([...seen].filter(([, faults]) => faults.length > 0)).toEqual([]);
	expect([...missing]).toEqual([]);
	expect(seen.size).toBeGreaterThan(40);
});
