import { describe, expect, test } from "vitest";
import { type GovernanceRow, listGovernance } from "../../../db/queries/report/governance.ts";
import { findPeriod } from "../../../db/queries/report/periods.ts";
import { insertGovernanceItem } from "../../../db/writes/report/governance.ts";
import { addGovernanceItem } from "../../../src/report/governance/add-governance-item.ts";
import { paths } from "../../../src/paths/paths.ts";
import { JANUARY, openClosedYear } from "../closing/support.ts";
import { clientFor } from "../../support/browser-client.ts";
import { trailOf } from "../../support/trail-of.ts";
import { openWorld, type World } from "../../support/world.ts";
import { governanceItem, rowsOf } from "./support.ts";

const goal = { kind: "goal", number: "1", title: "God tillgänglighet", details: "Väntetid" };
const indicator = { kind: "indicator", title: "Andel inom vårdgarantin", unit: "procent" };
const measured = { ...indicator, comparison: "more_than", target: "90", baseline: "82,5", baseline_year: "2025" };
const said = {
	status: "on_the_way",
	comment: "Väntetiden minskar.",
	outcome_ore: "",
	reported_back_on: "",
	version: "0",
};

async function added(world: World, told: Parameters<typeof governanceItem>[0]): Promise<string> {
	return addGovernanceItem(await world.as("carin"), world.ids.period, governanceItem(told));
}

async function rowOf(world: World, id: string): Promise<GovernanceRow> {
	return (await rowsOf(world)).find((row) => row.id === id)!;
}

/** Those who may see the plan and not change it, and whoever is no part of the förvaltning's follow-up. */
const REFUSED = ["mats", "maria", "nils", "fia", "rune", "adam", "siv"] as const;

describe("adding a row of the plan", () => {
	test("is the controller's, in the order of its kind, and a fact; every other role is refused", async () => {
		const world = await openWorld();
		const url = paths.governanceNew(world.ids.period);
		const carin = await clientFor(world, "carin");
		expect((await carin.post(url, { ...goal, owner_id: world.ids.mats })).status).toBe(303);
		expect((await carin.post(url, { ...goal, number: "2", title: "Nöjda patienter" })).status).toBe(303);
		const rows = await rowsOf(world);
		expect(rows.map((row) => [row.position, row.title, row.owner, row.reported])).toEqual([
			[1, "God tillgänglighet", "Mats Berg", null],
			[2, "Nöjda patienter", null, null],
		]);
		expect((await carin.post(url, { ...measured, parent_id: rows[0]!.id })).status).toBe(303);
		const [, under] = await rowsOf(world);
		expect(under).toMatchObject({ parent: "God tillgänglighet", target: 9000, baseline: 8250, baseline_year: 2025 });
		expect(await trailOf(world, "governance", rows[0]!.id)).toHaveLength(1);
		for (const person of REFUSED) {
			const client = await clientFor(world, person);
			for (const address of [url, paths.governanceEdit(world.ids.period, under!.id)]) {
				expect((await client.post(address, { ...goal, version: "1" })).status, `${person} ${address}`).toBe(403);
				expect((await client.get(address)).status, `${person} ${address}`).toBe(403);
			}
		}
		expect((await carin.post(paths.governanceNew("annan"), goal)).status).toBe(404);
	});

	test.each([
		[{ kind: "dream" }, "kind"],
		[{ title: "" }, "title"],
		[{ target: "90", comparison: "at_least" }, "Ange enheten"],
		[{ target: "90", unit: "procent" }, "Välj hur utfallet jämförs"],
		[{ target: "90", unit: "procent", comparison: "between" }, "högre övre målvärde"],
		[{ target: "90", target_upper: "80", unit: "procent", comparison: "between" }, "högre övre målvärde"],
		[{ target: "90", target_upper: "95", unit: "procent", comparison: "at_least" }, "hör till jämförelsen Mellan"],
		[{ target: "90", unit: "procent", comparison: "state" }, "inget målvärde i tal"],
		[{ target: "-1", unit: "procent", comparison: "at_least" }, "mindre än noll"],
		[{ target: "nittio", unit: "procent", comparison: "at_least" }, "Skriv ett tal"],
		[{ baseline: "80", unit: "procent" }, "Ange vilket år"],
		[{ baseline: "80", baseline_year: "2026", unit: "procent" }, "före planens år 2026"],
		[{ kind: "indicator", parent_id: "" }, "Välj det mål eller uppdrag"],
		[{ kind: "indicator", parent_id: "finns-inte" }, "kan inte höra till det valda"],
		[{ kind: "economy", unit: "" }, "Ange enheten, till exempel mnkr"],
		[{ kind: "economy", unit: "mnkr", target: "5", comparison: "at_least" }, "ekonomins tabell"],
	])("%j is refused with the sentence, and the form kept", async (fault, sentence) => {
		const world = await openWorld();
		const carin = await clientFor(world, "carin");
		const answer = await carin.post(paths.governanceNew(world.ids.period), { ...goal, ...fault });
		expect(answer.status).toBe(422);
		const shown = await answer.text();
		expect(shown).toContain("Väntetid");
		expect(shown).toContain(sentence);
		expect(await rowsOf(world)).toEqual([]);
	});

	test("a stranger as owner (T19), a unit of another förvaltning and a parent of another year are refused", async () => {
		const world = await openWorld();
		const carin = await clientFor(world, "carin");
		await added(world, { kind: "goal", title: "Årets mål" });
		const [
			{
				owner: _o,
				org_unit: _u,
				parent: _p,
				same_as: _s,
				figures: _f,
				cut_off: _c,
				reported: _r,
				earlier: _e,
				...item
			},
		] = (await rowsOf(world)) as [GovernanceRow];
		await world.ctx.database.transaction((trx) => insertGovernanceItem(trx, { ...item, id: "annat", year: 2025 }));
		const url = paths.governanceNew(world.ids.period);
		for (const fault of [
			{ ...goal, owner_id: world.ids.rune },
			{ ...goal, org_unit_id: world.ids.region },
			{ ...indicator, parent_id: "annat" },
		])
			expect((await carin.post(url, fault)).status, JSON.stringify(fault)).toBe(422);
		expect((await carin.get(paths.governanceStatus(world.ids.period, "annat"))).status).toBe(404);
		expect((await carin.post(paths.governanceEdit(world.ids.period, "annat"), { ...goal, version: "1" })).status).toBe(
			404,
		);
		expect(await rowsOf(world)).toHaveLength(1);
	});
});

