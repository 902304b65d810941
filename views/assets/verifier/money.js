// A draw in proportion to the amount is done again: the largest surely, then one öre per interval among the rest.
import { compareDrawn, compareUtf8 } from "./crypto.js";

/** The problems of how amounts were drawn. `numberOf` gives the draw's own number (64 hex) of a label. */
export async function checkMoney({ money, rows, strata }, numberOf) {
	const ranked = [...rows].sort(compareDrawn);
	const { top, rest, left } = topOf(ranked, money.n);
	const total = oreOf(rest);
	const { start, points } = await pointsOf(money.method, left, total, numberOf);
	const hits = hitsOf(rest, points);
	const credits = rows.filter((row) => row.amountOre <= 0).map((row) => row.key);
	const right = {
		topStratum: top,
		pointCount: left,
		remainingOre: Number(total),
		interval: left === 0 ? null : `${total}/${left}`,
		randomStart: start,
		points,
		hits,
		creditNotes: credits.sort(compareUtf8),
	};
	const differs = Object.keys(right).find((name) => JSON.stringify(right[name]) !== JSON.stringify(money[name]));
	const problems = differs ? [`Dragningen efter belopp stämmer inte (${differs}).`] : [];
	const chosen = new Set([...top, ...hits.map((hit) => hit.key)]);
	const drawn = ranked.map((row, index) => ({ row, rank: index + 1 })).filter(({ row }) => chosen.has(row.key));
	for (const { id, N, n, items } of strata) {
		const own = drawn.filter(({ row }) => row.unit === id);
		const same = (item, at) => item.key === at?.row.key && item.hash === at.row.hash && item.rank === at.rank;
		if (rows.filter((row) => row.unit === id).length !== N) problems.push(`${id}: antalet fakturor stämmer inte.`);
		if (items.length !== own.length || n !== own.length || !items.every((item, i) => same(item, own[i])))
			problems.push(`${id}: fakturorna är inte de som dragningen ger.`);
	}
	return problems;
}

function oreOf(list) {
	return list.reduce((sum, row) => sum + BigInt(row.amountOre), 0n);
}

/** Amounts that would surely be hit are set apart, round by round. */
function topOf(ranked, n) {
	const top = [];
	let rest = ranked.filter((row) => row.amountOre > 0);
	for (let left = n; ; ) {
		const total = oreOf(rest);
		const isLarge = (row) => left > 0 && BigInt(row.amountOre) * BigInt(left) >= total;
		const large = rest.filter(isLarge);
		if (large.length === 0) return { top, rest, left };
		top.push(...large.map((row) => row.key));
		rest = rest.filter((row) => !isLarge(row));
		left -= large.length;
	}
}

async function pointsOf(method, left, total, numberOf) {
	const points = [];
	if (left === 0 || total === 0n) return { start: null, points };
	const whole = async (label) => BigInt(`0x${await numberOf(label)}`) % total;
	const start = method === "interval" ? await whole("MUS-start#0") : null;
	for (let i = 0; i < left; i++) {
		const offset = start ?? (await whole(`MUS-cell#${i}`));
		points.push(Number((offset + BigInt(i) * total) / BigInt(left)));
	}
	return { start: start === null ? null : Number(start), points };
}

function hitsOf(rest, points) {
	const hits = [];
	let reached = 0;
	for (const { key, amountOre } of rest) {
		const count = points.filter((point) => point >= reached && point < reached + amountOre).length;
		reached += amountOre;
		if (count > 0) hits.push({ key, count });
	}
	return hits;
}
