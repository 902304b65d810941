/**
 * The draw record of a draw in proportion to the amount (money-unit sampling, ISA 530 app. 4): what an outsider needs to
 * repeat it. The frame is drawn as one; a stratum only tells which of the drawn items are whose. Amounts are whole öre.
 */
import { sortedByKey } from "./byte-order.ts";
import { DRAW_RECIPE } from "./draw-recipe.ts";
import type { DrawRecord, DrawRecordRow, DrawRecordStratum, MoneyPart } from "./draw-record.ts";
import { type MoneyDraw, type MoneySelection, selectMoneyUnits } from "./mus.ts";
import { ALGORITHM, commitment, populationDigest, type RankedItem, rank, seedFrom } from "./selection.ts";

export type MoneyRecordInput = {
	drawId: string;
	secretHex: string;
	publicValue: string | null;
	cutOff: string;
	filter: string;
	method: MoneyDraw["method"];
	/** The number of items asked for, the top stratum included. */
	n: number;
	units: readonly string[];
	rows: readonly { key: string; unit: string; amountOre: number }[];
	/** As logged when the draw was planned and the population frozen: a difference is an error, never exported. */
	logged?: { commitment: string; digest: string };
};

/** Makes the draw and its record in one go. Throws RangeError (Swedish) as `selectMoneyUnits`, and for what is not as logged. */
export function buildMoneyRecord(input: MoneyRecordInput): DrawRecord {
	const { drawId, secretHex } = input;
	const publicValue = input.publicValue === "" ? null : input.publicValue;
	const seedHex = seedFrom(secretHex, drawId, publicValue);
	const { method, n } = input;
	const drawn = drawMoney({ seedHex, drawId, method, n, rows: input.rows });
	const hashOf = new Map(drawn.ranked.map(({ key, hash }) => [key, hash]));
	const rows = sortedByKey(input.rows, (row) => row.key).map((row) => ({ ...row, hash: hashOf.get(row.key)! }));
	const promised = { commitment: commitment(drawId, secretHex), digest: populationDigest(input.rows) };
	if (input.logged && input.logged.commitment !== promised.commitment)
		throw new RangeError("Hemligheten svarar inte mot det loggade åtagandet.");
	if (input.logged && input.logged.digest !== promised.digest)
		throw new RangeError("Populationen har ändrats sedan den frystes.");
	return {
		algorithm: ALGORITHM,
		drawId,
		commitment: promised.commitment,
		cutOff: input.cutOff,
		filter: input.filter,
		publicValue,
		secretHex,
		digest: promised.digest,
		money: drawn.money,
		strata: input.units.map((id) => moneyStratum(id, rows, drawn.items)),
		rows: rows.map(({ key, unit, amountOre, hash }) => ({ key, unit, amountOre, hash })),
		recipe: DRAW_RECIPE,
	};
}

/** The draw with everything it rests on. `items` are the drawn, by rank in the whole frame. */
export function drawMoney(draw: Omit<MoneyDraw, "order">): {
	money: MoneyPart;
	selection: MoneySelection;
	ranked: { key: string; hash: string }[];
	items: RankedItem[];
} {
	const selection = selectMoneyUnits({ ...draw, order: "hash" });
	const ranked = rank(
		draw.seedHex,
		draw.drawId,
		draw.rows.map((row) => row.key),
	);
	const chosen = new Set([...selection.topStratum, ...selection.hits.map((hit) => hit.key)]);
	const items = ranked.map((one, index) => ({ ...one, rank: index + 1 })).filter(({ key }) => chosen.has(key));
	const money: MoneyPart = {
		method: draw.method,
		n: draw.n,
		topStratum: selection.topStratum,
		points: selection.points,
		pointCount: selection.remainingN,
		remainingOre: selection.remainingTotalOre,
		interval: selection.remainingN === 0 ? null : `${selection.remainingTotalOre}/${selection.remainingN}`,
		randomStart: selection.randomStart,
		hits: selection.hits,
		creditNotes: sortedByKey(selection.excludedNonPositive, (key) => key),
	};
	return { money, selection, ranked, items };
}

