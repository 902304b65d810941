import { describe, expect, test } from "vitest";
import { findPeriod } from "../../../db/queries/report/periods.ts";
import { governanceGrounds } from "../../../src/report/assessments/governance-grounds.ts";
import type { Ground } from "../../../src/report/assessments/grounds.ts";
import { addGovernanceItem } from "../../../src/report/governance/add-governance-item.ts";
import { reportGovernance } from "../../../src/report/governance/report-governance.ts";
import { writeNumbers } from "../../../src/report/governance/write-numbers.ts";
import { governanceItem } from "../governance/support.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld } from "../../support/world.ts";

const MNKR = 100_000_000;

async function openReported() {
	const world = await openWorld();
	const carin = await world.as("carin");
	const { period } = world.ids;
	const add = (told: Parameters<typeof governanceItem>[0]) => addGovernanceItem(carin, period, governanceItem(told));
	const goal = await add({ kind: "goal", title: "Mål" });
	const share = { kind: "indicator", unit: "procent", comparison: "more_than", target: 9000, parent_id: goal } as const;
	const [met, missed] = [await add({ ...share, title: "Nådd" }), await add({ ...share, title: "Missad" })];
	await add({ ...share, title: "Utan utfall" });
	const assignment = await add({ kind: "assignment", title: "Färdplan", report_back_on: "2026-06-01" });
	const money = { kind: "economy", unit: "mnkr", signed: "yes", chapter: "Resultat" } as const;
	const result = await add({ ...money, title: "Resultat" });
	const costs = await add({ ...money, title: "Kostnader", parent_id: result });
	await writeNumbers(carin, period, [
		{ item_id: met, values: { outcome_ore: 9100 } },
		{ item_id: missed, values: { outcome_ore: 9000 } },
		...[result, costs].map((item_id) => ({
			item_id,
			values: { budget_ore: -100 * MNKR, forecast_ore: -103 * MNKR },
		})),
	]);
	const grounds = async () => governanceGrounds(world.ctx.db, (await findPeriod(world.ctx.db, period))!, "2026-11-16");
	return { ...world, carin, assignment, grounds };
}

const told = ({ label, value, effect }: Ground) => [label, value.replace(/\u00a0/g, " "), effect];

describe("the numbers as grounds for krav a and b", () => {
	test("indicators are judged by their outcome, an assignment by its day, a sum by what the year is expected to give", async () => {
		const { grounds } = await openReported();
		const { a, b } = await grounds();
		expect(a.map(told)).toEqual([
			["Mål", "1: uppfyllda 0, på väg 0, inte uppfyllda 0, utan status 1", null],
			["Indikatorer mot sina mål", "3: når målet 1, når inte målet 1, kan inte avgöras än 1", "needs_improvement"],
			[
				"Uppdrag",
				"1: uppfyllda 0, på väg 0, inte uppfyllda 0, utan status 1, försenad återrapportering 1",
				"needs_improvement",
			],
		]);
		expect(b.map(told)).toEqual([
			["Ekonomi", "2: uppfyllda 0, på väg 0, inte uppfyllda 0, utan status 2", null],
			["Resultat, Resultat", "budget −100,0 mnkr, prognos −103,0 mnkr, avvikelse −3,0 mnkr", "needs_improvement"],
		]);
	});

	test("an assignment that was reported back is no longer late", async () => {
		const { carin, ids, assignment, grounds } = await openReported();
		const said = { status: "fulfilled", comment: "", outcome_ore: null, reported_back_on: "2026-11-02" } as const;
		await reportGovernance(carin, ids.period, assignment, { ...said, version: 0 });
		const { a } = await grounds();
		expect(told(a[2]!)).toEqual(["Uppdrag", "1: uppfyllda 1, på väg 0, inte uppfyllda 0, utan status 0", "sufficient"]);
	});

	test("each leads to exactly the rows that it counts", async () => {
		const world = await openReported();
		const { a, b } = await world.grounds();
		const carin = await clientFor(world, "carin");
		for (const { href, rows, label } of [...a, ...b]) {
			expect((await carin.get(href)).status, label).toBe(200);
			if (rows === null) continue;
			const listed = (await (await carin.get(href.replace("?", ".json?"))).json()) as unknown[];
			expect(listed, label).toHaveLength(rows);
		}
	});
});
