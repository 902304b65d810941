import { expect, test } from "vitest";
import { findSamplePlanOn } from "../../../db/queries/checks/sample-plans.ts";
import { decideSamplePlan } from "../../../src/checks/sample-plans/decide-sample-plan.ts";
import { findPlannedControl, listChecklistQuestions } from "../../../db/queries/checks/sample-plans.ts";
import {
	alike,
	conclusions,
	failures,
	kindsOf,
	rateFor,
	sizeFor,
	yearSize,
} from "../../../src/checks/sample-plans/plan-sizes.ts";
import { proposalOf } from "../../../src/checks/sample-plans/proposal.ts";
import { sampleSizesFor } from "../../../src/checks/sample-plans/sample-sizes.ts";
import type { PlanDecision } from "../../../src/checks/sample-plans/schema.ts";
import { Invalid, NotAllowed, NotFound } from "../../../src/ground/errors.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openDrawnRun } from "../../support/drawn-run.ts";
import { answer, saying } from "../samples/answers.ts";
import { openWorld, type World } from "../../support/world.ts";

const decision = (world: World, change: Partial<PlanDecision> = {}): PlanDecision => ({
	confidence_permille: 950,
	level: "unit",
	expected_deviations: 0,
	months: 12,
	two_stage: false,
	rates: world.ids.questions.map((question_id, index) => ({ question_id, tolerable_permille: index < 2 ? 50 : 100 })),
	valid_from: "2026-01-01",
	reason: "Låg risk enligt bedömningen",
	...change,
});

const control = (world: World) => ({ id: world.ids.control, sample_size: 5 });

test("a decision is stored with its rates and said in the trail; the newest from a day holds", async () => {
	const world = await openWorld();
	const carin = await world.as("carin");
	await decideSamplePlan(carin, world.ids.control, decision(world));
	await decideSamplePlan(carin, world.ids.control, decision(world, { expected_deviations: 1 }));
	await decideSamplePlan(carin, world.ids.control, decision(world, { valid_from: "2026-12-01", months: 1 }));
	const holding = await findSamplePlanOn(world.ctx.db, world.ids.control, "2026-11-30");
	expect(holding).toMatchObject({ expected_deviations: 1, edition: 2, valid_from: "2026-01-01" });
	expect(holding!.rates.get("fraga-1")).toBe(50);
	expect(holding!.rates.get("fraga-3")).toBe(100);
	expect(await findSamplePlanOn(world.ctx.db, world.ids.control, "2025-12-31")).toBeUndefined();
	const events = await world.ctx.db
		.selectFrom("events")
		.select("data")
		.where("type", "=", "sample_plan.decided")
		.execute();
	expect(events.map((event) => JSON.parse(event.data).year_size)).toEqual([60, 96, 59]);
});

test("T60 what is frozen keeps its plan: a decision from that period or an earlier one is refused, and so is a day inside a month", async () => {
	const world = await openWorld();
	const carin = await world.as("carin");
	await openDrawnRun(world, { period_key: "2026-10" });
	for (const valid_from of ["2026-10-01", "2026-01-01", "2026-11-15", "2027-01-01"]) {
		await expect(decideSamplePlan(carin, world.ids.control, decision(world, { valid_from }))).rejects.toThrow(Invalid);
	}
	await expect(
		decideSamplePlan(carin, world.ids.control, decision(world, { valid_from: "2026-10-01" })),
	).rejects.toThrow("Populationen för oktober 2026 är redan fryst");
	await decideSamplePlan(carin, world.ids.control, decision(world, { valid_from: "2026-11-01" }));
	expect(await world.ctx.db.selectFrom("sample_plans").select("valid_from").execute()).toEqual([
		{ valid_from: "2026-11-01" },
	]);
	await expect(
		world.ctx.database.transaction((trx) => trx.updateTable("sample_plans").set({ months: 1 }).execute()),
	).rejects.toThrow("sample_plans");
});

