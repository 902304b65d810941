import { describe, expect, it } from "vitest";
import { intervalMax, intervalPlaces, moveArrows, ringDashes } from "../../src/ground/drawings/marks.ts";
import { ticksTo } from "../../src/ground/drawings/bars.ts";
import type { Figures, Ink } from "../../src/ground/drawings/figures.ts";
import { GroupedColumns, LyingBars, PartsBar, ShareBars, StackedColumns } from "../../views/ui/drawings/bars.tsx";
import { IntervalLine } from "../../views/ui/drawings/interval.tsx";
import { LineChart } from "../../views/ui/drawings/line.tsx";
import { Ring } from "../../views/ui/drawings/ring.tsx";
import { Wheel } from "../../views/ui/drawings/wheel.tsx";
import { render } from "./render.ts";

const INKS: Ink[] = ["main", "hatch", "pale", "warn", "bad", "empty"];

/** The same numbers every run: a small generator, not the machine's. */
function* drawn(seed: number): Generator<number, never> {
	let state = seed;
	for (;;) {
		state = (state * 1103515245 + 12345) % 2147483648;
		yield state;
	}
}

function figuresOf(seed: number): Figures {
	const next = drawn(seed);
	const upTo = (n: number) => next.next().value % n;
	const series = INKS.slice(0, 1 + upTo(INKS.length)).map((ink) => ({ key: ink, label: `Serie ${ink}`, ink }));
	const groups = Array.from({ length: 1 + upTo(12) }, (_, at) => ({
		key: String(at),
		label: `grupp ${at}`,
		values: series.map(() => (upTo(3) === 0 ? 0 : upTo(upTo(2) === 0 ? 9 : 4000))),
		hrefs: series.map((_, of) => (upTo(2) === 0 ? `/rader?g=${at}&s=${of}` : null)),
	}));
	return { head: "Grupp", series, groups };
}

const SEEDS = Array.from({ length: 60 }, (_, n) => n * 7919 + 1);
const numberIn = (text: string) => Number(text.replace(/[^\d]/g, ""));
const attribute = (tag: string, name: string) => Number.parseFloat(new RegExp(` ${name}="([^"]*)"`).exec(tag)![1]!);

/** The numbers of the table: a row per group, the total left out. */
function tableOf(markup: string, series: number): number[][] {
	const body = /<tbody>(.*?)<\/tbody>/s.exec(markup)![1]!;
	return [...body.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) =>
		[...row!.matchAll(/<td[^>]*>(.*?)<\/td>/gs)]
			.slice(0, series)
			.map(([, cell]) => numberIn(cell!.replace(/<[^>]*>/g, ""))),
	);
}

/** What can be measured in the picture: of every bar the group, and how long it is. */
function barsIn(markup: string, length: "height" | "width") {
	const [svg] = /<svg class="plot".*?<\/svg>/s.exec(markup)!;
	return [...svg.matchAll(/<rect[^>]*data-group[^>]*>/g)].map(([tag]) => ({
		group: attribute(tag, "data-group"),
		length: attribute(tag, length),
		fill: /class="([^"]*)"/.exec(tag)![1]!,
	}));
}

