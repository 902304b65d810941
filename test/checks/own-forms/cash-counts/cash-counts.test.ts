import { describe, expect, it } from "vitest";
import { findCashOrder, listCashCounts, listCashFunds } from "../../../../db/queries/checks/own-forms/cash-counts.ts";
import { listDeviationsOfRun } from "../../../../db/queries/checks/deviations.ts";
import { findRun } from "../../../../db/queries/checks/runs.ts";
import { addCashFund } from "../../../../src/checks/own-forms/cash-counts/add-cash-fund.ts";
import { attestCount } from "../../../../src/checks/own-forms/cash-counts/attest-count.ts";
import { cashOrders } from "../../../../src/checks/own-forms/cash-counts/cash-orders.ts";
import { countCash } from "../../../../src/checks/own-forms/cash-counts/count-cash.ts";
import { planCashOrder } from "../../../../src/checks/own-forms/cash-counts/plan-cash-order.ts";
import { createRuns } from "../../../../src/checks/runs/create-runs.ts";
import { paths } from "../../../../src/paths/paths.ts";
import { signPlainRun } from "../../../../src/checks/samples/sign-plain-run.ts";
import { commitment, rank } from "../../../../src/ground/sampling/selection.ts";
import { Invalid, NotAllowed } from "../../../../src/ground/errors.ts";
import { clientFor } from "../../../support/browser-client.ts";
import { openWorld } from "../../../support/world.ts";

const PERIOD = "2026-10";
const TODAY = "2026-11-16";

/** The world's control as one of kontantkassor, October's runs, two kassor at alfa and one at beta. */
async function opened() {
	const world = await openWorld();
	await world.ctx.database.transaction((trx) =>
		trx
			.updateTable("controls")
			.set({ population_kind: "cash_funds", checklist_id: null, sample_size: 0 })
			.where("id", "=", world.ids.control)
			.execute(),
	);
	const carin = await world.as("carin");
	const fund = (unit_id: string, name: string) =>
		addCashFund(carin, { unit_id, name, float_kr: 1500, holder: "Kassörskan", valid_from: "2026-01-01" });
	const funds = {
		a1: await fund(world.ids.alfa, "Reception"),
		a2: await fund(world.ids.alfa, "Kafé"),
		b: await fund(world.ids.beta, "Reception"),
	};
	await createRuns(carin, { today: TODAY, period_key: PERIOD });
	const runs = await world.ctx.db.selectFrom("control_runs").selectAll().where("period_key", "=", PERIOD).execute();
	const run = runs.find((one) => one.unit_id === world.ids.alfa)!;
	return { world, carin, maria: await world.as("maria"), funds, run, other: runs.find((one) => one.id !== run.id)! };
}

const counted = (fund_id: string, witness_id: string, pieces: Record<string, number>, seen: number | null = null) => ({
	fund_id,
	witness_id,
	seen,
	expected: "1 500,00",
	note: "",
	denominations: pieces,
});
const EXACT = { "50000": 2, "10000": 4, "1000": 10 };
const SHORT = { "50000": 2, "10000": 4, "1000": 9 };
const SIGNED = { comment: "Räknat.", cause_code: null, direct_fix: "" };

async function refusal(act: Promise<unknown>): Promise<Record<string, string>> {
	const error = await act.catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(Invalid);
	return (error as Invalid).fields;
}

