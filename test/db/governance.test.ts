import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type GovernanceRow, listGovernance } from "../../db/queries/report/governance.ts";
import { findPeriod } from "../../db/queries/report/periods.ts";
import reference from "../../db/seeds/styrning-2024.json" with { type: "json" };
import { addPlan } from "../../src/demo/demo-governance.ts";
import { publishedAims, publishedEconomy } from "../../src/demo/published-governance.ts";
import { shownNumber } from "../../src/report/governance/columns.ts";
import { sumFaults } from "../../src/report/governance/sums.ts";
import { addPeriod } from "../../src/report/periods/add-period.ts";
import { hold } from "../support/lifetime.ts";
import type { World } from "../support/world.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

const AT = "2024-09-01T08:00:00.000Z";

interface Published {
	world: World;
	rows: GovernanceRow[];
}

async function published(world: World): Promise<Published> {
	const carin = await world.as("carin", AT);
	const id = await addPeriod(carin, {
		...{ board_id: world.ids.board, year: 2024, name: "Delårsrapport 2024", kind: "interim_report" },
		...{ first_day: "2024-01-01", cut_off: "2024-07-31", deadline: "2024-09-05" },
	});
	const period = (await findPeriod(world.ctx.db, id))!;
	await addPlan(carin, period, { rows: [...publishedAims(), ...publishedEconomy()], owner_id: null });
	return { world, rows: await listGovernance(world.ctx.db, period) };
}

/** As the plan prints it, made here from the file's own digits: `-7974.5` → `−7 974,5`. */
function printed(value: number): string {
	const [whole, decimal] = Math.abs(value).toFixed(1).split(".");
	return `${value < 0 ? "\u2212" : ""}${whole!.replace(/\B(?=(\d{3})+$)/g, "\u00a0")},${decimal}`;
}
/** `90` → `90`, `2.3` → `2,3`. */
const plain = (value: number) => String(value).replace(".", ",");

const CHAPTERS = {
	key_figures_percent: ["Nyckeltal", "procent"],
	income: ["Intäkter", "mnkr"],
	costs: ["Kostnader", "mnkr"],
	net: ["Resultat", "mnkr"],
	by_area: ["Nämnd och områden", "mnkr"],
	investments: ["Investeringar", "mnkr"],
	equipment_frame_2024: ["Ram för medicinteknik", "mnkr"],
	property_investments_2024: ["Fastighetsinvesteringar", "mnkr"],
} as const;

type Cell = { table: keyof typeof CHAPTERS; title: string; heading: string; value: number | null };

/** Every printed cell of the file's tables, straight from the file. */
function cells(): Cell[] {
	const { budget_mnkr: budget } = reference;
	return (Object.keys(CHAPTERS) as Cell["table"][]).flatMap((table) => {
		const { columns, ...rows } = budget[table] as unknown as { columns?: string[] } & Record<string, number[] | number>;
		return Object.entries(rows).flatMap(([title, values]) => {
			const headings = columns ?? (Array.isArray(values) ? budget.columns : ["Budget 2024"]);
			return [values].flat().map((value, at) => ({ table, title, heading: headings[at]!, value }));
		});
	});
}

/** What the product says in the cell: the plan year's own is the row's budget, every other stands under its own heading. */
function shownIn(rows: readonly GovernanceRow[], { table, title, heading }: Cell): string {
	const [chapter, unit] = CHAPTERS[table];
	const found = rows.filter((row) => row.chapter === chapter && row.title === title && row.unit === unit);
	if (found.length !== 1) return `${found.length} rader`;
	const [row] = found;
	if (heading === "Budget 2024" || heading === "Budgetram 2024") return shownNumber(row!.budget_ore, unit);
	const figure = row!.figures.find(({ label }) => label === heading);
	return figure ? shownNumber(figure.value, figure.unit) : "";
}

