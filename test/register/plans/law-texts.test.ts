import { expect, test } from "vitest";
import type { PlanRow, PlanStep } from "../../../db/queries/register/plans.ts";
import published from "../../../db/seeds/internkontrollplan-2024.json" with { type: "json" };
import { planColumns } from "../../../src/register/plans/columns.ts";
import { lawfulText } from "../../../src/register/plans/law-texts.ts";
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
	...{ area: "HR", risk_id: "r", risk_number: 1, risk_title: "Ohälsa", residual: null, step: step(null) },
	...{ scope: "board", origin: "Riskinventering", ...more },
});
const told = (more: Partial<PlanRow>) => planColumns.map((column) => shown(column, row(more)));

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
