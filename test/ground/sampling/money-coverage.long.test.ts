import { expect, test } from "vitest";
import { moneyBounds } from "../../../src/ground/sampling/money-bounds.ts";
import { randomFrom } from "./random.ts";

/**
 * How often the limits hold what is really wrong, by drawing the same ledger again and again. The selection is the product's (top
 * stratum, interval or cell), with the order and the start from a fixed seed.
 */
const DRAWS = 2_500;
const RISK = 0.05;
const INVOICES = 400;
const LONG = 600_000;

type Invoice = { ore: number; taint: number };

const KINDS: Record<string, (rank: number, random: () => number) => number> = {
	none: () => 0,
	"1 % full": (_, random) => Number(random() < 0.01),
	"5 % full": (_, random) => Number(random() < 0.05),
	"5 % half": (_, random) => (random() < 0.05 ? 0.5 : 0),
	"10 % uniform": (_, random) => (random() < 0.1 ? random() : 0),
	"only large": (rank, random) => Number(rank < 0.1 && random() < 0.3),
	"only small": (rank, random) => Number(rank > 0.5 && random() < 0.3),
};

/** Invoices whose amounts are as skewed as a ledger's, the largest first. */
function ledger(kind: string): Invoice[] {
	const random = randomFrom(7);
	const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
	const amounts = Array.from({ length: INVOICES }, () => Math.round(1_000_000 * Math.exp(1.2 * normal())));
	amounts.sort((a, b) => b - a);
	return amounts.map((ore, i) => ({ ore, taint: KINDS[kind]!(i / INVOICES, random) }));
}

/** Amounts that would surely be hit are all examined. */
function split(invoices: readonly Invoice[], n: number): { top: Invoice[]; rest: Invoice[]; m: number } {
	const top: Invoice[] = [];
	let rest = [...invoices];
	for (;;) {
		const m = n - top.length;
		const total = rest.reduce((sum, { ore }) => sum + ore, 0);
		const sure = rest.filter(({ ore }) => ore * m >= total);
		if (sure.length === 0 || m === 0) return { top, rest, m };
		top.push(...sure);
		rest = rest.filter((one) => !sure.includes(one));
	}
}

function drawTaints(rest: Invoice[], m: number, method: string, random: () => number): number[] {
	for (let i = rest.length - 1; i > 0; i--) {
		const j = Math.floor(random() * (i + 1));
		[rest[i], rest[j]] = [rest[j]!, rest[i]!];
	}
	const total = rest.reduce((sum, { ore }) => sum + ore, 0);
	const start = random() * total;
	const taints: number[] = [];
	let [at, until] = [0, rest[0]!.ore];
	for (let i = 0; i < m; i++) {
		const point = Math.floor(((method === "interval" ? start : random() * total) + i * total) / m);
		while (point >= until) until += rest[++at]!.ore;
		taints.push(rest[at]!.taint);
	}
	return taints;
}

const settings = ["interval", "cell"].flatMap((method) =>
	[40, 60, 96, 150].flatMap((n) => Object.keys(KINDS).map((kind) => [method, n, kind] as const)),
);

test("there are 56 settings", () => expect(settings).toHaveLength(56));

test.each(settings)(
	"%s, %i drawn, errors: %s",
	(method, n, kind) => {
		const invoices = ledger(kind);
		const wrong = (list: readonly Invoice[]) => list.reduce((sum, { ore, taint }) => sum + ore * taint, 0);
		const { top, rest, m } = split(invoices, n);
		const ore = rest.reduce((sum, one) => sum + one.ore, 0);
		const random = randomFrom(n * 31 + kind.length);
		let [above, below] = [0, 0];
		for (let draw = 0; draw < DRAWS; draw++) {
			const taints = drawTaints(rest, m, method, random);
			const { lowerOre, upperOre } = moneyBounds([{ ore, taints, unexamined: 0 }], RISK);
			if (wrong(top) + upperOre >= wrong(invoices) - 1) above++;
			if (wrong(top) + lowerOre <= wrong(invoices) + 1) below++;
		}
		expect(above / DRAWS, "upper limit").toBeGreaterThanOrEqual(1 - RISK);
		expect(below / DRAWS, "lower limit").toBeGreaterThanOrEqual(1 - RISK);
	},
	LONG,
);