describe("a drawing's numbers are those of its table", () => {
	const kinds = [
		["stacked columns", StackedColumns, "height"],
		["grouped columns", GroupedColumns, "height"],
		["lying bars", LyingBars, "width"],
	] as const;

	it.each(kinds)("%s: every bar is as long as its cell says, and no bar is missing", async (_, Chart, length) => {
		for (const seed of SEEDS) {
			const figures = figuresOf(seed);
			const markup = await render(<Chart id="p" title="Prov" figures={figures} />);
			const table = tableOf(markup, figures.series.length);
			expect(table).toEqual(figures.groups.map(({ values }) => values));
			const bars = barsIn(markup, length);
			const shown = table.flatMap((row, group) => row.filter((n) => n > 0).map((n) => ({ group, n })));
			expect(bars.map(({ group }) => group)).toEqual(shown.map(({ group }) => group));
			const longest = shown.reduce((best, one, at) => (one.n > shown[best]!.n ? at : best), 0);
			for (const [at, { n }] of shown.entries())
				expect(bars[at]!.length).toBeCloseTo((bars[longest]!.length * n) / shown[longest]!.n, 1);
		}
	});

	it("tells series apart by class and pattern, each in its own way", async () => {
		const series = INKS.map((ink) => ({ key: ink, label: ink, ink }));
		const figures = { head: "G", series, groups: [{ key: "a", label: "a", values: [1, 1, 1, 1, 1, 1] }] };
		const markup = await render(<StackedColumns id="p" title="Prov" figures={figures} />);
		expect(new Set(barsIn(markup, "height").map(({ fill }) => fill)).size).toBe(INKS.length);
		for (const pattern of ["p-hatch", "p-warn", "p-bad"]) expect(markup).toContain(`fill="url(#${pattern})"`);
	});

	it("has a name, the same in words, and no style of its own; its marks and its cells lead to the same rows", async () => {
		for (const seed of SEEDS) {
			const figures = figuresOf(seed);
			const markup = await render(<StackedColumns id="p" title="Prov" figures={figures} />);
			const [, title] = /aria-labelledby="([^"]*)"/.exec(markup)!;
			const [, desc] = /aria-describedby="([^"]*)"/.exec(markup)!;
			expect(markup).toContain(`<title id="${title}">Prov</title>`);
			for (const group of figures.groups) expect(markup).toContain(`${group.label}: ${group.values[0]} serie main`);
			expect(markup).toContain(`<desc id="${desc}">`);
			expect(markup).not.toMatch(/ style=|<style|<script/);
			const [svg, table] = markup.split("<details");
			const followed = (part: string) => [...part.matchAll(/href="(\/rader[^"]*)"/g)].map(([, href]) => href).sort();
			expect(followed(svg!)).toEqual(followed(table!));
		}
	});

	it("the parts of a whole: as wide as the legend's numbers, and together the whole", async () => {
		for (const seed of SEEDS) {
			const next = drawn(seed);
			const parts = INKS.map((ink) => ({ ink, label: `del ${ink}`, n: next.next().value % 50 }));
			const total = parts.reduce((sum, { n }) => sum + n, 0);
			const markup = await render(<PartsBar id="p" title="Prov" parts={parts} />);
			const rects = [...markup.matchAll(/<rect[^>]*data-n[^>]*>/g)].map(([tag]) => tag);
			const shown = parts.filter(({ n }) => n > 0);
			for (const [at, { n, label }] of shown.entries()) {
				expect(attribute(rects[at]!, "width")).toBeCloseTo((n / total) * 100, 1);
				expect(markup).toContain(`<span>${n} ${label}</span>`);
			}
			expect(rects).toHaveLength(shown.length);
		}
	});

	it("how much is done: the bar says what the words over it say", async () => {
		for (const [done, total] of [
			[0, 0],
			[0, 7],
			[12, 16],
			[16, 16],
			[999, 1344],
		] as const) {
			const markup = await render(<ShareBars shares={[{ label: "Prov", done, total }]} />);
			const [tag] = /<rect[^>]*data-n[^>]*>/.exec(markup)!;
			expect(attribute(tag, "width")).toBeCloseTo(total === 0 ? 0 : (done / total) * 100, 1);
			expect(numberIn(/<strong>(.*?)<\/strong>/.exec(markup)![1]!)).toBe(done);
		}
	});

	it("a line: every dot as high as its cell says; what has not been has none", async () => {
		const places = [5, 0, 17, 14, null, null].map((value, at) => ({ label: `m${at}`, short: `${at}`, value }));
		const markup = await render(<LineChart id="p" title="Prov" head="Månad" series="Öppna" places={places} />);
		const dots = [...markup.matchAll(/<circle[^>]*>/g)].map(([tag]) => attribute(tag, "cy"));
		expect(tableOf(markup, 1).flat()).toEqual([5, 0, 17, 14]);
		const axis = dots[1]!;
		for (const [at, n] of [5, 0, 17, 14].entries())
			expect(axis - dots[at]!).toBeCloseTo(((axis - dots[2]!) * n) / 17, 1);
	});
});

