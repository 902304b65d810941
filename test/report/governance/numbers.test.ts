import ExcelJS from "exceljs";
import { describe, expect, test } from "vitest";
import { numberField } from "../../../db/schema/report/governance-numbers.ts";
import { addGovernanceItem } from "../../../src/report/governance/add-governance-item.ts";
import { editGovernanceItem } from "../../../src/report/governance/edit-governance-item.ts";
import { reportGovernance } from "../../../src/report/governance/report-governance.ts";
import { NotAllowed } from "../../../src/ground/errors.ts";
import { versionOfNumbers, writeNumbers } from "../../../src/report/governance/write-numbers.ts";
import { paths } from "../../../src/paths/paths.ts";
import { JANUARY, openClosedYear } from "../closing/support.ts";
import { clientFor } from "../../support/browser-client.ts";
import { trailOf } from "../../support/trail-of.ts";
import { openWorld, type World } from "../../support/world.ts";
import { governanceItem, rowsOf } from "./support.ts";

const MNKR = 100_000_000;
const REFUSED = ["mats", "maria", "nils", "fia", "rune", "adam", "siv"] as const;

/** Resultat = intäkter + kostnader, investments by themselves, and an indicator. */
async function openPlan(opened?: World) {
	const world = opened ?? (await openWorld());
	const carin = await world.as("carin");
	const add = (told: Parameters<typeof governanceItem>[0]) =>
		addGovernanceItem(carin, world.ids.period, governanceItem(told));
	const money = { kind: "economy", unit: "mnkr" } as const;
	const result = await add({ ...money, title: "Resultat", chapter: "Resultat", signed: "yes" });
	const income = await add({ ...money, title: "Intäkter", chapter: "Resultat", parent_id: result });
	const costs = await add({ ...money, title: "Kostnader", chapter: "Resultat", parent_id: result, signed: "yes" });
	const invested = await add({ ...money, title: "Summa", chapter: "Investeringar" });
	const goal = await add({ kind: "goal", title: "Mål" });
	const share = { kind: "indicator", title: "Andel", unit: "procent", comparison: "more_than", target: 9000 } as const;
	const indicator = await add({ ...share, parent_id: goal });
	return { ...world, rows: { result, income, costs, invested, goal, indicator } };
}
type Plan = Awaited<ReturnType<typeof openPlan>>;

async function write(
	plan: Plan,
	typed: Record<string, string>,
	person: "carin" | (typeof REFUSED)[number] = "carin",
	at?: string,
) {
	const version = String(versionOfNumbers(await rowsOf(plan)));
	return (await clientFor(plan, person, at)).post(paths.governanceEconomy(plan.ids.period), { version, ...typed });
}

const budgetOf = ({ rows }: Plan, result: string, income: string, costs: string) => ({
	[numberField("budget_ore", rows.result)]: result,
	[numberField("budget_ore", rows.income)]: income,
	[numberField("budget_ore", rows.costs)]: costs,
});

const numbersOf = async (plan: Plan) =>
	Object.fromEntries(
		(await rowsOf(plan)).map((row) => [
			row.title,
			[row.budget_ore, row.reported?.outcome_ore, row.reported?.forecast_ore],
		]),
	);

