import { describe, expect, it } from "vitest";
import { chooseEvaluation } from "../../../../src/checks/evaluation/choose.ts";
import { evaluationRows } from "../../../../src/checks/evaluation/columns.ts";
import { evaluateMoney } from "../../../../src/checks/evaluation/evaluate-money.ts";
import { checkInvoice } from "../../../../src/checks/samples/check-invoice.ts";
import { decideMoneyPlan } from "../../../../src/checks/own-forms/hired-staff/decide-money-plan.ts";
import { periodPoints, yearPoints } from "../../../../src/checks/own-forms/hired-staff/money-size.ts";
import { paths } from "../../../../src/paths/paths.ts";
import { moneyBounds } from "../../../../src/ground/sampling/money-bounds.ts";
import { stringer } from "../../../../src/ground/sampling/stringer.ts";
import { Invalid, NotAllowed, NotFound } from "../../../../src/ground/errors.ts";
import { clientFor } from "../../../support/browser-client.ts";
import { objectsOf, readWorkbook } from "../../../support/read-workbook.ts";
import type { World } from "../../../support/world.ts";
import { answerAll, drawnInvoices, figures, hiredWorld, itemsOf, refusal, sign } from "./support.ts";

/** Sixty invoices of 10 000 kr at Alfa, none larger than an interval, and a credit note. */
const EVEN = [
	...Array.from({ length: 60 }, (_, i) => `${i + 1};1001;2026-10-02;Läkarpoolen;77;10000`),
	"99;1001;2026-10-02;Läkarpoolen;77;-5000",
];
const T = 60_000_000;

type Errors = Record<number, number>;

/** Checks Alfa's drawn invoices, those at the given places with another right amount, and signs. */
async function examined(world: World, runId: string, audited: Errors = {}): Promise<void> {
	const maria = await world.as("maria");
	for (const [index, item] of (await itemsOf(world, runId)).entries()) {
		const right = audited[index] ?? item.amount_ore;
		await checkInvoice(maria, item.id, figures(right));
		await answerAll(world, "maria", item.id, right === item.amount_ore ? 0 : 3);
	}
	await sign(world, "maria", runId);
}

const evaluate = (world: World, period_key = "2026", today = "2026-11-16") =>
	evaluateMoney(world.ctx.db, { control_id: world.ids.control, period_key, today });

const PLAN = {
	confidence_permille: 950,
	tolerable_ore: 30_000_000,
	year_ore: T,
	expected_errors: 0,
	method: "interval",
	valid_from: "2026-10-01",
	reason: "Prov",
} as const;