describe("a ring", () => {
	const filledOf = (dashes: string) =>
		dashes
			.split(" ")
			.map(Number)
			.reduce((sum, n, at) => sum + (at % 2 === 0 ? n : 0), 0);

	it("has a part for each, and the done ones filled", async () => {
		for (const total of [1, 2, 16, 40, 41, 900]) {
			for (const done of [0, 1, Math.floor(total / 2), total]) {
				const { length, track, filled } = ringDashes(done, total);
				expect(length).toBe(total);
				const share = filled === null ? 0 : filledOf(filled) / filledOf(track);
				expect(share).toBeCloseTo(done / total, 2);
			}
		}
		const markup = await render(<Ring id="p" title="Prov" done={12} total={16} word="klara" />);
		expect(markup).toContain("Ringen har 16 delar, 12 är fyllda.");
		expect(markup).toContain("av 16 klara");
	});
});

describe("the year's wheel", () => {
	it("has a sign for every day, where its month stands, and says how many of each", async () => {
		const days = ["2026-01-01", "2026-04-01", "2026-07-01", "2026-12-31"].map((day) => ({ day, text: "Prov" }));
		const rings = [
			{ label: "Sammanträden", glyph: "diamond" as const, days: days.slice(0, 3) },
			{ label: "Rapporter", glyph: "triangle" as const, days: days.slice(3) },
		];
		const markup = await render(<Wheel id="p" year={2026} today={null} rings={rings} />);
		const drawn = [...markup.matchAll(/translate\(([\d.]+) ([\d.]+)\)" data-day="([^"]*)"/g)];
		expect(drawn.map(([, , , day]) => day)).toEqual(days.map(({ day }) => day));
		const at = (n: number) => [Number(drawn[n]![1]) + 8, Number(drawn[n]![2]) + 8];
		// on top, to the right, at the bottom; and the last day a little to the left of the top
		expect(at(0)).toEqual([220, 50]);
		expect(at(1)).toEqual([390, 220]);
		expect(at(2)).toEqual([220, 390]);
		expect(at(3)[0]).toBeLessThan(220);
		expect(markup).toContain("Sammanträden (3)");
		expect(markup).toContain("Rapporter (1)");
	});
});

describe("an interval", () => {
	const of = (lower: number, known_upper: number, upper: number, found: number | null, tolerated: number | null) => ({
		...{ lower, known_upper, upper, found, tolerated },
	});

	it("stands where its numbers say, on a line that holds the widest", () => {
		const intervals = [of(6, 54, 108, 23, 50), of(0, 12, 67, 0, 100)];
		const max = intervalMax(intervals);
		expect(max).toBe(200);
		expect(intervalPlaces(intervals[0]!, max)).toEqual({
			known: { x: 3, width: 24 },
			unknown: { x: 27, width: 27 },
			dot: 11.5,
			mark: 25,
		});
		expect(intervalPlaces(of(0, 1000, 1000, null, null), 1000)).toMatchObject({ dot: null, mark: null });
		expect(intervalMax([of(0, 900, 950, 500, 50)])).toBe(1000);
	});

	it("nothing is drawn of a share where too few were examined to say one", async () => {
		const markup = await render(<IntervalLine interval={null} max={200} words="För få granskade" />);
		expect(markup).not.toMatch(/circle|d-known|d-limit/);
		expect(markup).toContain('aria-label="För få granskade"');
	});
});

describe("arrows and steps", () => {
	it("an arrow goes from the middle of one box towards the other, and two of the same do not cover each other", () => {
		const move = { from: { likelihood: 3, impact: 4 }, to: { likelihood: 3, impact: 3 } };
		const [one, other] = moveArrows([move, move], 4);
		expect(one).toEqual({ x1: 80, y1: 37.5, x2: 69.5, y2: 37.5 });
		expect(other!.y1).not.toBe(one!.y1);
	});

	it("steps are round, begin at nought and stay below the highest", () => {
		for (const max of [0, 1, 2, 3, 7, 16, 49, 163, 1344, 98765]) {
			const steps = ticksTo(max);
			expect(steps[0]).toBe(0);
			expect(Math.max(...steps)).toBeLessThanOrEqual(max);
			expect(steps.length).toBeLessThanOrEqual(6);
			for (const step of steps) expect(Number.isInteger(step)).toBe(true);
		}
	});
});
