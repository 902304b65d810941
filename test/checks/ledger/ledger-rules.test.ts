import { expect, test } from "vitest";
import type { LedgerRule } from "../../../db/schema/checks/ledger.ts";
import { startLedgerRules } from "../../../src/checks/ledger/start-ledger-rules.ts";
import { NotAllowed } from "../../../src/ground/errors.ts";
import { decideLegalLimits } from "../../../src/office/settings/decide-legal-limits.ts";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld, TODAY, type World } from "../../support/world.ts";
import { importLines } from "./ledger-support.ts";

const hitsOf = (world: World, rule?: LedgerRule) =>
	world.ctx.db
		.selectFrom("ledger_hits")
		.selectAll()
		.$if(rule !== undefined, (q) => q.where("rule", "=", rule!))
		.orderBy("first_date")
		.execute();

test("the thread finds what each rule is for, in lines of this year and two years back, above the limit too", async () => {
	const world = await openWorld();
	await importLines(world, "2025-03", [
		{ key: "old-1", date: "2025-03-03", supplier: "S1", invoice: "1" },
		{ key: "ancient", date: "2023-12-29", supplier: "S1", kr: 9_900 },
	]);
	await importLines(world, "2026-10", [
		{ key: "split-1", date: "2026-10-05", kr: 6_000, supplier: "S1", requisitioner: "Olle", invoice: "77001" },
		{ key: "split-2", date: "2026-10-07", kr: 6_100, supplier: "S1", requisitioner: "Olle", invoice: "88321" },
		{
			key: "units-1",
			unit: "beta",
			date: "2026-09-01",
			kr: 7_000,
			supplier: "S2",
			requisitioner: "Pia",
			invoice: "B1",
		},
		{
			key: "units-2",
			unit: "alfa",
			date: "2026-09-02",
			kr: 7_001,
			supplier: "S2",
			requisitioner: "Kaj",
			invoice: "C9",
		},
		{ key: "double-1", date: "2026-08-03", kr: 25_000, supplier: "S3", invoice: "INV-00123" },
		{ key: "double-2", date: "2026-08-28", kr: 25_000, supplier: "S3", invoice: "123" },
		{ key: "near", date: "2026-07-01", kr: 9_500, supplier: "S4", invoice: "N1" },
		{ key: "night", date: "2026-06-08", supplier: "S5", registered: "2026-06-08T23:15", invoice: "M1" },
		{ key: "eve", date: "2026-06-19", supplier: "S5", registered: "2026-06-20", invoice: "M500" },
		{
			key: "own",
			date: "2026-05-05",
			supplier: "S6",
			requisitioner: "Eva Ek; Bo Ek",
			approver: "bo ek",
			invoice: "P1",
		},
		{ key: "big", date: "2026-04-01", kr: 690_000, supplier: "S7", invoice: "Q1" },
		...["901", "902", "903"].map((invoice, index) => ({
			key: `row-${invoice}`,
			date: `2026-0${index + 1}-10`,
			supplier: "S8",
			invoice,
			kr: 100 + index,
		})),
	]);
	const summary = await startLedgerRules(await world.as("carin"), null);
	expect(summary).toMatchObject({ lines_now: 14, lines_earlier: 1, hits_grown: 0, problem: "" });
	const found = new Set((await hitsOf(world)).map((hit) => hit.rule));
	const expected: LedgerRule[] = [
		"split_7",
		"split_units_7",
		"duplicate_1",
		"odd_time",
		"own_approval",
		"new_supplier",
		"one_time_supplier",
		"consecutive_numbers",
		"accumulation",
	];
	for (const rule of expected) expect(found, rule).toContain(rule);
	expect(found).not.toContain("split_30");
	expect(found).not.toContain("outside_agreement");
	expect((await hitsOf(world, "odd_time")).map((hit) => hit.title)).toEqual([
		"2 köp registrerade 2026 på helg, helgdag eller natt",
	]);
	expect((await hitsOf(world, "split_7")).map((hit) => hit.title)).toEqual([
		"Leverantör S1: 2 köp på 3 dagar för 12\u00a0100,00\u00a0kr, samma beställare; väntat under 0,01.",
	]);
	const [across] = await hitsOf(world, "split_units_7");
	expect(across).toMatchObject({ unit_id: world.ids.nara, line_count: 2, sum_ore: 1_400_100 });
	expect(found, "one purchase of 9 500 kr is nothing").not.toContain("near_limit");
	expect((await hitsOf(world, "accumulation")).map((hit) => hit.supplier_no)).toEqual(["S7"]);
	const [award] = await hitsOf(world, "accumulation");
	expect(award!.title).toContain(
		"för varor och tjänster. Räknat på allt som lästs in för hela myndigheten. Syns inte:",
	);
	const unstated = "är inte angiven";
	expect(award!.title, "what was not tried is said").toContain(unstated);
	const rules = async () => (await (await clientFor(world, "carin")).get(paths.ledgerRules())).text();
	expect(await rules()).toContain(unstated);
	const valid_from = TODAY.slice(0, 10);
	const limits = { documentation_kr: 100_000, goods_services_kr: 700_000, social_special_kr: 8_000_000, valid_from };
	await decideLegalLimits(await world.as("carin"), limits);
	expect(await rules()).not.toContain(unstated);
});