describe("what the invoices of a year show in kronor", () => {
	it("is the Stringer bound of the drawn kronor, with the credit notes left out", async () => {
		const world = await hiredWorld(30);
		const { alfa } = await drawnInvoices(world, EVEN);
		await examined(world, alfa, { 0: 900_000, 1: 500_000 });
		const { over, under, credits, verdict, waiting } = await evaluate(world);
		expect(over).toMatchObject({ population: 60, populationOre: T, examined: 30, wrong: 2, wrongOre: 600_000 });
		expect(over.upperOre).toBe(Math.ceil(T * stringer([0.5, 0.1], 30, 0.05, "binomial") - 1e-6));
		expect(over.sentence).toContain("30 av 60 fakturor granskades, 300\u00a0000\u00a0kr av 600\u00a0000\u00a0kr.");
		expect(over.sentence.replaceAll("\u00a0", " ")).toContain(
			"I de granskade var 6 000 kr för mycket. Räknat på alla granskade perioders fakturor motsvarar det ungefär 12 000 kr, och var för sig med 95 procents säkerhet minst 6 000 kr och högst 75 893 kr (12,7 % av beloppet).",
		);
		expect(over).toMatchObject({ projectedOre: 1_200_000, unexaminedOre: 0 });
		expect(under).toMatchObject({ wrong: 0, wrongOre: 0 });
		expect(credits).toEqual({ n: 1, ore: -500_000 });
		expect(waiting).toEqual({ n: 0, ore: 0 });
		expect(verdict).toBeNull();
	});

	it("never nets what was too low against what was too high", async () => {
		const world = await hiredWorld(30);
		const { alfa } = await drawnInvoices(world, EVEN);
		await examined(world, alfa, { 0: 900_000, 1: 1_900_000 });
		const { over, under } = await evaluate(world);
		expect(over).toMatchObject({ wrong: 1, wrongOre: 100_000 });
		expect(over.upperOre).toBe(Math.ceil(T * stringer([0.1], 30, 0.05, "binomial") - 1e-6));
		expect(under).toMatchObject({ wrong: 1, wrongOre: 900_000 });
		expect(under.sentence).toContain("räknas för sig och dras aldrig av");
	});

	it("has no limit for what was too low when an invoice is more than doubly so: a share above the whole says nothing", async () => {
		const world = await hiredWorld(30);
		const { alfa } = await drawnInvoices(world, EVEN);
		await examined(world, alfa, { 0: 3_000_000, 1: 0 });
		const { over, under } = await evaluate(world);
		expect(under).toMatchObject({ wrong: 1, wrongOre: 2_000_000, upperOre: null });
		expect(under.sentence).toContain("någon övre gräns kan inte sägas");
		// wholly wrong is the most that an invoice can be
		expect(over.upperOre).toBe(Math.ceil(T * stringer([1], 30, 0.05, "binomial") - 1e-6));
	});

	it("counts drawn invoices that are not signed as wholly wrong, and undrawn periods as wholly unknown", async () => {
		const world = await hiredWorld(30);
		const { alfa } = await drawnInvoices(world, EVEN);
		const before = await evaluate(world);
		expect(before.over).toMatchObject({ examined: 0, upperOre: T, lowerOre: 0 });
		expect(before.unknown_ore).toBe(T);
		expect(before.over).toMatchObject({ projectedOre: null, unexaminedOre: T });
		const [item] = await itemsOf(world, alfa);
		await checkInvoice(await world.as("maria"), item!.id, figures(0));
		expect((await evaluate(world)).over).toMatchObject({ examined: 0, wrong: 0 });
		expect(before.unfrozen).toContain("2026-09");
	});

	it("gives a verdict against the plan's tolerable amount, a third of it for a tertial", async () => {
		const world = await hiredWorld(30);
		const carin = await world.as("carin");
		await decideMoneyPlan(carin, world.ids.control, { ...PLAN, tolerable_ore: 6_000_000 });
		const { alfa } = await drawnInvoices(world, EVEN);
		expect(await itemsOf(world, alfa)).toHaveLength(yearPoints({ ...PLAN, tolerable_ore: 6_000_000 }));
		await examined(world, alfa);
		const year = await evaluate(world, "2026", "2026-01-31");
		expect(year).toMatchObject({ tolerable_ore: 6_000_000, verdict: "support", missing: [] });
		const late = await evaluate(world);
		expect(late).toMatchObject({ verdict: "insufficient", over: { upperOre: year.over.upperOre } });
		expect(late.missing).toContain("2026-09");
		expect(year.over.upperOre).toBeLessThan(6_000_000);
		const tertial = await evaluate(world, "2026-T3");
		expect(tertial).toMatchObject({ tolerable_ore: 2_000_000, verdict: "insufficient", needed: 89 });
		expect(year.needed).toBeNull();
		const carinAt = await clientFor(world, "carin");
		const page = await carinAt.get(`/utvardering?kontroll=${world.ids.control}&period=2026-T3`);
		expect(await page.text()).toContain(
			"En tertial räcker inte för ett omdöme med den här planen: tidigast efter 89 granskade.",
		);
	});

	it("shows a deficiency when even the least is above the tolerable amount", async () => {
		const world = await hiredWorld(30);
		await decideMoneyPlan(await world.as("carin"), world.ids.control, { ...PLAN, tolerable_ore: 6_000_000 });
		const { alfa } = await drawnInvoices(world, EVEN);
		const all = (await itemsOf(world, alfa)).length;
		await examined(world, alfa, Object.fromEntries(Array.from({ length: all }, (_, i) => [i, 500_000])));
		expect((await evaluate(world)).verdict).toBe("shown_deficiency");
	});

	it("is never concluded for a month", async () => {
		const world = await hiredWorld();
		await expect(evaluate(world, "2026-10")).rejects.toBeInstanceOf(Invalid);
	});

	it("is the same on the page, the control's page and in the lists; whoever sees one unit does not see it", async () => {
		const world = await hiredWorld(30);
		const { alfa } = await drawnInvoices(world, EVEN);
		await examined(world, alfa, { 0: 900_000 });
		const { over } = await evaluate(world);
		const carin = await clientFor(world, "carin");
		const query = `kontroll=${world.ids.control}&period=2026`;
		const page = await (await carin.get(`/utvardering?${query}`)).text();
		expect(page).toContain(over.sentence);
		expect(page).toContain("Kreditfakturor ingår inte i dragningen: 1 för");
		expect(await (await carin.get(`/kontroller/${world.ids.control}`)).text()).toContain(over.sentence);
		const rows = (await (await carin.get(`/utvardering.json?${query}`)).json()) as Record<string, unknown>[];
		expect(rows).toHaveLength(2);
		expect(JSON.stringify(rows[0])).toContain(over.sentence);
		expect(await (await carin.get(`/utvardering.csv?${query}`)).text()).toContain("För mycket betalt");
		expect((await carin.get(`/utvardering.xlsx?${query}`)).status).toBe(200);
		expect(await chooseEvaluation(await world.as("mats"), { control: world.ids.control })).toBeNull();
		const chosen = (await chooseEvaluation(await world.as("rune"), { control: world.ids.control }))!;
		expect(evaluationRows(chosen).map((row) => row.sentence)[0]).toBe(over.sentence);
	});
});