test("a manager may not decide, a foreign question is not found, and the frozen period's size is not touched", async () => {
	const world = await openWorld();
	await expect(decideSamplePlan(await world.as("mats"), world.ids.control, decision(world))).rejects.toThrow(
		NotAllowed,
	);
	const foreign = decision(world, { rates: [{ question_id: "okand", tolerable_permille: 50 }] });
	await expect(decideSamplePlan(await world.as("carin"), world.ids.control, foreign)).rejects.toThrow(NotFound);
	expect(await world.ctx.db.selectFrom("sample_plans").selectAll().execute()).toEqual([]);
});

test("sizes: the control's number without a plan; then the year's size, proportional to N, at least 1, none of nothing", async () => {
	const world = await openWorld();
	const { db } = world.ctx;
	const strata = [
		{ unit_id: "stor", N: 200 },
		{ unit_id: "liten", N: 2 },
		{ unit_id: "tom", N: 0 },
	];
	const sizes = async (key: string) => Object.fromEntries(await sampleSizesFor(db, control(world), key, strata));
	expect(await sizes("2026-11")).toEqual({ stor: 5, liten: 5, tom: 5 });
	await decideSamplePlan(await world.as("carin"), world.ids.control, decision(world));
	expect(await sizes("2026-01")).toEqual({ stor: 5, liten: 2, tom: 0 });
	// all units together: the same share of every month and unit, and no unit is left out
	await decideSamplePlan(await world.as("carin"), world.ids.control, decision(world, { level: "control" }));
	expect(await sizes("2026-01")).toEqual({ stor: 5, liten: 1, tom: 0 });
});

test("a plan for a few months reaches its number in them, and its share is the same whatever was drawn before", async () => {
	const world = await openWorld();
	await decideSamplePlan(
		await world.as("carin"),
		world.ids.control,
		decision(world, { valid_from: "2026-10-01", months: 3 }),
	);
	const size = async (key: string, N: number) =>
		(await sampleSizesFor(world.ctx.db, control(world), key, [{ unit_id: world.ids.alfa, N }])).get(world.ids.alfa);
	expect(await size("2026-10", 100)).toBe(20);
	await openDrawnRun(world, { period_key: "2026-10", population: 100, n: 30 });
	expect(await size("2026-11", 100)).toBe(20);
});

test("the plan promises what the evaluation gives: months of 20 to 70 purchases need more than five of each", async () => {
	const terms = { ...decision(await openWorld()), rates: [50] };
	const months = [20, 70, 33, 45, 51, 28, 60, 47, 22, 39, 55, 31];
	const [five] = conclusions(terms, { months, sizes: months.map(() => 5) });
	expect(five).toMatchObject({ deviations: 0, verdicts: [{ verdict: "insufficient" }] });
	expect(five!.upper).toBeGreaterThan(0.06);
	const rate = rateFor(terms, months);
	const sizes = months.map((N) => sizeFor(rate, N));
	const [enough] = conclusions(terms, { months, sizes });
	expect(enough!.verdicts).toEqual([{ rate: 50, verdict: "support" }]);
	expect(sizes.reduce((sum, n) => sum + n, 0)).toBeLessThan(70);
	const twice = { ...terms, two_stage: true };
	const missed = (plan: typeof terms) => failures(plan, alike(plan)).map(({ of_hundred }) => of_hundred);
	expect([missed(terms), missed(twice)]).toEqual([
		[26, 45, 70],
		[3, 16, 51],
	]);
	expect([yearSize({ ...terms, two_stage: true }).needed, kindsOf(terms)]).toEqual([
		72,
		[{ rate: 50, needed: 59, with_not_applicable: 80 }],
	]);
});

