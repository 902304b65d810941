import { expect, test } from "vitest";
import type { PlanRow, PlanStep } from "../../../db/queries/register/plans.ts";
import published from "../../../db/seeds/internkontrollplan-2024.json" with { type: "json" };
import { publishedColumns } from "../../../src/register/plans/columns.ts";
import { carryPlan } from "../../../src/register/plans/carry-plan.ts";
import { draftPlan } from "../../../src/register/plans/draft-plan.ts";
import { lawfulText } from "../../../src/register/plans/law-texts.ts";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld } from "../../support/world.ts";
import { shown } from "../../../src/ground/tables/column.ts";

test("a plan cites the law of its year: 2018:1174 until cybersäkerhetslagen came into force in 2026", () => {
	const risk = published.risks.find(({ title }) => title.includes("2018:1174"))!;
	expect(lawfulText(risk.title, 2024)).toBe(risk.title);
	expect(lawfulText(risk.title, 2025)).toBe(risk.title);
	expect(lawfulText(risk.title, 2026)).toBe(
		"Dataskyddsreglerna (GDPR, patientdatalagen) eller cybersäkerhetslagen (2025:1506) följs inte",
	);
	expect(lawfulText("Enligt lag (2018:1174) och lag 2018:1174.", 2027)).not.toContain("2018:1174");
	expect(lawfulText("Arbetsmiljölagen (1977:1160)", 2026)).toBe("Arbetsmiljölagen (1977:1160)");
});

const step = (scope: PlanStep["scope"]): PlanStep => ({
	...{ id: "m", kind: "measure", title: "Utbilda", scope, measure_kind: "action", performer_text: "chef" },
	...{ owner_name: null, due_on: null, status: "ongoing" },
});
const row = (more: Partial<PlanRow>): PlanRow => ({
	...{
		area_id: "a",
		area: "HR",
		risk_id: "r",
		risk_number: 1,
		risk_title: "Ohälsa",
		residual: null,
		risk_owner: null,
		inherent: null,
		step: step(null),
	},
	...{ scope: "board", origin: "Riskinventering", ...more },
});
const told = (more: Partial<PlanRow>) => publishedColumns.map((column) => shown(column, row(more)));

test("the three columns say what is the region's and what came from a revisionsrapport; an åtgärd has a scope of its own", () => {
	expect(told({})).toEqual(["HR", "Ohälsa", "Utbilda"]);
	expect(told({ scope: "region" })).toEqual(["HR", "Ohälsa (Regionövergripande)", "Utbilda (Regionövergripande)"]);
	expect(told({ scope: "region", step: step("board") })[2]).toBe("Utbilda");
	expect(told({ step: step("region") })).toEqual(["HR", "Ohälsa", "Utbilda (Regionövergripande)"]);
	expect(told({ origin: "Revisionsrapport 2023" })[1]).toBe("Ohälsa (Revisionsrapport)");
	expect(told({ scope: "region", origin: "Revisionsrapport", step: null })).toEqual([
		"HR",
		"Ohälsa (Regionövergripande, Revisionsrapport)",
		"",
	]);
});

test("next year's plan comes from a decided plan: a draft offers it nowhere and is refused", async () => {
	const world = await openWorld();
	const ctx = await world.as("carin");
	const { board_id } = await ctx.db.selectFrom("plans").select("board_id").executeTakeFirstOrThrow();
	const draft = await draftPlan(ctx, { board_id, year: 2030 });
	const page = await (await (await clientFor(world, "carin")).get(paths.plan(draft))).text();
	expect(page).not.toContain("Ta fram nästa års plan");
	await expect(carryPlan(ctx, draft)).rejects.toThrow("är inte beslutad");
	expect(await ctx.db.selectFrom("plans").select("id").where("year", "=", 2031).execute()).toEqual([]);
});