describe("budget, outcome and forecast in a table", () => {
	test("are written together, a fact a row and one for the whole, with every decimal kept", async () => {
		const plan = await openPlan();
		const typed = {
			...budgetOf(plan, "-10,5", "20", "-30,5"),
			[numberField("outcome_ore", plan.rows.costs)]: "-12,34567891",
		};
		expect((await write(plan, typed)).status).toBe(303);
		expect(await numbersOf(plan)).toMatchObject({
			...{ Resultat: [-10.5 * MNKR, undefined, undefined], Intäkter: [20 * MNKR, undefined, undefined] },
			...{ Kostnader: [-30.5 * MNKR, -1_234_567_891, null] },
		});
		expect(await trailOf(plan, "governance", plan.rows.costs)).toHaveLength(2);
		const shown = await (await (await clientFor(plan, "carin")).get(paths.governanceEconomy(plan.ids.period))).text();
		expect(shown).toContain('value="-12,34567891"');
		for (const person of REFUSED) {
			expect((await write(plan, typed, person)).status, person).toBe(403);
			const page = await (await clientFor(plan, person)).get(paths.governanceEconomy(plan.ids.period));
			expect(await page.text(), person).not.toContain("Spara talen");
		}
	});

	test("ask the right in the write itself, whatever door they came through", async () => {
		const plan = await openPlan();
		const { period } = plan.ids;
		const word = { status: "fulfilled", comment: "", outcome_ore: null, reported_back_on: null, version: 0 } as const;
		for (const person of REFUSED) {
			const ctx = await plan.as(person);
			const numbers = [{ item_id: plan.rows.costs, values: { budget_ore: 0 } }];
			const goal = governanceItem({ kind: "goal", title: "Annat" });
			for (const work of [
				writeNumbers(ctx, period, numbers),
				addGovernanceItem(ctx, period, goal),
				editGovernanceItem(ctx, period, plan.rows.goal, { ...goal, version: 1 }),
				reportGovernance(ctx, period, plan.rows.goal, word),
			])
				await expect(work, person).rejects.toBeInstanceOf(NotAllowed);
		}
		expect((await rowsOf(plan)).every((row) => row.version === 1 && row.reported === null)).toBe(true);
	});

	test("sums that do not add are refused with the difference, values kept and nothing stored; in each of the three", async () => {
		const plan = await openPlan();
		for (const key of ["budget_ore", "outcome_ore", "forecast_ore"] as const) {
			const typed = {
				[numberField(key, plan.rows.result)]: "-10",
				[numberField(key, plan.rows.income)]: "20",
				[numberField(key, plan.rows.costs)]: "-31",
			};
			const refused = await write(plan, typed);
			expect(refused.status).toBe(422);
			const shown = (await refused.text()).replace(/\u00a0/g, " ");
			expect(shown).toContain("summan är −10,0 mnkr men delarna ger −11,0 mnkr. Skillnaden är 1,0 mnkr.");
			expect(shown).toContain('value="-31"');
		}
		expect((await rowsOf(plan)).every((row) => row.budget_ore === null && row.reported === null)).toBe(true);
	});

	test("a part alone that breaks a saved sum is refused", async () => {
		const plan = await openPlan();
		await write(plan, budgetOf(plan, "-10", "20", "-30"));
		expect((await write(plan, { [numberField("budget_ore", plan.rows.costs)]: "-29" })).status).toBe(422);
		expect((await write(plan, { [numberField("budget_ore", plan.rows.costs)]: "" })).status).toBe(422);
		expect((await write(plan, budgetOf(plan, "-9", "20", "-29"))).status).toBe(303);
	});

	test.each([
		["income", "-1", "mindre än noll"],
		["invested", "-0,1", "mindre än noll"],
		["costs", "trettio", "Skriv ett tal"],
	] as const)("%s %s is refused", async (row, text, sentence) => {
		const plan = await openPlan();
		const refused = await write(plan, { [numberField("budget_ore", plan.rows[row])]: text });
		expect(refused.status).toBe(422);
		const shown = await refused.text();
		expect(shown).toContain(sentence);
		expect(shown).toContain(`value="${text}"`);
	});

	test("an outcome of a period that has not begun is refused, and its budget is not", async () => {
		const plan = await openPlan();
		const before = "2025-12-20T09:00:00.000Z";
		const refused = await write(plan, { [numberField("outcome_ore", plan.rows.costs)]: "-1" }, "carin", before);
		expect(refused.status).toBe(422);
		expect(await refused.text()).toContain("har inget utfall än");
		const budget = {
			[numberField("budget_ore", plan.rows.costs)]: "-1",
			[numberField("forecast_ore", plan.rows.costs)]: "-2",
		};
		expect((await write(plan, budget, "carin", before)).status).toBe(303);
	});

	test("from a form opened before somebody else wrote are refused with what is newer; the same again is no fact", async () => {
		const plan = await openPlan();
		const version = String(versionOfNumbers(await rowsOf(plan)));
		expect((await write(plan, budgetOf(plan, "-10", "20", "-30"))).status).toBe(303);
		const stale = await write(plan, { ...budgetOf(plan, "-11", "20", "-31"), version });
		expect(stale.status).toBe(409);
		expect(await stale.text()).toContain("Resultat, budget");
		const facts = (await trailOf(plan, "governance", plan.rows.costs)).length;
		expect((await write(plan, budgetOf(plan, "-10", "20,0", "-30"))).status).toBe(303);
		expect(await trailOf(plan, "governance", plan.rows.costs)).toHaveLength(facts);
	});

	test("of a closed report are refused, from a form and from a file", async () => {
		const plan = await openPlan();
		const carin = await clientFor(plan, "carin", JANUARY);
		for (const id of [plan.rows.goal, plan.rows.result, plan.rows.invested])
			await carin.post(paths.governanceStatus(plan.ids.period, id), {
				status: "fulfilled",
				comment: "Klart.",
				version: "0",
			});
		await openClosedYear(plan);
		expect((await write(plan, { [numberField("forecast_ore", plan.rows.costs)]: "-2" }, "carin", JANUARY)).status).toBe(
			422,
		);
		const token = await preview(plan, "Rubrik;Prognos\r\nKostnader;-2\r\n", {}, JANUARY);
		expect((await carin.post(token, {})).status).toBe(422);
		expect((await numbersOf(plan)).Kostnader).toEqual([null, undefined, undefined]);
	});
});