describe("a cash count", () => {
	it("needs two different people, both with their own name, before the run is signed", async () => {
		const { world, maria, carin, funds, run } = await opened();
		const sign = (result: "no_deviation" | "minor") =>
			signPlainRun(maria, run.id, { version: run.version, result, ...SIGNED });
		expect((await refusal(sign("no_deviation")))[""]).toBe("Räkna först alla kontantkassor. 2 är kvar.");
		expect(await refusal(countCash(maria, run.id, counted(funds.a1, world.ids.maria, EXACT)))).toHaveProperty(
			"witness_id",
		);
		// the reviewer will judge the count and is no part of it
		expect(await refusal(countCash(maria, run.id, counted(funds.a1, world.ids.mats, EXACT)))).toHaveProperty(
			"witness_id",
		);
		await countCash(maria, run.id, counted(funds.a1, world.ids.carin, EXACT));
		await countCash(maria, run.id, counted(funds.a2, world.ids.carin, EXACT));
		expect((await refusal(sign("no_deviation")))[""]).toContain(
			"intygas av den andra personen innan den signeras: Carin Åberg",
		);
		for (const count of await listCashCounts(world.ctx.db, run.id)) {
			await expect(attestCount(maria, count.id, { version: 1 })).rejects.toThrow(NotAllowed);
			await attestCount(carin, count.id, { version: 1 });
		}
		await sign("no_deviation");
		expect(await findRun(world.ctx.db, run.id)).toMatchObject({ status: "signed", result: "no_deviation" });
		expect((await refusal(countCash(maria, run.id, counted(funds.a1, world.ids.carin, SHORT, 2))))[""]).toContain(
			"signerad",
		);
	});

	it("a difference is computed and is a deviation", async () => {
		const { world, maria, carin, funds, run } = await opened();
		expect(await countCash(maria, run.id, counted(funds.a1, world.ids.carin, SHORT))).toBe(-1000);
		await countCash(maria, run.id, counted(funds.a2, world.ids.carin, EXACT));
		for (const count of await listCashCounts(world.ctx.db, run.id)) await attestCount(carin, count.id, { version: 1 });
		const sign = (result: "no_deviation" | "minor") =>
			signPlainRun(maria, run.id, { version: run.version, result, ...SIGNED });
		expect((await refusal(sign("no_deviation"))).result).toContain("En skillnad är en avvikelse");
		await sign("minor");
		expect(await listDeviationsOfRun(world.ctx.db, run.id)).toMatchObject([{ severity: "minor", status: "open" }]);
	});

	it("counting anew takes the second person's name off and is told in the trail", async () => {
		const { world, maria, carin, funds, run } = await opened();
		await countCash(maria, run.id, counted(funds.a1, world.ids.carin, SHORT));
		const [first] = await listCashCounts(world.ctx.db, run.id);
		await attestCount(carin, first!.id, { version: 1 });
		await countCash(maria, run.id, counted(funds.a1, world.ids.carin, EXACT, 2));
		expect(await listCashCounts(world.ctx.db, run.id)).toMatchObject([
			{ difference_ore: 0, attested_at: null, version: 3 },
		]);
		const events = await world.ctx.db.selectFrom("events").select("type").where("object_id", "=", run.id).execute();
		expect(events.map((event) => event.type)).toEqual(["cash.counted", "cash.attested", "cash.recounted"]);
		await expect(countCash(maria, run.id, counted(funds.a1, world.ids.carin, SHORT, 1))).rejects.toThrow(/ändrat/);
	});
});

