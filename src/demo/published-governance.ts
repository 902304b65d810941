import { MONEY } from "../../db/schema/report/governance-numbers.ts";
import type { Comparison, GovernanceKind } from "../../db/schema/report/words.ts";
import { EXAMPLE_ECONOMY, EXAMPLE_GROWTH } from "../../db/seeds/example-economy.ts";
import { SAME_AMOUNTS } from "../../db/seeds/same-amounts.ts";
import published from "../../db/seeds/styrning-2024.json" with { type: "json" };
import type { NumbersOf } from "../report/governance/check-numbers.ts";
import type { AddGovernanceItem } from "../report/governance/schema.ts";

/** A row of a plan before it has an id: `key` is what its parts and its numbers name it by. */
export interface PlanRow {
	key: string;
	parent: string | null;
	/** The row of another table whose budget is the same amount. */
	same_as: string | null;
	/** The område that it is about. */
	division: string | null;
	item: Omit<AddGovernanceItem, "parent_id" | "same_as_id" | "owner_id" | "org_unit_id">;
	budget: number | null;
	figures: NonNullable<NumbersOf["figures"]>;
}

/** Where a row stands that is made up. */
const EXAMPLE = "Exempel";
export const PUBLISHED_YEAR = published.year;

const NOTHING: Omit<PlanRow["item"], "kind" | "title"> = {
	...{ number: "", details: "", chapter: "", source: "", receiver: "", report_back_to: "", report_back_on: null },
	...{
		unit: "",
		comparison: null,
		target: null,
		target_upper: null,
		baseline: null,
		baseline_year: null,
		signed: null,
	},
};

function row(
	key: string,
	kind: GovernanceKind,
	title: string,
	more: Partial<PlanRow> & { is?: Partial<PlanRow["item"]> },
): PlanRow {
	const { is, ...rest } = more;
	return {
		key,
		parent: null,
		same_as: null,
		division: null,
		budget: null,
		figures: [],
		...rest,
		item: { ...NOTHING, kind, title, ...is },
	};
}

/** A printed number as it is stored: öre for mnkr, hundredths otherwise. */
export const stored = (value: number, unit: string) => Math.round(value * 100) * (unit === MONEY ? 1_000_000 : 1);

const COMPARED: Record<string, Comparison> = {
	...{ ">": "more_than", ">=": "at_least", between: "between" },
	...{ increase: "increase", decrease: "decrease", state: "state" },
};

/** The goals with their indicators, and the assignments with their parts: the published plan's, all but its amounts. */
export function publishedAims(): PlanRow[] {
	const goals = published.goals.map((goal) =>
		row(`goal:${goal.no || goal.title}`, "goal", goal.title, {
			is: {
				number: String(goal.no),
				chapter: goal.perspective,
				source: goal.section,
				details: [goal.kind, goal.strategy].filter((text) => text !== undefined).join(", "),
			},
		}),
	);
	const assignments = published.assignments.flatMap((one) => {
		const key = `assignment:${one.no}`;
		const is = {
			number: String(one.no),
			chapter: one.perspective,
			source: one.section,
			details: one.note ?? "",
			receiver: one.receiver.join(", "),
			report_back_to: one.report_back?.to ?? "",
		};
		const parts = one.part_titles.map((part) =>
			row(`${key}:${part.key}`, "part", part.title, {
				parent: key,
				is: { number: part.key, details: part.form, source: one.section },
			}),
		);
		return [row(key, "assignment", one.title, { is }), ...parts];
	});
	return [...goals, ...published.goal_indicators.map(indicatorRow), ...assignments, ...followedUp()];
}

type Indicator = (typeof published.goal_indicators)[number];

function indicatorRow(one: Indicator): PlanRow {
	const { goal_no_or_title: goal, order, title, target, baseline, note, section } = one;
	const unit = target?.unit ?? "";
	const later = "long_term_target" in one ? one.long_term_target : undefined;
	const of = (value: number | null | undefined) => (value === null || value === undefined ? null : stored(value, ""));
	return row(`indicator:${goal}:${order}`, "indicator", title, {
		parent: `goal:${goal}`,
		is: {
			...{ details: note, source: section, unit, comparison: target ? COMPARED[target.comparison]! : null },
			...{ target: of(target?.value), target_upper: of(target?.upper) },
			...{ baseline: of(baseline?.value), baseline_year: baseline?.year ?? null },
		},
		figures: later
			? [{ label: `Mål ${later.year}`, year: later.year, unit: later.unit, value: stored(later.value, later.unit) }]
			: [],
	});
}

