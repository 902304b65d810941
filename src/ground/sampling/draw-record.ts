/**
 * The draw record: everything an outsider needs to repeat one draw (ISA 530.A5, ISA 230: an experienced auditor with no
 * previous connection shall be able to follow what was done). Amounts are whole öre, hashes 64 lowercase hex.
 */
import { sortedByKey } from "./byte-order.ts";
import { DRAW_RECIPE } from "./draw-recipe.ts";
import {
	ALGORITHM,
	commitment,
	drawStrata,
	itemHash,
	populationDigest,
	type RankedItem,
	seedFrom,
} from "./selection.ts";

/** One row of the frozen population. */
export type DrawRecordRow = { key: string; unit: string; amountOre: number; hash: string };

/** A drawn item outside the target population, replaced by the next rank. N is not reduced. */
export type UsedReserve = { removedKey: string; replacementKey: string; reason: string };

/** A stratum: N rows of sumOre öre, n of them drawn. `usedReserves` in the order they were taken into use. */
export type DrawRecordStratum = {
	id: string;
	N: number;
	sumOre: number;
	n: number;
	thresholdHash: string | null;
	items: RankedItem[];
	reserves: RankedItem[];
	usedReserves: UsedReserve[];
};

/**
 * How a draw in proportion to the amount was made: `n` asked for, the top stratum surely drawn, then `pointCount` öre out of
 * `remainingOre` (the interval is their fraction, never rounded), in the order of the hashes.
 */
export type MoneyPart = {
	method: "interval" | "cell";
	n: number;
	topStratum: string[];
	pointCount: number;
	remainingOre: number;
	interval: string | null;
	randomStart: number | null;
	points: number[];
	hits: { key: string; count: number }[];
	/** Amounts ≤ 0: in the population, never in the draw, never netted. */
	creditNotes: string[];
};

/** A draw that another one came instead of, with the reason it was planned itself ("" for the period's first). */
export type EarlierDraw = { drawId: string; plannedAt: string; reason: string };

/** The exported record. `rows` holds the whole population sorted by the UTF-8 bytes of the key. */
export type DrawRecord = {
	algorithm: typeof ALGORITHM;
	drawId: string;
	commitment: string;
	cutOff: string;
	filter: string;
	publicValue: string | null;
	secretHex: string;
	digest: string;
	/** Why this draw was planned, and every draw of the period that was planned before it. Left out for a period's only draw. */
	reason?: string;
	earlier?: EarlierDraw[];
	/** Only in a draw in proportion to the amount. */
	money?: MoneyPart;
	strata: DrawRecordStratum[];
	rows: DrawRecordRow[];
	recipe: string;
};

/** What a draw is made of. `unit` is the stratum a used reserve belongs to. */
export type DrawRecordInput = {
	drawId: string;
	secretHex: string;
	publicValue: string | null;
	cutOff: string;
	filter: string;
	strata: readonly { id: string; n: number }[];
	rows: readonly { key: string; unit: string; amountOre: number }[];
	reserveCount: number;
	usedReserves?: readonly (UsedReserve & { unit: string })[];
	/** As logged when the draw was planned and the population frozen: a difference is an error, never exported. */
	logged?: { commitment: string; digest: string };
};

/**
 * Makes the draw and its record in one go. The same input always gives the same record.
 * Throws RangeError (Swedish) for what `drawStrata` refuses, a row whose unit is no stratum, sums above 2^53 öre, a used
 * reserve that is not the next in rank, and a commitment or digest other than the logged one.
 */