describe("the report's workbook", () => {
	it("shows each invoice's figures, and the same conclusion as the screen where the year ends", async () => {
		const world = await hiredWorld(30);
		await decideMoneyPlan(await world.as("carin"), world.ids.control, PLAN);
		const { alfa } = await drawnInvoices(world, EVEN, "2026-10");
		await examined(world, alfa, { 0: 900_000 });
		// the conclusion stands on the month that ends the year
		await world.ctx.database.transaction((trx) =>
			trx
				.updateTable("control_runs")
				.set({ period_key: "2026-12", first_day: "2026-12-01", last_day: "2026-12-31" })
				.execute(),
		);
		const client = await clientFor(world, "carin", "2027-01-20T09:00:00.000Z");
		const file = await client.post(paths.reportWorkbook(world.ids.period), {});
		const book = await readWorkbook(await file.arrayBuffer());
		const { over } = await evaluate(world);
		const items = objectsOf(book, "Stickprov");
		const wrong = items.filter((row) => row["Skillnad mot rätt belopp (kr)"] !== 0);
		expect(items).toHaveLength(over.examined);
		expect(wrong).toMatchObject([
			{
				"Rätt belopp (kr)": 9_000,
				"Skillnad mot rätt belopp (kr)": 1_000,
				"Fakturerade timmar": "100",
				"Verksamhetens intygare": "Enhetschefen",
				"Timpris enligt avtalet (kr)": 685,
			},
		]);
		const months = objectsOf(book, "Kontroller per månad").map((row) => row["Högsta andel avvikande inköp"]);
		expect(months.filter((text) => text).join()).toContain(over.sentence);
		const [first] = objectsOf(book, "Slutsatser").filter((row) => row.Kontrollpunkt === "För mycket betalt");
		expect(first).toMatchObject({
			Slutsats: over.sentence,
			"Fel belopp (kr)": over.wrongOre / 100,
			"Högst belopp (kr)": over.upperOre! / 100,
		});
	});
});

