import { expect, test } from "vitest";
import { findDrawByName } from "../../../db/queries/checks/draws.ts";
import { insertControl, insertControlUnit } from "../../../db/writes/checks/controls.ts";
import { systemActor } from "../../../src/ground/access/system-actor.ts";
import { createRuns } from "../../../src/checks/runs/create-runs.ts";
import { commitment } from "../../../src/ground/sampling/selection.ts";
import { write } from "../../../src/ground/write/write.ts";
import { openWorld, type World } from "../../support/world.ts";

const TODAY = "2026-11-16";
const note = {
	type: "system.started",
	unit_id: null,
	object: { kind: "system", id: "x" },
	data: { note: "ställde in" },
} as const;

async function asSystem(world: World) {
	return { ...world.ctx, actor: await systemActor(world.ctx.db, "system") };
}

/** Changes rows behind the register's back, as a test may. */
function given(world: World, change: (trx: Parameters<typeof insertControl>[0]) => Promise<unknown>): Promise<void> {
	return write(world.ctx, async ({ trx, record }) => {
		await change(trx);
		await record(note);
	});
}

const runsOf = (world: World, control = world.ids.control) =>
	world.ctx.db
		.selectFrom("control_runs")
		.selectAll()
		.where("control_id", "=", control)
		.orderBy("period_key")
		.orderBy("unit_id")
		.execute();
const eventsOf = (world: World, type: string) =>
	world.ctx.db.selectFrom("events").selectAll().where("type", "=", type).orderBy("seq").execute();

/** A second control of the plan, at alfa alone. */
async function givenControl(world: World, values: Partial<Parameters<typeof insertControl>[1]>): Promise<string> {
	const id = values.id ?? "andra";
	await given(world, async (trx) => {
		await insertControl(trx, {
			id,
			plan_id: world.ids.plan,
			risk_id: world.ids.risk,
			measure_id: null,
			key: id,
			title: "Kontantkassor",
			method: "",
			frequency: "monthly",
			population_kind: "none",
			sample_size: 0,
			reserve_count: 0,
			checklist_id: world.ids.checklist,
			owner_id: null,
			due_working_days: 5,
			starts_on: "2026-01-01",
			ended_on: null,
			version: 1,
			...values,
		});
		await insertControlUnit(trx, {
			id: `${id}-alfa`,
			control_id: id,
			unit_id: world.ids.alfa,
			performer_id: world.ids.maria,
			reviewer_id: world.ids.mats,
			valid_from: "2020-01-01",
			valid_to: null,
			version: 1,
		});
	});
	return id;
}

const keys = async (world: World, control: string) => (await runsOf(world, control)).map((run) => run.period_key);

test("T44: every month from the control's start to today gets one run per unit, and no month after", async () => {
	const world = await openWorld();
	const created = await createRuns(await asSystem(world), { today: TODAY });
	expect(created).toHaveLength(11);
	const runs = await runsOf(world);
	expect(runs).toHaveLength(22);
	expect(runs.at(-1)).toMatchObject({
		period_key: "2026-11",
		first_day: "2026-11-01",
		last_day: "2026-11-30",
		due_on: "2026-12-14",
		status: "planned",
		is_late: 0,
		version: 1,
	});
	expect(new Set(runs.map((run) => run.performer_id))).toEqual(new Set([world.ids.maria, world.ids.beata]));
	expect(new Set(runs.map((run) => run.reviewer_id))).toEqual(new Set([world.ids.mats, world.ids.boris]));
});

test("T44: creating again creates nothing, and records nothing", async () => {
	const world = await openWorld();
	await createRuns(await asSystem(world), { today: TODAY });
	const events = await eventsOf(world, "runs.created");
	expect(await createRuns(await asSystem(world), { today: TODAY })).toEqual([]);
	expect(await runsOf(world)).toHaveLength(22);
	expect(await eventsOf(world, "runs.created")).toHaveLength(events.length);
});

test("T44: two at the same time create nothing double", async () => {
	const world = await openWorld();
	const [system, carin] = [await asSystem(world), await world.as("carin")];
	const answers = await Promise.all([system, carin, system].map((ctx) => createRuns(ctx, { today: TODAY })));
	expect(answers.flat()).toHaveLength(11);
	expect(await runsOf(world)).toHaveLength(22);
	expect(await eventsOf(world, "draw.planned")).toHaveLength(11);
});