export function buildDrawRecord(input: DrawRecordInput): DrawRecord {
	const { drawId, secretHex, publicValue } = input;
	const seedHex = seedFrom(secretHex, drawId, publicValue);
	const byUnit = rowsByUnit(input);
	const used = usedByUnit(input, byUnit);
	const longest = Math.max(input.reserveCount, ...[...used.values()].map((list) => list.length));
	const keys = (id: string) => byUnit.get(id)!.map((row) => row.key);
	const strata = input.strata.map(({ id, n }) => ({ id, n, keys: keys(id) }));
	const drawn = drawStrata({ seedHex, drawId, strata, reserveCount: longest });
	const record: DrawRecord = {
		algorithm: ALGORITHM,
		drawId,
		commitment: commitment(drawId, secretHex),
		cutOff: input.cutOff,
		filter: input.filter,
		publicValue: publicValue === "" ? null : publicValue,
		secretHex,
		digest: populationDigest(input.rows),
		strata: drawn.map(({ id, populationCount, n, thresholdHash, items, reserves }) => ({
			id,
			N: populationCount,
			sumOre: sumOre(byUnit.get(id)!),
			n,
			thresholdHash,
			items,
			reserves,
			usedReserves: used.get(id) ?? [],
		})),
		rows: sortedByKey(input.rows, (row) => row.key).map(({ key, unit, amountOre }) => ({
			key,
			unit,
			amountOre,
			hash: itemHash(seedHex, drawId, key),
		})),
		recipe: DRAW_RECIPE,
	};
	for (const stratum of record.strata) {
		const problem = reserveProblem(stratum);
		if (problem !== null) throw new RangeError(problem);
	}
	requireLogged(record, input.logged);
	return record;
}

/** Null, or a Swedish sentence on the first used reserve that breaks the rule: next in rank, for a drawn item, with a reason. */
export function reserveProblem(stratum: DrawRecordStratum): string | null {
	const inSample = new Set(stratum.items.map((item) => item.key));
	for (const [i, used] of stratum.usedReserves.entries()) {
		const next = stratum.reserves[i]?.key;
		if (used.replacementKey !== next) {
			return `I ${stratum.id} är reserven ${used.replacementKey} inte nästa i tur${next ? `, det är ${next}` : ""}.`;
		}
		if (!inSample.delete(used.removedKey))
			return `I ${stratum.id} ersätts ${used.removedKey}, som inte ingår i stickprovet.`;
		if (used.reason.trim() === "") return `I ${stratum.id} saknas skäl till att ${used.removedKey} ersattes.`;
		inSample.add(used.replacementKey);
	}
	return null;
}

/** The sum in öre of the rows. Throws RangeError when it cannot be held exactly. */
export function sumOre(rows: readonly { amountOre: number }[]): number {
	const total = rows.reduce((sum, row) => sum + row.amountOre, 0);
	if (!Number.isSafeInteger(total)) throw new RangeError("Summan är för stor för att anges exakt.");
	return total;
}

function rowsByUnit(input: DrawRecordInput): Map<string, DrawRecordInput["rows"][number][]> {
	const byUnit = new Map(input.strata.map(({ id }) => [id, [] as DrawRecordInput["rows"][number][]]));
	for (const row of input.rows) {
		const rows = byUnit.get(row.unit);
		if (rows === undefined) throw new RangeError(`Raden ${row.key} hör till ${row.unit}, som inte är ett stratum.`);
		rows.push(row);
	}
	return byUnit;
}

function usedByUnit(input: DrawRecordInput, byUnit: ReadonlyMap<string, unknown>): Map<string, UsedReserve[]> {
	const used = new Map<string, UsedReserve[]>();
	for (const { unit, removedKey, replacementKey, reason } of input.usedReserves ?? []) {
		if (!byUnit.has(unit)) throw new RangeError(`En reserv hör till ${unit}, som inte är ett stratum.`);
		used.set(unit, [...(used.get(unit) ?? []), { removedKey, replacementKey, reason }]);
	}
	return used;
}

function requireLogged(record: DrawRecord, logged: DrawRecordInput["logged"]): void {
	if (logged === undefined) return;
	if (logged.commitment !== record.commitment)
		throw new RangeError("Hemligheten svarar inte mot det loggade åtagandet.");
	if (logged.digest !== record.digest) throw new RangeError("Populationen har ändrats sedan den frystes.");
}
