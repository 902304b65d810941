import { expect, test } from "vitest";
import type { StripRun, StripUnit } from "../../../db/queries/checks/runs-year-strip.ts";
import { type RunStanding, runState } from "../../../db/schema/checks/runs-state.ts";
import type { Frequency } from "../../../db/schema/vocabulary.ts";
import { systemActor } from "../../../src/ground/access/system-actor.ts";
import { createRuns } from "../../../src/checks/runs/create-runs.ts";
import { stripLines } from "../../../src/checks/runs/strip-rows.ts";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { prepare } from "../../support/prepared-plan.ts";
import { decide, draftOf } from "../../register/decisions/decision-support.ts";
import { openWorld, type World } from "../../support/world.ts";

const TODAY = "2026-11-16";

async function givenRuns(world: World) {
	const ctx = { ...world.ctx, actor: await systemActor(world.ctx.db, "system") };
	await createRuns(ctx, { today: TODAY });
}

const unit = (frequency: Frequency, changes: Partial<StripUnit> = {}): StripUnit => ({
	control_id: "k",
	control_title: "Kassor",
	frequency,
	year: 2026,
	plan_status: "in_force",
	starts_on: "2026-01-01",
	ended_on: null,
	unit_id: "e",
	unit_name: "Enheten",
	valid_from: "2026-01-01",
	valid_to: null,
	unit_from: "2020-01-01",
	unit_to: null,
	...changes,
});
const run = (period_key: string, last_day: string, changes: Partial<StripRun> = {}): StripRun => ({
	id: period_key,
	control_id: "k",
	unit_id: "e",
	period_key,
	last_day,
	due_on: "2026-12-20",
	status: "drawn",
	result: null,
	is_late: 0,
	...changes,
});
const months = (frequency: Frequency, runs: StripRun[], changes: Partial<StripUnit> = {}) =>
	stripLines([unit(frequency, changes)], runs, TODAY)[0]!.months.map((month) =>
		month === null || typeof month === "string" ? month : `${month.run_id} ${month.state}`,
	);

test.each<[Partial<RunStanding>, string]>([
	[{ status: "planned" }, "planned"],
	[{ status: "drawn" }, "to_check"],
	[{ status: "drawn", due_on: "2026-11-16" }, "to_check"],
	[{ status: "drawn", due_on: "2026-11-15" }, "late"],
	[{ status: "planned", due_on: "2026-11-15" }, "late"],
	[{ status: "returned", due_on: "2026-11-15" }, "returned"],
	[{ status: "signed" }, "signed"],
	[{ status: "signed", is_late: 1 }, "signed_late"],
	[{ status: "approved", due_on: "2026-01-01" }, "approved"],
	[{ status: "approved", is_late: 1 }, "approved_late"],
	[{ status: "not_done" }, "not_done"],
])("%o is %s on 16 November", (changes, state) => {
	expect(runState({ status: "drawn", due_on: "2026-12-14", is_late: 0, ...changes }, TODAY)).toBe(state);
});

test("a longer period sits in its last month, and what has not begun is to come", () => {
	const quarters = months("quarterly", [run("2026-K3", "2026-09-30"), run("2026-K4", "2026-12-31")]);
	expect(quarters.slice(8)).toEqual(["2026-K3 to_check", null, null, "2026-K4 to_check"]);
	expect(new Set(quarters.slice(0, 8))).toEqual(new Set([null]));
	expect(months("monthly", [run("2026-10", "2026-10-31", { due_on: "2026-11-13" })]).slice(8)).toEqual([
		null,
		"2026-10 late",
		null,
		"upcoming",
	]);
	expect(months("yearly", [run("2026", "2026-12-31")]).at(-1)).toBe("2026 to_check");
});

