/**
 * How many to examine in each unit: Wright's exact integer allocation (Wright 2012, "The equivalence of Neyman optimum
 * allocation for sampling and equal proportions for apportioning the U.S. House of Representatives"). Each next item
 * goes to the unit with the largest N·S/√(m(m+1)), m = its items so far, so the sum is exact and no rounding decides.
 */
import { fractionOf } from "./decimal.ts";
import { LARGEST_COUNT, requireWhole } from "./limits.ts";

/** A unit with N in the population. `S` = expected spread √(p(1−p)); without it the allocation is proportional to N. */
export type AllocationUnit = { id: string; N: number; S?: number | string };

type Seat = { id: string; N: number; n: number; square: number; weight: bigint };

/** The largest accepted number of items beyond the minimum; a larger number is a typing error. */
const MOST_ITEMS = 10_000_000;
const LARGEST_SPREAD = 1_000_000n;

/**
 * n per unit in the order given, summing to min(n, ΣN): each at least min(minimum, N), at most N; ties to the larger N,
 * then the smaller id. null when n is smaller than the minima together. Priorities are compared as exact squares.
 * Throws RangeError for counts out of range (n ≤ 10 million), an id that occurs twice and S that is negative or no number.
 */
export function allocate(units: readonly AllocationUnit[], n: number, minimum = 1): number[] | null {
	requireWhole(n, "Antalet att fördela (n)", 0, MOST_ITEMS);
	requireWhole(minimum, "Minsta antalet per enhet", 0);
	const seats = toSeats(units, minimum);
	let left = n - seats.reduce((sum, seat) => sum + seat.n, 0);
	if (left < 0) return null;
	left -= headStart(seats, left);
	const heap = new SeatHeap(seats.filter((seat) => seat.n < seat.N));
	for (; left > 0; left--) {
		const seat = heap.first();
		if (seat === undefined) break;
		seat.n++;
		heap.settleFirst(seat.n < seat.N);
	}
	return seats.map((seat) => seat.n);
}

/** The shrunk deviation rate of a unit, (k + w·r)/(n + w): few earlier items lean on the region's rate r. */
export function shrunkRate(priorDeviations: number, priorSample: number, regionRate: number, priorWeight = 20): number {
	return (priorDeviations + priorWeight * regionRate) / (priorSample + priorWeight);
}

/** Spread of a yes/no answer at a rate: √(p(1−p)), rounded to six decimals so that it can be stated and repeated. */
export function spread(rate: number): number {
	return Math.round(Math.sqrt(rate * (1 - rate)) * 1e6) / 1e6;
}

function toSeats(units: readonly AllocationUnit[], minimum: number): Seat[] {
	if (new Set(units.map((unit) => unit.id)).size !== units.length)
		throw new RangeError("Ett enhets-id förekommer två gånger.");
	const spreads = units.map(({ S = 1 }) => fractionOf(S));
	const scale = spreads.reduce((most, s) => (s.denominator > most ? s.denominator : most), 1n);
	return units.map(({ id, N }, i) => {
		requireWhole(N, `Populationen i ${id}`, 0, LARGEST_COUNT);
		const { numerator, denominator } = spreads[i]!;
		if (numerator < 0n || numerator > LARGEST_SPREAD * denominator) {
			throw new RangeError(`Spridningen i ${id} ska ligga mellan 0 och ${LARGEST_SPREAD}.`);
		}
		const weight = (BigInt(N) * numerator * (scale / denominator)) ** 2n;
		return { id, N, n: Math.min(minimum, N), square: (N * (Number(numerator) / Number(denominator))) ** 2, weight };
	});
}

/**
 * Gives all but the last few items at once. Priorities above a level that fewer than `left` items exceed are the ones the
 * one-by-one rule would serve first. The count is taken two too high and one too few is given, so that rounding cannot matter.
 * Returns how many were given.
 */
function headStart(seats: readonly Seat[], left: number): number {
	if (left <= seats.length * 4) return 0;
	const above = (seat: Seat, level: number) => Math.floor((Math.sqrt(1 + (4 * seat.square) / level) - 1) / 2);
	const clamp = (seat: Seat, m: number) => Math.max(seat.n, Math.min(seat.N, m));
	const given = (level: number, slack: number) =>
		seats.reduce((sum, seat) => sum + clamp(seat, above(seat, level) + slack) - seat.n, 0);
	let low = -700;
	let high = 200;
	for (let step = 0; step < 60; step++) {
		const middle = (low + high) / 2;
		if (given(Math.exp(middle), 2) > left) low = middle;
		else high = middle;
	}
	const level = Math.exp(high);
	const count = given(level, -1);
	for (const seat of seats) seat.n = clamp(seat, above(seat, level) - 1);
	return count;
}

/** True when `a` gets the next item before `b`. Floats decide when clearly apart, else exact squares, N, id. */
function goesFirst(a: Seat, b: Seat): boolean {
	if ((a.weight === 0n) !== (b.weight === 0n)) return a.weight !== 0n;
	const x = a.square * b.n * (b.n + 1);
	const y = b.square * a.n * (a.n + 1);
	if (Math.abs(x - y) > 1e-12 * Math.max(x, y) && Number.isFinite(x) && Number.isFinite(y)) return x > y;
	const exactA = a.weight * BigInt(b.n) * BigInt(b.n + 1);
	const exactB = b.weight * BigInt(a.n) * BigInt(a.n + 1);
	if (exactA !== exactB) return exactA > exactB;
	if (a.n === 0 && b.n === 0 && a.weight !== b.weight) return a.weight > b.weight;
	return a.N !== b.N ? a.N > b.N : a.id < b.id;
}

/** A binary heap with the unit next in turn at the top. */
class SeatHeap {
	private readonly seats: Seat[];

	constructor(seats: Seat[]) {
		this.seats = seats;
		for (let i = Math.floor(seats.length / 2) - 1; i >= 0; i--) this.sink(i);
	}

	first(): Seat | undefined {
		return this.seats[0];
	}

	/** Puts the first seat in its new place, or removes it when it may not have more. */
	settleFirst(stays: boolean): void {
		if (!stays) {
			const last = this.seats.pop()!;
			if (this.seats.length === 0) return;
			this.seats[0] = last;
		}
		this.sink(0);
	}

	private sink(from: number): void {
		for (let i = from; ; ) {
			let best = i;
			for (const child of [2 * i + 1, 2 * i + 2]) {
				if (child < this.seats.length && goesFirst(this.seats[child]!, this.seats[best]!)) best = child;
			}
			if (best === i) return;
			[this.seats[i], this.seats[best]] = [this.seats[best]!, this.seats[i]!];
			i = best;
		}
	}
}