/** What the nämnd decided with the utvecklingsplan, and how far each färdplan has come: assignments with styrtal of their own. */
function followedUp(): PlanRow[] {
	const paper = published.decision_paper.papers.find(({ source }) => source === "pm-utvecklingsplan")!;
	const cut = paper.clauses.flatMap((clause) => ("value" in clause ? [clause] : []))[0]!;
	const yearly = published.calendar.rhythm.find(({ when }) => when === "årligen")!;
	const source = `${paper.title}, ${paper.registry_no}`;
	const receiver = paper.sent_to.join(", ");
	const decided = { source, receiver, report_back_to: paper.body, chapter: "Utvecklingsplan" };
	const plans = published.assignments.filter(({ title }) => title.startsWith("Färdplan"));
	return [
		row("assignment:yearly", "assignment", yearly.what, { is: decided }),
		row("indicator:yearly", "indicator", "Uppföljningar av utvecklingsplanen under året", {
			parent: "assignment:yearly",
			is: { unit: "uppföljningar", comparison: "at_least", target: 100 },
		}),
		row("assignment:cut", "assignment", cut.title, { is: decided }),
		row("indicator:cut", "indicator", "Sänkt administrationskostnad", {
			parent: "assignment:cut",
			is: { unit: cut.unit!, comparison: "at_least", target: stored(cut.value!, cut.unit!) },
		}),
		...plans.map(({ no, part_titles }) =>
			row(`indicator:plan:${no}`, "indicator", "Delar som är återrapporterade till nämnden", {
				parent: `assignment:${no}`,
				is: { unit: "delar", comparison: "at_least", target: stored(Math.max(1, part_titles.length), "delar") },
			}),
		),
	];
}

const { budget_mnkr: budget } = published;
type Cells = Readonly<Record<string, readonly (number | null)[]>>;

/** The tables of section 4: their name, their headings, and the heading whose column is the plan year's own budget. */
const TABLES: readonly {
	table: string;
	chapter: string;
	cells: Cells;
	columns: readonly string[];
	own: number;
	unit?: string;
}[] = [
	{
		table: "key_figures_percent",
		chapter: "Nyckeltal",
		columns: budget.columns,
		own: 0,
		unit: "procent",
		cells: budget.key_figures_percent,
	},
	{ table: "income", chapter: "Intäkter", columns: budget.columns, own: 0, cells: budget.income },
	{ table: "costs", chapter: "Kostnader", columns: budget.columns, own: 0, cells: budget.costs },
	{ table: "net", chapter: "Resultat", columns: budget.columns, own: 0, cells: budget.net },
	{
		table: "by_area",
		chapter: "Nämnd och områden",
		columns: budget.by_area.columns,
		own: 1,
		cells: cellsOf(budget.by_area),
	},
	{
		table: "investments",
		chapter: "Investeringar",
		columns: budget.investments.columns,
		own: 0,
		cells: cellsOf(budget.investments),
	},
	{
		table: "equipment_frame_2024",
		chapter: "Ram för medicinteknik",
		columns: ["Budget 2024"],
		own: 0,
		cells: single(budget.equipment_frame_2024),
	},
	{
		...{ table: "property_investments_2024", chapter: "Fastighetsinvesteringar", columns: ["Budget 2024"], own: 0 },
		cells: single(budget.property_investments_2024),
	},
];

function cellsOf({ columns: _, ...cells }: Readonly<Record<string, unknown>>): Cells {
	return cells as Cells;
}

function single(cells: Readonly<Record<string, number>>): Cells {
	return Object.fromEntries(Object.entries(cells).map(([title, value]) => [title, [value]]));
}