test("a unit that has left has nothing to come; of several occasions in a month the last is shown", () => {
	expect(months("monthly", [], { valid_to: "2026-11-30" }).at(-1)).toBeNull();
	expect(months("monthly", [], { unit_to: "2026-11-30" }).at(-1)).toBeNull();
	expect(months("ad_hoc", [run("2026-05-04", "2026-05-04"), run("2026-05-19", "2026-05-19")])[4]).toBe(
		"2026-05-19 to_check",
	);
});

test("the strip has a row per control and unit, and each run opens", async () => {
	const world = await openWorld();
	await givenRuns(world);
	const page = await (await (await clientFor(world, "carin")).get(paths.yearStrip(2026))).text();
	expect(page).toContain("Vårdcentralen Alfa, ");
	expect(page).toContain("Vårdcentralen Beta, ");
	const runs = await world.ctx.db.selectFrom("control_runs").select("id").execute();
	for (const { id } of runs) expect(page).toContain(paths.run(id));
	expect(page).toContain("Vårdcentralen Alfa, oktober: Sen");
	expect(page.match(/Sen: förfallodagen har passerat/g)?.length).toBeGreaterThan(10);
});

test("a run that is signed for shows what it found, green for no deviation alone; the files say the same", async () => {
	const world = await openWorld();
	await givenRuns(world);
	const { db, database } = world.ctx;
	const runs = await db.selectFrom("control_runs").selectAll().where("unit_id", "=", world.ids.alfa).execute();
	const results = ["no_deviation", "minor", "major", "critical"] as const;
	await database.transaction(async (trx) => {
		for (const [index, { id }] of runs.slice(0, 8).entries()) {
			const values = { status: index < 4 ? ("approved" as const) : ("signed" as const), result: results[index % 4]! };
			await trx.updateTable("control_runs").set(values).where("id", "=", id).execute();
		}
		// sent back with what was found before: nothing is found until it is signed for again
		const values = { status: "returned" as const, result: "no_deviation" as const };
		await trx.updateTable("control_runs").set(values).where("id", "=", runs[8]!.id).execute();
	});
	const carin = await clientFor(world, "carin");
	const page = await (await carin.get(paths.yearStrip(2026))).text();
	const cells = [
		...page.matchAll(/<a href="([^"]+)" class="strip-cell tone-(\w+)" aria-label="[^"]*?: ([^"]*)">(.*?)<\/a>/g),
	];
	const green = cells.filter(([, , tone]) => tone === "ok");
	expect(green).toHaveLength(2);
	const rows = (await (await carin.get("/kontroller/arsoversikt.json?ar=2026")).json()) as Record<string, string>[];
	const signed = rows.filter((row) => row.result);
	expect(signed).toHaveLength(9);
	for (const row of signed.filter(({ state }) => state !== "Återsänd")) {
		const same = cells.filter(([, , , full]) => full!.startsWith(`${row.result}. ${row.state}`));
		expect([row.result, row.state, same.length]).toEqual([row.result, row.state, 1]);
		expect(same[0]![4]!.match(/<svg/g)).toHaveLength(2);
	}
	expect(cells.filter(([, , , full]) => full === "Återsänd till utföraren").map(([, , tone]) => tone)).toEqual([
		"warn",
	]);
});

test("T23: strip and files hold the own units alone, whatever the address asks for", async () => {
	const world = await openWorld();
	await givenRuns(world);
	const mats = await clientFor(world, "mats");
	for (const address of [paths.yearStrip(2026), paths.yearStripOf(2026, { unit_id: world.ids.region })]) {
		const page = await (await mats.get(address)).text();
		expect(page).toContain("Vårdcentralen Alfa, ");
		expect(page).not.toContain("Vårdcentralen Beta");
	}
	const other = await (await mats.get(paths.yearStripOf(2026, { unit_id: world.ids.beta }))).text();
	expect(other).toContain("Ingen enhet har kontrolltillfällen med det här urvalet.");
	const json = async (query: string) =>
		(await (await mats.get(`/kontroller/arsoversikt.json?${query}`)).json()) as Record<string, unknown>[];
	expect(await json("ar=2026")).toHaveLength(11);
	expect(await json(`ar=2026&enhet=${world.ids.beta}`)).toEqual([]);
	expect(await json("ar=2025")).toEqual([]);
	expect((await json("ar=2026"))[0]).toMatchObject({
		control: "Stickprov av inköp under 10 tkr",
		unit: "Vårdcentralen Alfa",
		period: "januari 2026",
		state: "Sen",
		performer: "Maria Ek",
	});
});