/** Hands in a file; the address of its preview, or the refusing page. */
async function preview(
	plan: Plan,
	file: string | Buffer,
	told: Record<string, string> = {},
	at?: string,
): Promise<string> {
	const form = new FormData();
	form.set("file", new Blob([Uint8Array.from(Buffer.from(file))]), "tal.csv");
	form.set("written", told.written ?? "mnkr");
	const response = await (await clientFor(plan, "carin", at)).upload(paths.governanceFile(plan.ids.period), form);
	return response.headers.get("location") ?? (await response.text()).replace(/\u00a0/g, " ");
}

async function shownPreview(plan: Plan, file: string | Buffer, told: Record<string, string> = {}): Promise<string> {
	const address = await preview(plan, file, told);
	return (await (await (await clientFor(plan, "carin")).get(address)).text()).replace(/\u00a0/g, " ");
}

const FILE =
	"Rubrik;Tabell;Budget 2026;Prognos 2025;Utfall\r\nIntäkter;Resultat;20,0;19,5;5\r\nKostnader;Resultat;-30,5;-29;-15\r\nResultat;Resultat;-10,5;-9,5;-10\r\nAndel;;;;91,5\r\n";

describe("a file of numbers", () => {
	test("is previewed without being written, then read in; its earlier year becomes figures; read again it says nothing new", async () => {
		const plan = await openPlan();
		const address = await preview(plan, FILE);
		const carin = await clientFor(plan, "carin");
		const shown = (await (await carin.get(address)).text()).replace(/\u00a0/g, " ");
		expect(shown).toContain("4 rader ändras");
		expect(shown).toContain("−30,5 mnkr");
		expect((await numbersOf(plan)).Kostnader).toEqual([null, undefined, undefined]);
		expect((await carin.post(address, {})).status).toBe(303);
		expect(await numbersOf(plan)).toMatchObject({
			...{ Kostnader: [-30.5 * MNKR, -15 * MNKR, null], Andel: [null, 9150, null] },
		});
		const costs = (await rowsOf(plan)).find((row) => row.title === "Kostnader")!;
		expect(costs.figures).toMatchObject([{ label: "Prognos 2025", year: 2025, value: -29 * MNKR, unit: "mnkr" }]);
		expect(JSON.stringify(await trailOf(plan, "reporting_period", plan.ids.period))).toContain("tal.csv");
		expect((await carin.post(address, {})).status).toBe(422);
		expect(await shownPreview(plan, FILE)).toContain("0 rader ändras");
	});

	test("may be the list's own workbook, filled in, and amounts may stand in kronor", async () => {
		const plan = await openPlan();
		const carin = await clientFor(plan, "carin");
		const taken = await (await carin.get(`${paths.governance(plan.ids.period)}.xlsx`)).arrayBuffer();
		const book = new ExcelJS.Workbook();
		await book.xlsx.load(taken);
		const [sheet] = book.worksheets as [ExcelJS.Worksheet];
		const heads = sheet.getRow(1).values as string[];
		const at = (label: string) => heads.indexOf(label);
		sheet.eachRow((line, n) => {
			if (n > 1 && line.getCell(at("Rubrik")).value === "Kostnader") line.getCell(at("Utfall")).value = -15_000_000.25;
		});
		const address = await preview(plan, Buffer.from(await book.xlsx.writeBuffer()), { written: "kr" });
		expect((await carin.post(address, {})).status).toBe(303);
		expect((await numbersOf(plan)).Kostnader).toEqual([null, -1_500_000_025, null]);
	});

	test.each([
		["Rubrik;Budget 2025\r\nKostnader;-1\r\n", "Filen har tal för 2025, men rapporten gäller planen för 2026."],
		["Rubrik;Budget 2026;Budget 2027\r\nKostnader;-1;-2\r\n", "Filen har tal för 2026 och 2027"],
		["Rubrik;Summa\r\nKostnader;-1\r\n", "saknar kolumn för budget, utfall eller prognos"],
		["Konto;Budget\r\nKostnader;-1\r\n", "saknar kolumnen Rubrik"],
		["", "Filen är tom."],
	])("%j is refused where it was chosen", async (file, sentence) => {
		expect(await preview(await openPlan(), file)).toContain(sentence);
	});

	test.each([
		["Rubrik;Budget\r\nKonst;-1\r\n", "ingen rad i planen heter ”Konst”"],
		["Rubrik;Budget\r\nKostnader;-1\r\nKostnader;-2\r\n", "samma rad som rad 2"],
		["Rubrik;Budget\r\nKostnader;många\r\n", "Skriv ett tal"],
		["Rubrik;Budget\r\nKostnader;1.234\r\nResultat;1.234,5\r\n", "delarna ger"],
		["Rubrik;Budget\r\nMål;1\r\n", "har inget tal för Budget"],
		["Rubrik;Budget\r\nIntäkter;-1\r\n", "mindre än noll"],
		["Rubrik;Budget\r\nIntäkter;20\r\nKostnader;-30\r\nResultat;-11\r\n", "Skillnaden är −1,0 mnkr"],
		[
			"Rubrik;Budget;Budget 2025\r\nIntäkter;20;1\r\nKostnader;-20;-1\r\nResultat;0;5\r\n",
			"Budget 2025: summan är 5,0 mnkr",
		],
	])("%j is shown with what is wrong, and cannot be read in", async (file, sentence) => {
		const plan = await openPlan();
		const address = await preview(plan, file);
		const carin = await clientFor(plan, "carin");
		const shown = (await (await carin.get(address)).text()).replace(/\u00a0/g, " ");
		expect(shown).toContain(sentence);
		expect(shown).not.toContain("Läs in 1<");
		expect((await carin.post(address, {})).status).toBe(422);
		expect((await rowsOf(plan)).every((row) => row.budget_ore === null)).toBe(true);
	});

	test("a title that stands in two tables needs the table's name", async () => {
		const plan = await openPlan();
		const more = governanceItem({ kind: "economy", title: "Summa", chapter: "Fastigheter", unit: "mnkr" });
		await addGovernanceItem(await plan.as("carin"), plan.ids.period, more);
		expect(await shownPreview(plan, "Rubrik;Budget\r\nSumma;1\r\n")).toContain("flera rader i planen heter ”Summa”");
		expect(await shownPreview(plan, "Rubrik;Tabell;Budget\r\nSumma;Fastigheter;1\r\n")).toContain("1 rader ändras");
	});

	test("is the actor's own, for this door alone, and every other role is refused", async () => {
		const plan = await openPlan();
		const address = await preview(plan, FILE);
		const carin = await clientFor(plan, "carin");
		const token = address.split("/").at(-1)!;
		expect((await carin.get(paths.reportReadingConfirmation(plan.ids.period, token))).status).toBe(404);
		expect((await carin.get(`${address.slice(0, -10)}${"A".repeat(10)}`)).status).toBe(404);
		for (const person of REFUSED) {
			const client = await clientFor(plan, person);
			expect((await client.get(address)).status, person).toBe(403);
			expect((await client.post(address, {})).status, person).toBe(403);
			expect((await client.get(paths.governanceFile(plan.ids.period))).status, person).toBe(403);
		}
	});
});
