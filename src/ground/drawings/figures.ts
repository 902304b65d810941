/** How a series is filled. Each has a pattern or an edge of its own, so that it is told apart without colour and on paper. */
export type Ink = "main" | "hatch" | "pale" | "warn" | "bad" | "empty";

export interface Series {
	key: string;
	label: string;
	ink: Ink;
}

export interface Group {
	key: string;
	/** In full: "september". */
	label: string;
	/** Where there is little room: "sep". */
	short?: string | undefined;
	/** One per series. */
	values: readonly number[];
	/** The rows that each value counts. */
	hrefs?: readonly (string | null)[] | undefined;
}

/** The numbers of a drawing and of the table beside it: both are made from this and nothing else. */
export interface Figures {
	/** What a group is: "Månad". */
	head: string;
	series: readonly Series[];
	groups: readonly Group[];
	/** How many of the first series are the part that is done: the bar's own words are then "38 av 49". */
	done?: number | undefined;
	/** True where the series are of different things, so that a row has no sum. */
	apart?: boolean | undefined;
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

export const totalOf = (group: Group): number => sum(group.values);

/** The sum of each series over all groups. */
export function sumsOf({ series, groups }: Figures): number[] {
	return series.map((_, at) => sum(groups.map((group) => group.values[at] ?? 0)));
}

export const grandTotal = (figures: Figures): number => sum(sumsOf(figures));

/** From so many bars on there is room for short words alone. */
const NARROW = 8;

/** What stands at a bar: the whole of it, or how much of it is done. */
export function barText(group: Group, { done, groups }: Figures): { strong: string; rest: string } {
	const total = totalOf(group);
	if (done === undefined) return { strong: String(total), rest: "" };
	const n = sum(group.values.slice(0, done));
	if (groups.length < NARROW) return { strong: String(n), rest: ` av ${total}` };
	return { strong: String(n), rest: n === total ? "" : `/${total}` };
}

/** The drawing in words, for a reader who does not see it. */
export function wordsOf({ series, groups }: Figures): string {
	const of = (group: Group) =>
		series.map(({ label }, at) => `${group.values[at] ?? 0} ${label.charAt(0).toLowerCase()}${label.slice(1)}`);
	return groups.map((group) => `${group.label}: ${of(group).join(", ")}.`).join(" ");
}