describe.each(DIALECTS)("the published plan's numbers (%s)", (_, open) => {
	// the tests below only look, or are refused
	let plan: Published;
	let close: () => Promise<void>;
	beforeAll(async () => {
		[plan, close] = await hold(async () => published(await openWorldOn(open)));
	});
	afterAll(() => close());

	test("numbers of governance equal the reference file one by one", async () => {
		const { rows } = plan;
		const all = cells();
		expect(all.length).toBeGreaterThan(90);
		for (const cell of all) {
			const [, unit] = CHAPTERS[cell.table];
			const digits = (value: number) => (unit === "mnkr" ? `${printed(value)}\u00a0mnkr` : `${plain(value)} ${unit}`);
			const said = cell.value === null ? "" : digits(cell.value);
			expect(shownIn(rows, cell), `${cell.table}, ${cell.title}, ${cell.heading}`).toBe(said);
		}
		const economy = rows.filter((row) => row.kind === "economy");
		expect(economy).toHaveLength(
			new Set(all.map(({ table, title }) => `${table} ${title}`)).size + reference.budget_mnkr.named_amounts.length,
		);
		for (const { meaning, value, unit, key } of reference.budget_mnkr.named_amounts) {
			const row = economy.find((one) => one.title === meaning && one.chapter === "Namngivna belopp")!;
			const said = unit === "mnkr" ? `${printed(value)}\u00a0mnkr` : `${plain(value)} ${unit}`;
			const of2023 = /_2023$/.test(key);
			expect(shownNumber(of2023 ? row.figures[0]!.value : row.budget_ore, row.unit), key).toBe(said);
			expect(of2023 ? row.budget_ore : row.figures).toEqual(of2023 ? null : []);
		}
	});

	test("8 goals, 30 indicators with their targets, and 19 assignments with receivers and parts", async () => {
		const { rows } = plan;
		const of = (kind: GovernanceRow["kind"]) => rows.filter((row) => row.kind === kind);
		expect(of("goal").map(({ number, title, chapter }) => [number, title, chapter])).toEqual(
			reference.goals.map(({ no, title, perspective }) => [String(no), title, perspective]),
		);
		expect(reference.goal_indicators).toHaveLength(30);
		const indicators = of("indicator").filter((row) => of("goal").some((goal) => goal.id === row.parent_id));
		expect(indicators).toHaveLength(30);
		for (const { title, target, baseline, goal_no_or_title, ...more } of reference.goal_indicators) {
			const row = indicators.find((one) => one.title === title)!;
			const goal = of("goal").find((one) => one.id === row.parent_id)!;
			expect([goal.number || goal.title, title]).toEqual([String(goal_no_or_title), title]);
			const number = (value: number | null) => value !== null && value / 100;
			expect([number(row.target), number(row.target_upper), row.unit, row.baseline_year]).toEqual([
				...[target?.value ?? false, target?.upper ?? false, target?.unit ?? "", baseline?.year ?? null],
			]);
			const long = "long_term_target" in more ? more.long_term_target : undefined;
			expect(row.figures.map(({ value, unit, year }) => [value / 100, unit, year])).toEqual(
				long ? [[long.value, long.unit, long.year]] : [],
			);
		}
		const assignments = of("assignment").filter(({ number }) => number !== "");
		expect(
			assignments.map((row) => ({
				...{ no: Number(row.number), title: row.title, receiver: row.receiver, back: row.report_back_to },
				parts: of("part")
					.filter((one) => one.parent_id === row.id)
					.map((one) => [one.number, one.title]),
			})),
		).toEqual(
			reference.assignments.map(({ no, title, receiver, report_back, part_titles }) => ({
				...{ no, title, receiver: receiver.join(", "), back: report_back?.to ?? "" },
				parts: part_titles.map((part) => [part.key, part.title]),
			})),
		);
		expect(assignments).toHaveLength(19);
	});

	test("every sum that the file checks is the sum of the product's rows too, in every column", async () => {
		const { rows } = plan;
		for (const { table, total, parts } of reference.budget_mnkr.sums) {
			const [chapter] = CHAPTERS[table as Cell["table"]];
			const sum = rows.find((row) => row.chapter === chapter && row.title === total)!;
			expect(
				rows.filter((row) => row.parent_id === sum.id).map(({ title }) => title),
				total,
			).toEqual(parts);
		}
		const headings = new Set(rows.flatMap(({ figures }) => figures.map(({ label }) => label)));
		const columns = [...headings].map((heading) => ({
			column: heading,
			valueIn: (row: GovernanceRow) => row.figures.find(({ label }) => label === heading)?.value ?? null,
		}));
		for (const one of [{ column: "budget", valueIn: (row: GovernanceRow) => row.budget_ore }, ...columns])
			expect(sumFaults(rows, one)).toEqual([]);
	});

	test("2024's rows are not there in another year's report", async () => {
		const { world, rows } = plan;
		const other = (await findPeriod(world.ctx.db, world.ids.period))!;
		expect(other.year).toBe(2026);
		expect(await listGovernance(world.ctx.db, other)).toEqual([]);
		expect(await listGovernance(world.ctx.db, other, { item_id: rows[0]!.id })).toEqual([]);
	});

	test("the database itself keeps a row's year, a figure's heading, and every row", async () => {
		const { world } = plan;
		for (const statement of [
			"update governance_items set year = 2026",
			"update governance_items set kind = 'goal'",
			"update governance_figures set label = 'Budget 2026'",
			"update governance_figures set year = 2026",
			"delete from governance_items",
			"delete from governance_figures",
		]) {
			const work = world.ctx.database.transaction((trx) => sql.raw(statement).execute(trx));
			await expect(work, statement).rejects.toThrow("is not allowed here");
		}
	});
});