test("a second run doubles nothing; a voucher that a later file lists again is the same purchase", async () => {
	const world = await openWorld();
	const lines = [
		{ key: "a", date: "2026-10-05", kr: 6_000, requisitioner: "Olle", invoice: "500" },
		{ key: "b", date: "2026-10-06", kr: 6_000, requisitioner: "Olle", invoice: "700" },
	];
	await importLines(world, "2026-10", lines);
	const carin = await world.as("carin");
	const first = await startLedgerRules(carin, null);
	await importLines(world, "2026-11", lines);
	const second = await startLedgerRules(carin, null);
	expect(second).toMatchObject({ hits_new: 0, hits_grown: 0, lines_now: 2 });
	expect((await hitsOf(world)).length).toBe(first.hits_new);
});

test("a chain that goes on is the same hit with more lines, and what was judged becomes a question again", async () => {
	const world = await openWorld();
	const buy = (key: string, date: string) => ({
		key,
		date,
		kr: 6_000,
		requisitioner: "Olle",
		invoice: `${key}${date}`,
	});
	await importLines(world, "2026-10", [buy("a", "2026-10-05"), buy("b", "2026-10-06")]);
	const carin = await world.as("carin");
	await startLedgerRules(carin, null);
	const [before] = await hitsOf(world, "split_7");
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("ledger_hits").set({ status: "explained", reason: "Två avdelningar" }).execute(),
	);
	// both after and before what was known: the first line is another, the hit the same
	await importLines(world, "2026-11", [buy("c", "2026-10-08"), buy("d", "2026-10-02")]);
	const summary = await startLedgerRules(carin, null);
	const [after, ...others] = await hitsOf(world, "split_7");
	expect(others).toEqual([]);
	expect(after).toMatchObject({ id: before!.id, status: "open", line_count: 4, first_date: "2026-10-02", version: 2 });
	expect(summary.hits_grown).toBeGreaterThan(0);
	const lines = await world.ctx.db
		.selectFrom("ledger_hit_lines")
		.select("line_id")
		.where("hit_id", "=", after!.id)
		.execute();
	expect(lines).toHaveLength(4);
});

test("two runs asked for at once follow each other; each is in the trail with its start and its end", async () => {
	const world = await openWorld();
	await importLines(world, "2026-10", [
		{ key: "one", kr: 25_000, invoice: "1" },
		{ key: "two", kr: 25_000, invoice: "1" },
	]);
	const carin = await world.as("carin");
	const [one, two] = await Promise.all([startLedgerRules(carin, null), startLedgerRules(carin, null)]);
	expect([one.hits_new, two.hits_new]).toEqual([1, 0]);
	const events = await world.ctx.db
		.selectFrom("events")
		.select("type")
		.where("type", "like", "ledger.%")
		.orderBy("seq")
		.execute();
	expect(events.map((event) => event.type)).toEqual([
		"ledger.rules_started",
		"ledger.hits_found",
		"ledger.rules_finished",
		"ledger.rules_started",
		"ledger.rules_finished",
	]);
	const runs = await world.ctx.db.selectFrom("ledger_rule_runs").selectAll().execute();
	expect(runs.every((run) => run.finished_at !== null && run.problem === "")).toBe(true);
	const mats = await world.as("mats");
	expect(() => startLedgerRules(mats, null)).toThrow(NotAllowed);
});

test("a ledger without organisation numbers gives no hits that say the same supplier", async () => {
	const world = await openWorld();
	const buy = { supplier: "", kr: 6_000, invoice: "4711", requisitioner: "Olle" };
	await importLines(world, "2025-03", [{ ...buy, key: "z", date: "2025-03-03", invoice: "1" }]);
	await importLines(
		world,
		"2026-10",
		["a", "b", "c"].map((key) => ({ ...buy, key })),
	);
	await startLedgerRules(await world.as("carin"), null);
	expect(await hitsOf(world)).toEqual([]);
});