test("T44: the timer does not invent what was before the control's start, or outside the plan year", async () => {
	const world = await openWorld();
	const control = await givenControl(world, { starts_on: "2026-09-10" });
	await createRuns(await asSystem(world), { today: "2027-03-01" });
	expect(await keys(world, control)).toEqual(["2026-09", "2026-10", "2026-11", "2026-12"]);
	const old = await givenControl(world, { id: "gammal", starts_on: "2019-01-01", ended_on: "2026-02-03" });
	await createRuns(await asSystem(world), { today: "2027-03-01" });
	expect(await keys(world, old)).toEqual(["2026-01", "2026-02"]);
});

test.each([
	["quarterly", ["2026-K1", "2026-K2", "2026-K3", "2026-K4"]],
	["tertial", ["2026-T1", "2026-T2", "2026-T3"]],
	["half_year", ["2026-H1", "2026-H2"]],
	["yearly", ["2026"]],
	["ad_hoc", []],
] as const)("a control that runs %s has these periods by 16 November", async (frequency, expected) => {
	const world = await openWorld();
	const control = await givenControl(world, { frequency });
	await createRuns(await asSystem(world), { today: TODAY });
	expect(await keys(world, control)).toEqual(expected);
});

test("the last day and the due date of February follow the leap year", async () => {
	const world = await openWorld();
	await given(world, (trx) => trx.updateTable("plans").set({ year: 2028 }).execute());
	const control = await givenControl(world, { starts_on: "2028-01-01" });
	await createRuns(await asSystem(world), { control_id: control, today: "2028-02-29" });
	expect((await runsOf(world, control)).at(-1)).toMatchObject({ last_day: "2028-02-29", due_on: "2028-03-07" });
});

test("a unit that ended in June has a run for June and none after; one that left the control likewise", async () => {
	const world = await openWorld();
	await given(world, async (trx) => {
		await trx.updateTable("org_units").set({ valid_to: "2026-06-15" }).where("id", "=", world.ids.alfa).execute();
		await trx
			.updateTable("control_units")
			.set({ valid_from: "2026-03-31", valid_to: "2026-04-30" })
			.where("id", "=", world.ids.betaAssignment)
			.execute();
	});
	await createRuns(await asSystem(world), { today: TODAY });
	const runs = await runsOf(world);
	const at = (unit: string) => runs.filter((run) => run.unit_id === unit).map((run) => run.period_key);
	expect(at(world.ids.alfa).at(-1)).toBe("2026-06");
	expect(at(world.ids.beta)).toEqual(["2026-03", "2026-04"]);
});

test("T44: a changed schedule leaves the finished runs alone and asks for no month twice", async () => {
	const world = await openWorld();
	await createRuns(await asSystem(world), { today: "2026-08-20" });
	const before = await runsOf(world);
	await given(world, (trx) => trx.updateTable("controls").set({ frequency: "quarterly" }).execute());
	await createRuns(await asSystem(world), { today: TODAY });
	const after = await runsOf(world);
	expect(after.filter((run) => run.period_key.length === 7 && !run.period_key.includes("K"))).toEqual(before);
	expect([...new Set(after.map((run) => run.period_key).filter((key) => key.includes("K")))]).toEqual([
		"2026-K3",
		"2026-K4",
	]);
	await given(world, (trx) => trx.updateTable("controls").set({ frequency: "monthly" }).execute());
	expect(await createRuns(await asSystem(world), { today: "2026-12-20" })).toEqual([]);
});

test("a plan that is not in force asks for nothing", async () => {
	const world = await openWorld();
	await given(world, (trx) => trx.updateTable("plans").set({ status: "draft" }).execute());
	expect(await createRuns(await asSystem(world), { today: TODAY })).toEqual([]);
});

test("the draw of a period is planned with its runs: a sealed secret, its commitment, and both in the trail", async () => {
	const world = await openWorld();
	const [first] = await createRuns(await asSystem(world), { today: TODAY, period_key: "2026-10" });
	expect(first).toMatchObject({ runs: 2, draw_id: "inkop-under-10000/2026-10" });
	const draw = await world.ctx.db.selectFrom("draws").selectAll().executeTakeFirstOrThrow();
	const secret = world.ctx.keys.decrypt(draw.secret_encrypted);
	expect(secret).toMatch(/^[0-9a-f]{64}$/);
	expect(draw).toMatchObject({ secret: null, drawn_at: null, commitment: commitment(draw.draw_id, secret) });
	expect((await runsOf(world)).map((run) => run.draw_id)).toEqual([draw.id, draw.id]);
	const [planned] = await eventsOf(world, "draw.planned");
	expect(planned).toMatchObject({ via: "system", unit_id: world.ids.administration, object_id: draw.id });
	expect(JSON.stringify(await world.ctx.db.selectFrom("events").selectAll().execute())).not.toContain(secret);
	expect(JSON.parse((await eventsOf(world, "runs.created"))[0]!.data)).toMatchObject({
		units: ["Vårdcentralen Alfa", "Vårdcentralen Beta"],
		commitment: draw.commitment,
	});
});

