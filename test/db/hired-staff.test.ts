import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openReading } from "../../db/open.ts";
import { listEvaluatedControls } from "../../db/queries/checks/evaluation.ts";
import { listPlannedControls } from "../../db/queries/checks/sample-plans.ts";
import { verifyDraws } from "../../src/proof/trail/verify-draws.ts";
import { endOfDay } from "../../src/ground/calendar/stockholm-day.ts";
import { readRuns } from "../../src/report/closing/held-content.ts";
import { evaluateMoney } from "../../src/checks/evaluation/evaluate-money.ts";
import { checkInvoice } from "../../src/checks/samples/check-invoice.ts";
import { decideMoneyPlan } from "../../src/checks/own-forms/hired-staff/decide-money-plan.ts";
import {
	answerAll,
	drawnInvoices,
	figures,
	hiredWorld,
	itemsOf,
	sign,
} from "../checks/own-forms/hired-staff/support.ts";
import { FORMAT_1 } from "../../src/report/closing/seal-format-1.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

const SCOPE = { year: 2026, first_day: "2026-01-01", cut_off: "2026-12-31", found_from: "", found_before: "" };

describe.each(DIALECTS)("invoices of hired staff in %s", (_name, open) => {
	test("are planned, drawn, checked, signed and concluded about in kronor", async () => {
		const world = await hiredWorld(4, await openWorldOn(open));
		const { db } = world.ctx;
		await decideMoneyPlan(await world.as("carin"), world.ids.control, {
			confidence_permille: 900,
			tolerable_ore: 40_000_000,
			year_ore: 120_000_000,
			expected_errors: 0,
			method: "interval",
			valid_from: "2026-01-01",
			reason: "Prov",
		});
		const { alfa, beta } = await drawnInvoices(world);
		expect(await verifyDraws(db)).toEqual({ draws: 1, problems: [] });
		const digests = () =>
			readRuns(db, { ...SCOPE, board_id: world.ids.board }, FORMAT_1.sealed).then((runs) =>
				runs.map((run) => run.digest),
			);
		const before = await digests();
		for (const [who, run] of [
			["maria", alfa],
			["beata", beta],
		] as const) {
			const ctx = await world.as(who);
			for (const item of await itemsOf(world, run)) {
				await checkInvoice(ctx, item.id, figures(item.amount_ore));
				await answerAll(world, who, item.id);
			}
			await sign(world, who, run);
		}
		expect(await digests()).not.toEqual(before);
		const year = await evaluateMoney(db, { control_id: world.ids.control, period_key: "2026", today: "2026-01-31" });
		expect(year).toMatchObject({ verdict: "support", tolerable_ore: 40_000_000, waiting: { n: 0 } });
		expect(year.over).toMatchObject({ population: 7, populationOre: 117_105_051, wrong: 0 });
		expect(year.over.upperOre).toBeLessThan(27_105_051);
		expect(year.runs.map((run) => run.n).every(Number.isInteger)).toBe(true);
		expect(await listPlannedControls(db, "all")).toMatchObject([
			{ confidence_permille: 900, valid_from: "2026-01-01" },
		]);
		expect(await listEvaluatedControls(db, "all")).toHaveLength(1);
	});

	test("keep plan and draw as they were made, and no check is taken away", async () => {
		const world = await hiredWorld(4, await openWorldOn(open));
		const { database } = world.ctx;
		const { alfa } = await drawnInvoices(world);
		const [item] = await itemsOf(world, alfa);
		await checkInvoice(await world.as("maria"), item!.id, figures(1));
		for (const attempt of [
			() => database.transaction((trx) => trx.updateTable("money_draws").set({ n: 1 }).execute()),
			() => database.transaction((trx) => trx.deleteFrom("money_items").execute()),
			() => database.transaction((trx) => trx.deleteFrom("invoice_checks").execute()),
		])
			await expect(attempt()).rejects.toThrow(/not allowed here/);
		const seal = {
			id: "forsegling",
			period_id: world.ids.period,
			board_id: world.ids.board,
			edition: 1,
			first_day: "2026-01-01",
			cut_off: "2026-12-31",
			found_before: "2026-12-31T23:00:00.000Z",
			reason: "",
			difference: "[]",
			content: "{}",
			digest: "",
			trail_seq: 1,
			trail_hash: "",
			signature: "",
			key_fingerprint: "",
			sealed_at: "2027-01-20T00:00:00.000Z",
			sealed_by: world.ids.carin,
		};
		await database.transaction((trx) => trx.insertInto("period_seals").values(seal).execute());
		const change = database.transaction((trx) => trx.updateTable("invoice_checks").set({ audited_ore: 0 }).execute());
		await expect(change).rejects.toThrow(/not allowed here/);
	});

	test("are not drawn yet on the day before: the register as of then has neither draw nor checks", async () => {
		const world = await hiredWorld(4, await openWorldOn(open));
		const { alfa } = await drawnInvoices(world);
		const [item] = await itemsOf(world, alfa);
		await checkInvoice(await world.as("maria", "2026-11-18T09:00:00.000Z"), item!.id, figures(1));
		const folder = mkdtempSync(join(tmpdir(), "tillracklig-test-"));
		onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
		const count = async (day: string) => {
			const file = join(folder, `${day}.db`);
			await world.ctx.database.copyAsOf(endOfDay(day), file);
			const copy = openReading(file);
			const rows = async (table: "money_draws" | "money_items" | "invoice_checks") =>
				(await copy.db.selectFrom(table).selectAll().execute()).length;
			const counted = [await rows("money_draws"), (await rows("money_items")) > 0, await rows("invoice_checks")];
			await copy.close();
			return counted;
		};
		expect(await count("2026-11-15")).toEqual([0, false, 0]);
		expect(await count("2026-11-17")).toEqual([1, true, 0]);
		expect(await count("2026-11-18")).toEqual([1, true, 1]);
	});
});
