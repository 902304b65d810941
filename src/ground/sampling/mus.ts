/**
 * Money-unit sampling in whole öre, in integer arithmetic throughout (ISA 530 app. 4; AICPA Audit Sampling ch. 6). An
 * amount is hit in proportion to its size; amounts that would surely be hit form the top stratum and are all examined.
 */
import { inCodeOrder } from "../code-order.ts";
import { itemHash, rank, uniformInteger } from "./selection.ts";

export type MoneyRow = { key: string; amountOre: number };

/** Fields as in the draw's protocol. The interval is the fraction remainingTotalOre/remainingN, never rounded. */
export type MoneySelection = {
	excludedNonPositive: string[];
	topStratum: string[];
	remainingN: number;
	remainingTotalOre: number;
	orderUsed: string[];
	randomStart: number | null;
	points: number[];
	hits: { key: string; count: number }[];
};

export type MoneyDraw = {
	method: "interval" | "cell";
	order: "hash" | "listed";
	seedHex: string;
	drawId: string;
	n: number;
	rows: readonly MoneyRow[];
};

/**
 * Draws n money units. Amounts ≤ 0 are set aside: credits are examined by themselves, never netted.
 * Throws RangeError for a malformed seed, a duplicate key, an amount that is not whole öre, or n that is no count.
 */
export function selectMoneyUnits(draw: MoneyDraw): MoneySelection {
	const { seedHex, drawId } = draw;
	if (!Number.isSafeInteger(draw.n) || draw.n < 0) throw new RangeError("Antalet att dra ska vara ett heltal från 0.");
	const { ordered, excludedNonPositive } = positiveRows(draw);
	const top = splitTop(ordered, draw.n);
	const total = sumOf(top.rest);
	const m = BigInt(top.n);
	const start = draw.method === "interval" && total > 0n && m > 0n;
	const randomStart = start ? uniformInteger(seedHex, drawId, "MUS-start", 0, total) : null;
	const points: bigint[] = [];
	for (let i = 0; i < top.n && total > 0n; i++) {
		const offset = randomStart ?? uniformInteger(seedHex, drawId, "MUS-cell", i, total);
		points.push((offset + BigInt(i) * total) / m);
	}
	return {
		excludedNonPositive,
		topStratum: top.keys,
		remainingN: top.n,
		remainingTotalOre: Number(total),
		orderUsed: top.rest.map((row) => row.key),
		randomStart: randomStart === null ? null : Number(randomStart),
		points: points.map(Number),
		hits: hitsAt(top.rest, points),
	};
}

/**
 * Keys in order of hash/amount ascending: taking the first n is the modified sieve (sequential Poisson sampling,
 * Ohlsson 1998), which keeps the sample when late rows arrive. Amounts ≤ 0 are left out. Throws as above.
 */
export function sieveOrder(seedHex: string, drawId: string, rows: readonly MoneyRow[]): string[] {
	const { ordered } = positiveRows({ order: "hash", seedHex, drawId, rows });
	const weighted = ordered.map(({ key, amountOre }) => ({
		key,
		amount: BigInt(amountOre),
		hash: BigInt(`0x${itemHash(seedHex, drawId, key)}`),
	}));
	weighted.sort((a, b) => inCodeOrder(a.hash * b.amount, b.hash * a.amount));
	return weighted.map((row) => row.key);
}

function positiveRows(draw: Pick<MoneyDraw, "order" | "seedHex" | "drawId" | "rows">) {
	const byKey = new Map(draw.rows.map((row) => [row.key, row]));
	const wrong = draw.rows.find((row) => !Number.isSafeInteger(row.amountOre));
	if (wrong) throw new RangeError(`Beloppet för ${wrong.key} är inte hela ören.`);
	const ranked = rank(
		draw.seedHex,
		draw.drawId,
		draw.rows.map((row) => row.key),
	);
	const ordered = draw.order === "hash" ? ranked.map((item) => byKey.get(item.key)!) : [...draw.rows];
	return {
		ordered: ordered.filter((row) => row.amountOre > 0),
		excludedNonPositive: draw.rows.filter((row) => row.amountOre <= 0).map((row) => row.key),
	};
}

/** Moves rows with amount·m ≥ T to the top stratum, round by round, m and T shrinking, until none is left to move. */
function splitTop(ordered: readonly MoneyRow[], n: number): { keys: string[]; rest: MoneyRow[]; n: number } {
	const keys: string[] = [];
	let rest = [...ordered];
	let left = n;
	for (;;) {
		const total = sumOf(rest);
		const isTop = (row: MoneyRow) => BigInt(row.amountOre) * BigInt(left) >= total;
		const top = left === 0 ? [] : rest.filter(isTop);
		if (top.length === 0) return { keys, rest, n: left };
		keys.push(...top.map((row) => row.key));
		rest = rest.filter((row) => !isTop(row));
		left -= top.length;
	}
}

/** Which row each point falls in: cum ≤ x < cum + amount. Points ascend; a row can be hit more than once by cells. */
function hitsAt(rows: readonly MoneyRow[], points: readonly bigint[]): { key: string; count: number }[] {
	const hits: { key: string; count: number }[] = [];
	let cumulative = 0n;
	let next = 0;
	for (const { key, amountOre } of rows) {
		cumulative += BigInt(amountOre);
		const before = next;
		while (next < points.length && points[next]! < cumulative) next++;
		if (next > before) hits.push({ key, count: next - before });
	}
	return hits;
}

function sumOf(rows: readonly MoneyRow[]): bigint {
	return rows.reduce((sum, row) => sum + BigInt(row.amountOre), 0n);
}