test("T05: a year that is no year, and unknown controls and units, give an empty strip and no error", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	for (const query of ["ar=0", "ar=2026;drop", "ar=9999", "kontroll=x", "enhet=x", "sida=-1", "ar=2026&sida=99999"])
		expect((await carin.get(`/kontroller/arsoversikt?${query}`)).status).toBe(200);
	expect((await (await clientFor(world, "adam")).get(paths.yearStrip())).status).toBe(403);
});

test("a plan that no nämnd has decided shows its whole year, and that it is made when the nämnd has decided", async () => {
	expect(months("quarterly", [], { plan_status: "preparation" })).toEqual([
		...[null, null, "undecided", null, null, "undecided"],
		...[null, null, "undecided", null, null, "undecided"],
	]);
	const world = await openWorld();
	const { plan } = await draftOf(world);
	const carin = await clientFor(world, "carin");
	const strip = async () => (await carin.get(paths.yearStrip(2027))).text();
	const draft = await strip();
	expect(draft.match(/>Skapas när nämnden har beslutat</g), "once, in the legend").toHaveLength(1);
	expect(draft.match(/: Skapas när nämnden har beslutat/g), "two units, twelve months").toHaveLength(24);
	expect(draft).toContain("En plan för 2027 är inte beslutad.");
	expect(await world.ctx.db.selectFrom("control_runs").select("id").execute()).toEqual([]);
	await prepare(world, plan);
	expect(await strip()).toContain("Skapas när nämnden har beslutat");
	expect((await decide(carin, paths.planDecision(plan))).status).toBe(303);
	const decided = await strip();
	expect(decided).not.toContain("Skapas när nämnden har beslutat");
	expect(decided.match(/: Senare, skapas när perioden börjar/g)).toHaveLength(24);
	expect(await (await carin.get(paths.yearStrip())).text(), "the present year comes first").toContain(
		"Kontroller 2026",
	);
});

test("a control's sums are those of its runs, as the reader sees them", async () => {
	const world = await openWorld();
	await givenRuns(world);
	await world.ctx.database.transaction(async (trx) => {
		const some = await trx.selectFrom("control_runs").select("id").orderBy("id").limit(7).execute();
		for (const [at, { id }] of some.entries()) {
			const result = at % 2 === 0 ? ("minor" as const) : ("no_deviation" as const);
			await trx.updateTable("control_runs").set({ status: "signed", result }).where("id", "=", id).execute();
		}
	});
	for (const person of ["carin", "mats"] as const) {
		const client = await clientFor(world, person);
		const page = await (await client.get(paths.yearStrip(2026))).text();
		const rows = (await (await client.get("/kontroller/arsoversikt.json?ar=2026")).json()) as {
			result: string | null;
		}[];
		const done = rows.filter(({ result }) => result !== null);
		const deviating = done.filter(({ result }) => result !== "Ingen avvikelse");
		const [, n, all, found] = /(\d+) av (\d+) utförda, (\d+) med avvikelse/.exec(page)!;
		expect([n, all, found].map(Number)).toEqual([done.length, rows.length, deviating.length]);
		const months = [...page.matchAll(/<td data-label="\w+"[^>]*>(\d+) av (\d+)(?:, (\d+) avv\.)?<\/td>/g)];
		const sum = (at: number) => months.reduce((total, found) => total + Number(found[at] ?? 0), 0);
		expect([sum(1), sum(2), sum(3)]).toEqual([done.length, rows.length, deviating.length]);
	}
});
