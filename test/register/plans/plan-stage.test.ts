import { expect, test } from "vitest";
import { planStage } from "../../../db/schema/register/plans.ts";
import type { PlanStatus } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { prepare } from "../../support/prepared-plan.ts";
import { openWorld } from "../../support/world.ts";
import { DECISION, decide, draftOf } from "../decisions/decision-support.ts";

const on = (today: string, status: PlanStatus = "in_force", amendments = 0) =>
	planStage({ status, year: 2027, amendments }, today).label;

test("a plan that is decided before its year says so until the first of January", () => {
	expect(on("2026-11-20")).toBe("Beslutad, gäller från 1 januari 2027");
	expect(on("2026-12-31")).toBe("Beslutad, gäller från 1 januari 2027");
	expect(on("2027-01-01")).toBe("Gällande");
	expect(on("2027-12-31", "in_force", 2)).toBe("Gällande, ändringsbeslut 2");
	expect(on("2028-01-01")).toBe("Gällde till 31 december 2027, inte avslutad");
});

test("what no nämnd has decided, and what is closed, is the same on every day", () => {
	for (const today of ["2026-06-01", "2027-06-01", "2028-06-01"])
		expect([on(today, "draft"), on(today, "preparation"), on(today, "closed", 3)]).toEqual([
			"Utkast",
			"Beredning",
			"Avslutad",
		]);
});

test("page, list, paper and workbook call the plan the same from day to day", async () => {
	const world = await openWorld();
	const { plan } = await draftOf(world);
	await prepare(world, plan);
	const fia = await clientFor(world, "fia");
	expect((await decide(fia, paths.planDecision(plan), DECISION)).status).toBe(303);
	for (const [at, label] of [
		["2026-11-16T09:00:00.000Z", "Beslutad, gäller från 1 januari 2027"],
		["2027-03-01T09:00:00.000Z", "Gällande"],
		["2028-01-10T09:00:00.000Z", "Gällde till 31 december 2027, inte avslutad"],
	] as const) {
		const client = await clientFor(world, "fia", at);
		const rows = (await (await client.get("/planer.json")).json()) as { year: number; status: string }[];
		expect(rows.find(({ year }) => year === 2027)?.status).toBe(label);
		expect(await (await client.get("/planer")).text()).toContain(label);
		expect(await (await client.get(paths.plan(plan))).text()).toContain(label);
	}
	const numbers = (await (await fia.get(`${paths.reportPeriod(world.ids.period)}.json`)).json()) as {
		label: string;
		value: unknown;
	}[];
	expect(numbers.find(({ label }) => label === "Planens status")?.value).toBe("Gällande");
});