describe("the plan in kronor", () => {
	it("gives every period nearly the same interval, and never less than one krona", () => {
		const terms = { ...PLAN, tolerable_ore: 3_000_000 };
		expect(yearPoints(terms)).toBe(59);
		expect(periodPoints(terms, 5, T)).toBe(59);
		expect(periodPoints(terms, 5, T / 12)).toBe(5);
		expect(periodPoints(terms, 5, 1)).toBe(1);
		expect(periodPoints(terms, 5, 0)).toBe(0);
		expect(periodPoints(undefined, 5, 1)).toBe(5);
	});

	it("is decided by the controller, from a period that is not frozen, and never changed", async () => {
		const world = await hiredWorld();
		const carin = await clientFor(world, "carin");
		const url = `/beloppsplan/${world.ids.control}`;
		const form = { godtagbart: "60 000", arsbelopp: "600000", sakerhet: "950", vantade: "0", metod: "cell" };
		expect(await (await carin.post(url, form)).text()).toContain("dragna kronor om året");
		const wrong = await carin.post(url, { ...form, godtagbart: "mycket" });
		expect(wrong.status).toBe(422);
		expect(await wrong.text()).toContain('value="mycket"');
		for (const godtagbart of ["0", "-5", "400000", "500"])
			expect((await carin.post(url, { ...form, godtagbart })).status).toBe(422);
		const decision = { ...form, valid_from: "2026-10-01", reason: "Risken är medel." };
		expect((await carin.post(`${url}/beslut`, decision)).status).toBe(303);
		await drawnInvoices(world, EVEN);
		const late = await carin.post(`${url}/beslut`, decision);
		expect(late.status).toBe(422);
		expect(await late.text()).toContain("kan inte ändra en fryst period");
		const page = await (await carin.get(url)).text();
		expect(page).toContain("En slumpvis krona i varje intervall");
		const draw = await world.ctx.db.selectFrom("money_draws").selectAll().executeTakeFirstOrThrow();
		expect(draw).toMatchObject({ method: "cell", random_start: null });
	});

	it("is refused to others, and does not exist for a control of purchases or a region away", async () => {
		const world = await hiredWorld();
		await expect(decideMoneyPlan(await world.as("rune"), world.ids.control, PLAN)).rejects.toBeInstanceOf(NotAllowed);
		await expect(decideMoneyPlan(await world.as("maria"), world.ids.control, PLAN)).rejects.toBeInstanceOf(NotAllowed);
		await expect(decideMoneyPlan(await world.as("carin"), "finns-inte", PLAN)).rejects.toBeInstanceOf(NotFound);
		expect((await (await clientFor(world, "mats")).get(`/beloppsplan/${world.ids.control}`)).status).toBe(403);
		expect((await (await clientFor(world, "carin")).get(`/stickprovsplan/${world.ids.control}`)).status).toBe(404);
		expect(
			(
				await refusal(
					decideMoneyPlan(await world.as("carin"), world.ids.control, { ...PLAN, valid_from: "2026-10-02" }),
				)
			).valid_from,
		).toContain("perioder");
	});
});

describe("bounds over several periods", () => {
	it("are the Stringer bound where the interval is the same, and no less where it differs", () => {
		const taints = [0.4, ...Array<number>(19).fill(0)];
		const none = Array<number>(20).fill(0);
		const same = moneyBounds(
			[
				{ ore: 2_000_000, taints, unexamined: 0 },
				{ ore: 2_000_000, taints: none, unexamined: 0 },
			],
			0.05,
		);
		expect(same.upperOre).toBe(Math.ceil(4_000_000 * stringer([0.4], 40, 0.05, "binomial")));
		const differs = moneyBounds(
			[
				{ ore: 3_000_000, taints, unexamined: 0 },
				{ ore: 1_000_000, taints: none, unexamined: 0 },
			],
			0.05,
		);
		expect(differs.upperOre).toBeGreaterThan(same.upperOre);
		expect(moneyBounds([], 0.05)).toEqual({ lowerOre: 0, upperOre: 0 });
		expect(moneyBounds([{ ore: 500, taints: [], unexamined: 0 }], 0.05)).toEqual({ lowerOre: 0, upperOre: 500 });
	});

	it("lie between nothing and everything, and the lower never above the upper", () => {
		const all = Array<number>(30).fill(1);
		expect(moneyBounds([{ ore: 9_000, taints: all, unexamined: 0 }], 0.05)).toMatchObject({ upperOre: 9_000 });
		const { lowerOre, upperOre } = moneyBounds([{ ore: 9_000, taints: [0, 0.5, 1], unexamined: 4 }], 0.05);
		expect(lowerOre).toBeLessThanOrEqual(upperOre);
		expect(upperOre).toBeLessThanOrEqual(9_000);
	});
});