test("last year's answers propose what to expect, and say when no sample would be enough", async () => {
	const world = await openWorld();
	const { db } = world.ctx;
	const planned = (await findPlannedControl(db, world.ids.control))!;
	const questions = await listChecklistQuestions(db, world.ids.checklist);
	expect(await proposalOf(db, planned, questions)).toBeNull();
	const run = await openDrawnRun(world, { period_key: "2026-01", population: 200, n: 100 });
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("control_runs").set({ status: "approved" }).where("id", "=", run.runId).execute(),
	);
	const next = { ...planned, year: 2027 };
	expect(await proposalOf(db, next, questions)).toMatchObject({ k: 0, n: 100, expected: 0 });
	const maria = await world.as("maria");
	const setStatus = (status: "drawn" | "approved") =>
		world.ctx.database.transaction((trx) => trx.updateTable("control_runs").set({ status }).execute());
	await setStatus("drawn");
	await answer(maria, run.itemIds[0]!, [saying(1, "no")]);
	await setStatus("approved");
	const proposed = await proposalOf(db, next, questions);
	expect(proposed).toMatchObject({ k: 1, n: 100, expected: 1 });
	expect(proposed!.text).toContain("I fjol fick 1 av 100 granskade Nej på frågan ”Kontrollpunkt 1”.");
	await setStatus("drawn");
	for (const item of run.itemIds.slice(1, 6)) await answer(maria, item, [saying(1, "no")]);
	await setStatus("approved");
	expect(await proposalOf(db, next, questions)).toMatchObject({ k: 6, expected: null });
});

test("months before a unit took part are not caught up: it gets the usual number, not the whole year's", async () => {
	const world = await openWorld();
	await decideSamplePlan(await world.as("carin"), world.ids.control, decision(world));
	const sizes = await sampleSizesFor(world.ctx.db, control(world), "2026-11", [{ unit_id: world.ids.beta, N: 100 }]);
	expect(sizes.get(world.ids.beta)).toBe(5);
});

const FORM = {
	sakerhet: "950",
	niva: "unit",
	vantade: "0",
	manader: "12",
	tva_steg: "",
	...Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`andel_${index + 1}`, index < 2 ? "5" : "10"])),
};

test("the page shows the year's size, what it can conclude and what it fails, and computes other values without storing", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const path = `/stickprovsplan/${world.ids.control}`;
	const text = await (await carin.get(path)).text();
	expect(text).toContain("högst 4,9\u00a0%");
	expect(text).toContain("i ungefär 45 av 100 år");
	const computed = await carin.post(path, { ...FORM, vantade: "1" });
	expect(computed.status).toBe(200);
	expect(await computed.text()).toContain(">96<");
	const refused = await carin.post(path, { ...FORM, andel_1: "fem" });
	expect(refused.status).toBe(422);
	expect(await refused.text()).toContain("Skriv procent med högst en decimal");
	expect(await world.ctx.db.selectFrom("sample_plans").selectAll().execute()).toEqual([]);
});

test("deciding from the page: 303, and without a reason 422 with the values kept; a manager gets 403, a foreign id 404", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const path = `/stickprovsplan/${world.ids.control}`;
	const refused = await carin.post(`${path}/beslut`, { ...FORM, andel_1: "2,5", valid_from: "2026-12-01", reason: "" });
	expect(refused.status).toBe(422);
	expect(await refused.text()).toContain('value="2,5"');
	const done = await carin.post(`${path}/beslut`, { ...FORM, valid_from: "2026-12-01", reason: "Beslut" });
	expect(done.status).toBe(303);
	const mats = await clientFor(world, "mats");
	expect((await mats.post(`${path}/beslut`, FORM)).status).toBe(403);
	expect((await mats.get(path)).status).toBe(403);
	expect((await carin.get("/stickprovsplan/finns-inte")).status).toBe(404);
	const list = (await (await carin.get("/stickprovsplan.json")).json()) as Record<string, unknown>[];
	expect(list).toMatchObject([{ title: "Stickprov av inköp under 10 tkr", valid_from: "2026-12-01" }]);
	for (const ending of ["csv", "xlsx"]) expect((await carin.get(`/stickprovsplan.${ending}`)).status).toBe(200);
});