describe("changing a row of the plan", () => {
	test("is a fact with what it was; the same again is none; a stale one is refused with the newer words", async () => {
		const world = await openWorld();
		const id = await added(world, { kind: "goal", title: "God tillgänglighet" });
		const url = paths.governanceEdit(world.ids.period, id);
		const carin = await clientFor(world, "carin");
		expect((await carin.post(url, { ...goal, title: "Nära vård", version: "1" })).status).toBe(303);
		expect(await trailOf(world, "governance", id)).toHaveLength(2);
		expect((await carin.post(url, { ...goal, title: "Nära vård", version: "2" })).status).toBe(303);
		expect(await trailOf(world, "governance", id)).toHaveLength(2);
		const stale = await carin.post(url, { ...goal, title: "Annat", version: "1" });
		expect(stale.status).toBe(409);
		expect(await stale.text()).toContain("Nära vård");
	});

	test("a number keeps its unit, its sign and the sum it was held against; a sum is never a part of itself", async () => {
		const world = await openWorld();
		const sum = await added(world, { kind: "economy", title: "Summa", unit: "mnkr", signed: "yes" });
		const part = await added(world, { kind: "economy", title: "Del", unit: "mnkr", signed: "yes", parent_id: sum });
		const carin = await clientFor(world, "carin");
		const change = async (id: string, told: object) => {
			const { version } = await rowOf(world, id);
			return carin.post(paths.governanceEdit(world.ids.period, id), {
				...goal,
				unit: "mnkr",
				signed: "yes",
				...told,
				version: String(version),
			});
		};
		expect((await change(sum, { parent_id: part })).status).toBe(422);
		expect((await change(sum, { parent_id: sum })).status).toBe(422);
		const { version } = { version: String((await rowsOf(world)).reduce((n, row) => n + row.version, 0)) };
		const budget = { [`budget_ore-${sum}`]: "5", [`budget_ore-${part}`]: "5" };
		expect((await carin.post(paths.governanceEconomy(world.ids.period), { ...budget, version })).status).toBe(303);
		for (const told of [{ unit: "procent" }, { signed: "" }, { parent_id: "" }])
			expect((await change(part, { parent_id: sum, ...told })).status, JSON.stringify(told)).toBe(422);
		expect((await change(part, { parent_id: sum, title: "Annan del" })).status).toBe(303);
	});
});