test("a unit that joins before the freeze shares the draw; after the freeze it joins the next period", async () => {
	const world = await openWorld();
	await createRuns(await asSystem(world), { today: TODAY });
	const draw = (await findDrawByName(world.ctx.db, "inkop-under-10000/2026-10"))!;
	await given(world, async (trx) => {
		await trx
			.insertInto("purchase_files")
			.values({
				id: "fil",
				period_key: "2026-10",
				file_name: "o.csv",
				sha256: "x",
				bytes: 1,
				encoding: "utf-8",
				delimiter: ";",
				columns: "{}",
				rows: 0,
				refused: "[]",
				sum_ore: 0,
				imported_at: "2026-11-02",
				imported_by: world.ids.carin,
			})
			.execute();
		await trx
			.insertInto("populations")
			.values({
				id: "pop",
				draw_id: draw.id,
				control_id: world.ids.control,
				period_key: "2026-10",
				file_id: "fil",
				cut_off: "2026-10-31",
				filter: "",
				limit_ore: 1,
				unit_basis: "invoice",
				vat_basis: "net",
				n: 0,
				sum_ore: 0,
				digest: "",
				frozen_at: "2026-11-02",
				checklist_id: null,
				terms: "{}",
				frozen_by: world.ids.carin,
			})
			.execute();
		await insertControlUnit(trx, {
			id: "gamma",
			control_id: world.ids.control,
			unit_id: world.ids.gamma,
			performer_id: null,
			reviewer_id: null,
			valid_from: "2026-10-01",
			valid_to: null,
			version: 1,
		});
	});
	const created = await createRuns(await asSystem(world), { today: TODAY });
	expect(created.map((one) => [one.period_key, one.runs])).toEqual([["2026-11", 1]]);
	expect(await eventsOf(world, "draw.planned")).toHaveLength(11);
});

test("without a population there is no draw, and the run can be performed at once", async () => {
	const world = await openWorld();
	const control = await givenControl(world, {});
	await createRuns(await asSystem(world), { control_id: control, today: TODAY });
	expect((await runsOf(world, control))[0]).toMatchObject({ status: "drawn", draw_id: null });
	expect(await eventsOf(world, "draw.planned")).toEqual([]);
});

test("what runs when needed is created by hand, for a day that has come", async () => {
	const world = await openWorld();
	const control = await givenControl(world, { frequency: "ad_hoc" });
	const carin = await world.as("carin");
	const ask = (period_key: string) => createRuns(carin, { control_id: control, period_key, today: TODAY });
	expect(await ask("2026-11-12")).toMatchObject([{ runs: 1 }]);
	expect(await ask("2026-11-12")).toEqual([]);
	await expect(ask("2026-11-17")).rejects.toMatchObject({ status: 422 });
	await expect(ask("2026-11")).rejects.toMatchObject({ status: 422 });
	await expect(ask("igår")).rejects.toMatchObject({ status: 422 });
	expect(await keys(world, control)).toEqual(["2026-11-12"]);
});

test("T16: only a controller or an administrator creates runs, and only within the own branch", async () => {
	const world = await openWorld();
	for (const person of ["maria", "mats", "nils", "fia", "rune"] as const) {
		await expect(createRuns(await world.as(person), { today: TODAY })).rejects.toMatchObject({ status: 403 });
	}
	await given(world, (trx) =>
		trx.updateTable("roles").set({ unit_id: world.ids.alfa }).where("person_id", "=", world.ids.carin).execute(),
	);
	const [created] = await createRuns(await world.as("carin"), { today: TODAY });
	expect(created?.runs).toBe(1);
	expect(await createRuns(await world.as("adam"), { today: TODAY })).toHaveLength(11);
	expect(await runsOf(world)).toHaveLength(22);
	await expect(createRuns(await world.as("adam"), { control_id: "finns-inte", today: TODAY })).rejects.toMatchObject({
		status: 404,
	});
});