/** Every amount of section 4, as rows of one kind; a sum knows its parts. */
export function publishedEconomy(): PlanRow[] {
	const rows = TABLES.flatMap(({ table, chapter, cells, columns, own, unit = MONEY }) => {
		const divisions = new Set(table === "by_area" ? published.units.map(({ name }) => name) : []);
		return Object.entries(cells).map(([title, values]): PlanRow => {
			const figures = columns.flatMap((label, at) => {
				const value = values[at] ?? null;
				return value === null || at === own ? [] : [{ label, year: yearIn(label), value: stored(value, unit) }];
			});
			const is = {
				unit,
				chapter,
				source: (budget.sections as Record<string, string>)[table]!,
				signed: signedIn(values),
			};
			const amount = values[own] ?? null;
			const parent = sumOf(table, title);
			const division = divisions.has(title) ? title : null;
			return row(`${table}:${title}`, "economy", title, {
				same_as: SAME_AMOUNTS[`${table}:${title}`] ?? null,
				...{ is, parent, division, figures, budget: amount === null ? null : stored(amount, unit) },
			});
		});
	});
	return [...rows, ...named()];
}

const signedIn = (values: readonly (number | null)[]) =>
	values.some((value) => value !== null && value < 0) ? ("yes" as const) : null;
const yearIn = (label: string) => Number(/\d{4}/.exec(label)![0]);

function sumOf(table: string, title: string): string | null {
	const own = budget.sums.find((sum) => sum.table === table && sum.parts.includes(title));
	if (own) return `${own.table}:${own.total}`;
	const other = budget.sums.find(
		(sum) => sum.table === "net" && ["income", "costs"].includes(table) && sum.parts.includes(title),
	);
	return other ? `net:${other.total}` : null;
}

/** Reductions, frames and forecasts that the text names. What is said of another year is a figure of that year, never a budget. */
function named(): PlanRow[] {
	return budget.named_amounts.map(({ key, value, unit, section, meaning, ...more }) => {
		const year = Number(/_(\d{4})$/.exec(key)?.[1] ?? published.year);
		const own = year === published.year;
		const label = `${key.startsWith("forecast") ? "Prognos" : "Belopp"} ${year}`;
		const amount = stored(value, unit);
		return row(`named:${key}`, "economy", meaning, {
			same_as: SAME_AMOUNTS[`named:${key}`] ?? null,
			is: {
				...{ unit, chapter: "Namngivna belopp", source: section, signed: signedIn([value]) },
				details: "approximate" in more && more.approximate ? "Ungefärligt belopp." : "",
			},
			budget: own ? amount : null,
			figures: own ? [] : [{ label, year, value: amount }],
		});
	});
}

/** The aims of a year whose plan is not published: the same in words, and no number that was another year's. */
export function exampleAims(): PlanRow[] {
	const invented = (target: number | null, unit: string) =>
		target && (unit === "procent" || unit === "index" ? target + 100 : target);
	return publishedAims().map(({ item, ...rest }) => {
		const { target, target_upper, unit } = item;
		const numbers = { target: invented(target, unit), target_upper: invented(target_upper, unit), baseline: null };
		// "… över 90 procent" says another year's number in the title itself, beside this year's.
		const title = target === null ? item.title : item.title.replace(/ (över|inom) [\d–]+( procent)?$/, "");
		const words = { title, details: "", source: EXAMPLE };
		return { ...rest, item: { ...item, ...numbers, ...words, baseline_year: null }, figures: [] };
	});
}

/** The invented economy of a year whose budget is not published. */
export function exampleEconomy(year: number): PlanRow[] {
	const grown = 100 + EXAMPLE_GROWTH.percent * (year - EXAMPLE_GROWTH.from);
	const key = (title: string) => `example:${title}`;
	const amountOf = (title: string): number => {
		const own = EXAMPLE_ECONOMY.find(([, name]) => name === title)![3];
		if (own !== null) return own * grown * 1_000_000;
		return EXAMPLE_ECONOMY.filter(([, , sum]) => sum === title).reduce((total, [, part]) => total + amountOf(part), 0);
	};
	return EXAMPLE_ECONOMY.map(([chapter, title, sum]) =>
		row(key(title), "economy", title, {
			parent: sum === null ? null : key(sum),
			division: title.startsWith("Område ") ? title : null,
			is: { unit: MONEY, chapter, source: EXAMPLE, signed: signedIn([amountOf(title)]) },
			budget: amountOf(title),
		}),
	);
}