describe("reporting a row's status", () => {
	test("stores status, comment and an indicator's outcome in hundredths; a stale one is refused with the newer words", async () => {
		const world = await openWorld();
		const parent_id = await added(world, { kind: "goal", title: "God tillgänglighet" });
		const told = { kind: "indicator", title: "Andel", unit: "procent", comparison: "more_than", target: 9000 } as const;
		const id = await added(world, { ...told, parent_id, baseline: 8250, baseline_year: 2025 });
		const url = paths.governanceStatus(world.ids.period, id);
		const carin = await clientFor(world, "carin");
		for (const outcome_ore of ["åttio", "-3", "1,234"])
			expect((await carin.post(url, { ...said, outcome_ore })).status, outcome_ore).toBe(422);
		expect((await carin.post(url, { ...said, outcome_ore: "91,5" })).status).toBe(303);
		expect((await rowOf(world, id)).reported).toMatchObject({ status: "on_the_way", outcome_ore: 9150 });
		const shown = await (await carin.get(url)).text();
		expect(shown).toContain("Över 90 procent");
		expect(shown).toContain("Förbättras");
		const facts = (await trailOf(world, "governance", id)).length;
		expect((await carin.post(url, { ...said, outcome_ore: "91,50", version: "1" })).status).toBe(303);
		expect(await trailOf(world, "governance", id)).toHaveLength(facts);
		const stale = await carin.post(url, { ...said, comment: "Annat", version: "0" });
		expect(stale.status).toBe(409);
		expect(await stale.text()).toContain("Väntetiden minskar.");
		for (const person of REFUSED)
			expect((await (await clientFor(world, person)).post(url, { ...said, version: "1" })).status, person).toBe(403);
		expect((await carin.post(paths.governanceStatus(world.ids.period, "annan"), said)).status).toBe(404);
	});

	test("a goal needs its word, an outcome its unit, and only an assignment is reported back, on a day that has been", async () => {
		const world = await openWorld();
		const carin = await clientFor(world, "carin");
		const parent_id = await added(world, { kind: "goal", title: "Mål" });
		const bare = await added(world, { kind: "indicator", title: "Andel", parent_id });
		const assignment = await added(world, { kind: "assignment", title: "Färdplan", report_back_to: "Nämnden" });
		const post = async (id: string, told: object) => {
			const answer = await carin.post(paths.governanceStatus(world.ids.period, id), { ...said, ...told });
			return `${answer.status} ${await answer.text()}`;
		};
		expect(await post(parent_id, { status: "" })).toMatch(/^422.*Välj status/s);
		expect(await post(parent_id, { outcome_ore: "5" })).toMatch(/^422.*har inget utfall/s);
		expect(await post(bare, { outcome_ore: "5" })).toMatch(/^422.*Indikatorn har ingen enhet/s);
		expect(await post(bare, { status: "", comment: "" })).toMatch(/^422.*Fyll i något att spara/s);
		expect(await post(bare, { reported_back_on: "2026-11-01" })).toMatch(/^422.*Bara ett uppdrag/s);
		expect(await post(assignment, { reported_back_on: "2026-11-17" })).toMatch(/^422.*Dagen har inte varit/s);
		expect(await post(assignment, { reported_back_on: "2026-11-16" })).toMatch(/^303/);
		const shown = await (await carin.get(paths.governanceStatus(world.ids.period, assignment))).text();
		expect(shown).toContain("Återrapporterat 16 november 2026");
	});

	test("of a closed report does not change, and no form of it is shown", async () => {
		const opened = await openWorld();
		const id = await added(opened, { kind: "goal", title: "Mål" });
		const before = await clientFor(opened, "carin", JANUARY);
		await before.post(paths.governanceStatus(opened.ids.period, id), said);
		const world = await openClosedYear(opened);
		const carin = await clientFor(world, "carin", JANUARY);
		const { period } = world.ids;
		const url = paths.governanceStatus(period, id);
		expect((await carin.post(url, { ...said, status: "fulfilled", version: "1" })).status).toBe(422);
		expect(await (await carin.get(url)).text()).not.toContain("Spara statusen");
		expect(await (await carin.get(paths.governanceEconomy(period))).text()).not.toContain("Spara talen");
		expect((await carin.post(paths.governanceNew(period), goal)).status).toBe(422);
		expect((await carin.post(paths.governanceEdit(period, id), { ...goal, title: "Annat", version: "1" })).status).toBe(
			422,
		);
		expect((await rowOf(world, id)).reported).toMatchObject({ status: "on_the_way", version: 1 });
	});
});

describe("the rows of a plan year", () => {
	test("are those of the report's board and year alone", async () => {
		const world = await openWorld();
		await added(world, { kind: "goal", title: "Mål" });
		const period = (await findPeriod(world.ctx.db, world.ids.period))!;
		expect(await listGovernance(world.ctx.db, period)).toHaveLength(1);
		expect(await listGovernance(world.ctx.db, { ...period, year: 2027 })).toEqual([]);
		expect(await listGovernance(world.ctx.db, { ...period, board_id: "annan" })).toEqual([]);
	});
});
