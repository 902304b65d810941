import { expect, test } from "vitest";
import { prepareDemo } from "../../src/demo/prepare-demo.ts";
import { listDemoGuides } from "../../src/people/session/demo-guides.ts";
import { listPeopleByRole } from "../../db/queries/people/session.ts";
import { verifyRows } from "../../src/proof/trail/verify-rows.ts";
import { listRegionAnswers, listRegionBoards, listRegionItems } from "../../db/queries/report/region.ts";
import { standingsOf } from "../../src/report/region/standing.ts";
import { chooseEvaluation } from "../../src/checks/evaluation/choose.ts";
import { systemActor } from "../../src/ground/access/system-actor.ts";
import type { Context } from "../../src/ground/write/context.ts";
import { EvaluationPage } from "../../views/checks/evaluation/evaluation-page.tsx";
import { render } from "../ui/render.ts";
import { openEmpty } from "./region-support.ts";

test("the demo shows the product: a year, two nämnder, what went wrong and what became of it, and nobody checks their own", async () => {
	const { ctx, ...place } = await openEmpty();
	expect(await prepareDemo(ctx, { place, size: "demo", said: () => {} })).toBe(true);
	const { db } = ctx;
	expect((await verifyRows(db)).problems).toEqual([]);
	const rows = async (table: "evidence" | "population_corrections" | "period_seals") =>
		(await db.selectFrom(table).selectAll().execute()).length;

	const plans = await db.selectFrom("plans").select(["year", "status", "decided_on"]).orderBy("year").execute();
	expect(plans.map(({ year, status }) => `${year} ${status}`).sort()).toEqual(
		[
			"2024 closed",
			"2025 closed",
			"2025 closed",
			"2026 in_force",
			"2026 in_force",
			"2027 draft",
			"2027 preparation",
		].sort(),
	);
	expect(plans[0]!.decided_on).toBe("2023-11-16");
	const of2024 = await db
		.selectFrom("events")
		.select(["type", "at"])
		.where("type", "in", ["plan.adopted", "plan.closed"])
		.orderBy("seq")
		.execute();
	expect(of2024.find(({ type }) => type === "plan.closed")!.at > "2025-01-01").toBe(true);
	expect(await rows("period_seals"), "two nämnder, three reports each").toBe(6);

	const asked = standingsOf(
		await listRegionItems(db, 2026),
		await listRegionBoards(db, 2026),
		await listRegionAnswers(db, { year: 2026 }),
	).filter(({ item }) => item.kind === "risk");
	expect(asked.map(({ board, latest }) => `${board.name} ${latest?.status}`)).toEqual([
		"Hälso- och sjukvårdsnämnden ongoing",
		"Kulturnämnden undefined",
	]);

	const periods = await db.selectFrom("control_runs").select("period_key").distinct().execute();
	const months = periods.filter(({ period_key }) => /^\d{4}-\d\d$/.test(period_key));
	expect(months, "twelve months of runs").toHaveLength(12);
	const areas = await db
		.selectFrom("controls")
		.innerJoin("risks", "risks.id", "controls.risk_id")
		.innerJoin("areas", "areas.id", "risks.area_id")
		.select("areas.name")
		.distinct()
		.execute();
	expect(areas.length).toBeGreaterThanOrEqual(4);
	expect(await rows("evidence")).toBeGreaterThan(20);
	expect(await rows("population_corrections")).toBe(1);

	const events = await db.selectFrom("events").select(["type", "at", "on_behalf_of"]).execute();
	const told = new Set(events.map(({ type }) => type));
	for (const type of ["run.returned", "hit.judged", "purchases.imported", "plan.closed"])
		expect(told, type).toContain(type);
	expect(
		events.filter(({ type, on_behalf_of }) => type === "run.signed" && on_behalf_of !== null).length,
	).toBeGreaterThan(0);

	const lines = await db
		.selectFrom("sample_items as item")
		.innerJoin("ledger_lines as line", "line.id", "item.line_id")
		.innerJoin("control_runs as run", "run.id", "item.run_id")
		.innerJoin("people as performer", "performer.id", "run.performer_id")
		.innerJoin("people as reviewer", "reviewer.id", "run.reviewer_id")
		.select([
			"line.requisitioner",
			"line.receiver",
			"line.approver",
			"performer.name as performer",
			"reviewer.name as reviewer",
		])
		.execute();
	const conflicts = lines.filter(({ performer, reviewer, ...line }) =>
		Object.values(line).some((name) => name === performer || name === reviewer),
	);
	expect(lines.length).toBeGreaterThan(300);
	expect(conflicts, "nobody performs or reviews lines they ordered, received or attested").toEqual([]);

	const gaps = await db
		.selectFrom("risks")
		.innerJoin("plans", "plans.id", "risks.plan_id")
		.select("risks.title")
		.where("plans.status", "<>", "draft")
		.where((eb) =>
			eb.or([
				...(["owner_id", "treatment", "inherent_likelihood", "residual_impact"] as const).map((field) =>
					eb(`risks.${field}`, "is", null),
				),
				...(["origin", "inherent_reason", "residual_reason", "treatment_reason"] as const).map((field) =>
					eb(`risks.${field}`, "=", ""),
				),
			]),
		)
		.execute();
	expect(gaps, "what the decision's gate asks for").toEqual([]);

	const people = await listPeopleByRole(db, "2026-11-16");
	const guides = await listDemoGuides(db, people);
	expect(guides.map(({ role }) => role)).toEqual([
		"material_coordinator",
		"manager",
		"controller",
		"controller",
		"approver",
		"auditor",
	]);
	await requireFewWords({ ...ctx, actor: await systemActor(db, "system") });
});

/** The words that meet the eye: what is folded, drawn or meant for screen readers alone is read on demand. */
function wordsAtFirstSight(markup: string): number {
	const shown = markup
		.slice(markup.indexOf("<main"), markup.indexOf("</main>"))
		.replace(/<(span|caption) class="sr-only">.*?<\/\1>/gs, " ")
		.replace(/<svg.*?<\/svg>/gs, " ")
		.replace(/<details(?![^>]* open)[^>]*>\s*(<summary>.*?<\/summary>).*?<\/details>/gs, " $1 ");
	return shown.replace(/<[^>]*>/g, " ").match(/\p{L}[\p{L}\p{N}-]*/gu)!.length;
}

/** Utvärdering is looked at before it is read, and no sentence is lost by that. */
async function requireFewWords(ctx: Context): Promise<void> {
	const chosen = (await chooseEvaluation(ctx, {}))!;
	const pager = { from: 1, to: 1, total: 1, noun: "enheter" };
	const markup = await render(
		EvaluationPage({ shell: {}, chosen, pager, may_extend: true, together: new Map(), query: "" }),
	);
	const { questions } = chosen.evaluation!.groups[0]!;
	expect(questions.length).toBeGreaterThan(8);
	for (const { sentence } of questions)
		expect(markup.replaceAll("&quot;", '"').includes(sentence), sentence).toBe(true);
	expect(wordsAtFirstSight(markup)).toBeLessThanOrEqual(300);
}