/** What is kept of a draw by itself: numbers, and sums in whole öre. */
export function moneyTotals(money: MoneyPart, rows: readonly { key: string; amountOre: number }[]) {
	const amountOf = new Map(rows.map((row) => [row.key, row.amountOre]));
	const sum = (keys: readonly string[]) => keys.reduce((all, key) => all + amountOf.get(key)!, 0);
	return {
		top_n: money.topStratum.length,
		top_ore: sum(money.topStratum),
		points: money.pointCount,
		rest_ore: money.remainingOre,
		random_start: money.randomStart,
		credit_n: money.creditNotes.length,
		credit_ore: sum(money.creditNotes),
	};
}

/** Why an item was drawn: 1 for being as large as the interval, else the number of drawn kronor that hit it. */
export function moneyReason({ topStratum, hits }: MoneyPart): (key: string) => { in_top: number; points: number } {
	const top = new Set(topStratum);
	const counts = new Map(hits.map((hit) => [hit.key, hit.count]));
	return (key) => ({ in_top: top.has(key) ? 1 : 0, points: counts.get(key) ?? 0 });
}

function moneyStratum(id: string, rows: readonly DrawRecordRow[], drawn: readonly RankedItem[]): DrawRecordStratum {
	const own = rows.filter((row) => row.unit === id);
	const keys = new Set(own.map((row) => row.key));
	const items = drawn.filter((item) => keys.has(item.key));
	const sumOre = own.reduce((sum, row) => sum + row.amountOre, 0);
	return { id, N: own.length, sumOre, n: items.length, thresholdHash: null, items, reserves: [], usedReserves: [] };
}

/** Swedish sentences on what in the record is not what its own rows and secret give. */
export function moneyProblems(record: DrawRecord & { money: MoneyPart }, seedHex: string): string[] {
	const { money: told, rows, drawId } = record;
	const { money, ranked, items } = drawMoney({ seedHex, drawId, method: told.method, n: told.n, rows });
	const problems: string[] = [];
	const written = new Map(rows.map((row) => [row.key, row.hash]));
	const wrongHash = ranked.find((item) => written.get(item.key) !== item.hash);
	if (wrongHash) problems.push(`Raden ${wrongHash.key} har fel hash.`);
	for (const [field, problem] of Object.entries(DIFFERS))
		if (!same(told[field as keyof MoneyPart], money[field as keyof MoneyPart])) problems.push(problem);
	for (const stratum of record.strata) {
		const right = moneyStratum(stratum.id, rows, items);
		if (stratum.N !== right.N || stratum.sumOre !== right.sumOre)
			problems.push(`I ${stratum.id} stämmer inte antal eller summa med raderna.`);
		if (!same(stratum.items, right.items) || stratum.n !== right.n)
			problems.push(`Stickprovet i ${stratum.id} är inte det som dragningen ger.`);
		if (stratum.thresholdHash !== null || stratum.reserves.length > 0 || stratum.usedReserves.length > 0)
			problems.push(`I ${stratum.id} finns reserver: vid dragning efter belopp ersätts ingen faktura.`);
	}
	return problems;
}

const DIFFERS: Record<Exclude<keyof MoneyPart, "method" | "n">, string> = {
	creditNotes: "Kreditfakturorna är inte raderna med belopp under 0.",
	topStratum: "Toppskiktet är inte de fakturor som är minst lika stora som intervallet.",
	pointCount: "Antalet dragna kronor stämmer inte.",
	remainingOre: "Beloppet under toppskiktet stämmer inte.",
	interval: "Intervallet stämmer inte.",
	randomStart: "Den slumpade starten stämmer inte.",
	points: "De dragna kronorna stämmer inte.",
	hits: "De fakturor som träffats är inte de som dragningen ger.",
};

function same(a: unknown, b: unknown): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}