describe("the order of cash counts", () => {
	it("is drawn by rank once, and no more than the next kassa is told until all are counted", async () => {
		const { world, carin, maria, funds, run, other } = await opened();
		await planCashOrder(carin, { control_id: world.ids.control, period_key: PERIOD });
		expect((await refusal(planCashOrder(carin, { control_id: world.ids.control, period_key: PERIOD })))[""]).toContain(
			"redan dragen",
		);
		const view = async () => (await cashOrders(world.ctx.db, carin.keys, carin.actor, TODAY))[0]!;
		const order = (await findCashOrder(world.ctx.db, world.ids.control, PERIOD))!;
		const secret = carin.keys.decrypt(order.secret_encrypted);
		expect(order.commitment).toBe(commitment(order.draw_id, secret));
		const names = new Map(
			(await listCashFunds(world.ctx.db, "all")).map((fund) => [fund.id, `${fund.name} ${fund.unit_name}`]),
		);
		const drawn = rank(secret, order.draw_id, Object.values(funds)).map(({ key }) => key);
		const beata = await world.as("beata");
		for (const id of drawn) {
			const seen = await view();
			expect(`${seen.next?.name} ${seen.next?.unit_name}`).toBe(names.get(id));
			expect(seen.revealed).toBeNull();
			expect(JSON.stringify(seen)).not.toContain(secret);
			const at = id === funds.b ? ([beata, other] as const) : ([maria, run] as const);
			await countCash(at[0], at[1].id, counted(id, world.ids.carin, EXACT));
		}
		const told = await view();
		expect(told.next).toBeNull();
		expect(told.revealed?.secret).toBe(secret);
		expect(told.revealed?.funds.map((fund) => `${fund.name} ${fund.unit_name}`)).toEqual(
			drawn.map((id) => names.get(id)),
		);
	});

	it("is not drawn once every kassa has been counted without it", async () => {
		const { world, maria, carin, funds, run, other } = await opened();
		for (const fund of [funds.a1, funds.a2]) await countCash(maria, run.id, counted(fund, world.ids.carin, EXACT));
		const order = { control_id: world.ids.control, period_key: PERIOD };
		await countCash(await world.as("beata"), other.id, counted(funds.b, world.ids.carin, EXACT));
		expect((await refusal(planCashOrder(carin, order)))[""]).toContain("redan räknade");
		const page = await (await (await clientFor(world, "carin")).get(paths.cashFunds())).text();
		expect(page).toContain("Alla 3 kassor räknades utan dragen ordning.");
		expect(page).not.toContain("Dra ordningen");
	});

	it("is hidden from the units, on every page and in every file", async () => {
		const { world, carin } = await opened();
		await planCashOrder(carin, { control_id: world.ids.control, period_key: PERIOD });
		const maria = await clientFor(world, "maria");
		const html = await (await maria.get(paths.cashFunds())).text();
		expect(html).toContain("Kafé");
		expect(html).not.toContain("Näst i tur");
		expect(await (await (await clientFor(world, "carin")).get(paths.cashFunds())).text()).toContain("Näst i tur");
		expect((await maria.post(paths.cashOrders(), { control_id: world.ids.control, period_key: PERIOD })).status).toBe(
			403,
		);
	});
});

describe("the pages of kontantkassor", () => {
	it("count by plain forms, keep what was typed, and let the second person attest", async () => {
		const { world, funds, run } = await opened();
		const maria = await clientFor(world, "maria");
		const form = { fund_id: funds.a1, seen: "", expected: "1500", witness_id: "", note: "", "antal-50000": "3" };
		const refused = await maria.post(paths.runCash(run.id), form);
		expect(refused.status).toBe(422);
		expect(await refused.text()).toMatch(/name="antal-50000"[^>]*value="3"|value="3"[^>]*name="antal-50000"/);
		expect((await maria.post(paths.runCash(run.id), { ...form, witness_id: world.ids.carin })).status).toBe(303);
		const [count] = await listCashCounts(world.ctx.db, run.id);
		expect(count).toMatchObject({ counted_ore: 150_000, difference_ore: 0 });
		const carin = await clientFor(world, "carin");
		expect(await (await carin.get(paths.runCash(run.id))).text()).toContain("Jag var med och intygar räkningen");
		expect((await maria.post(paths.cashCountAttest(count!.id), { version: "1" })).status).toBe(403);
		expect((await carin.post(paths.cashCountAttest(count!.id), { version: "1" })).status).toBe(303);
		const gunnel = await clientFor(world, "gunnel");
		expect((await gunnel.get(paths.runCash(run.id))).status).toBe(404);
		expect((await gunnel.post(paths.cashCountAttest(count!.id), { version: "2" })).status).toBe(404);
	});

	it("a kassa is added and ended by the controller only, once per name", async () => {
		const { world, funds } = await opened();
		const carin = await clientFor(world, "carin");
		const fund = { unit_id: world.ids.alfa, name: "Reception", float_kr: "10", holder: "H", valid_from: "2026-01-01" };
		expect((await carin.post(paths.cashFunds(), fund)).status).toBe(422);
		expect((await (await clientFor(world, "maria")).post(paths.cashFunds(), { ...fund, name: "Ny" })).status).toBe(403);
		expect((await carin.post(paths.cashFund(funds.a1), { version: "1", valid_to: "2026-11-01" })).status).toBe(303);
		expect((await carin.post(paths.cashFund(funds.a1), { version: "2", valid_to: "2026-11-01" })).status).toBe(422);
	});
});
