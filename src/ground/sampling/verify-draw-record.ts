import type { DrawRecord, DrawRecordRow, DrawRecordStratum } from "./draw-record.ts";
import { reserveProblem, sumOre } from "./draw-record.ts";
import type { HashedKey } from "./hash-order.ts";
import { moneyProblems } from "./money-record.ts";
import { MalformedRow, parseDrawRecord } from "./parse-draw-record.ts";
import { commitment, populationDigest, type RankedItem, rank, seedFrom } from "./selection.ts";

/** Counts over the whole record; `sampleCount` is the number drawn, before replacements. Öre. */
export type DrawRecordSummary = {
	drawId: string;
	commitment: string;
	digest: string;
	strataCount: number;
	populationCount: number;
	sumOre: number;
	sampleCount: number;
	usedReserveCount: number;
};

export type DrawRecordVerdict = ({ ok: true } & DrawRecordSummary) | { ok: false; problems: string[] };

/**
 * The most problems listed: enough to see what is wrong, without a million sentences for a tampered record of a million rows.
 */
const MOST_PROBLEMS = 20;

/**
 * Makes the draw again from the record alone and says whether everything in it agrees: commitment, digest, each hash,
 * counts, sums, items, ranks, thresholds, reserves. Problems are Swedish sentences, the most fundamental first. Never
 * throws, whatever it is given. It cannot show that commitment and digest were logged in time: compare with the log.
 */
export function verifyDrawRecord(value: unknown): DrawRecordVerdict {
	try {
		const record = parseDrawRecord(value);
		const problems = recordProblems(record);
		return problems.length === 0
			? { ok: true, ...summary(record) }
			: { ok: false, problems: problems.slice(0, MOST_PROBLEMS) };
	} catch (error) {
		const known = error instanceof MalformedRow || error instanceof RangeError;
		return { ok: false, problems: [known ? error.message : "Protokollet går inte att läsa."] };
	}
}

function summary(record: DrawRecord): DrawRecordSummary {
	const total = (count: (stratum: DrawRecordStratum) => number) => record.strata.reduce((sum, s) => sum + count(s), 0);
	return {
		drawId: record.drawId,
		commitment: record.commitment,
		digest: record.digest,
		strataCount: record.strata.length,
		populationCount: record.rows.length,
		sumOre: sumOre(record.rows),
		sampleCount: total((stratum) => stratum.n),
		usedReserveCount: total((stratum) => stratum.usedReserves.length),
	};
}

function recordProblems(record: DrawRecord): string[] {
	const repeated = repetition(record);
	if (repeated !== null) return [repeated];
	const problems: string[] = [];
	if (commitment(record.drawId, record.secretHex) !== record.commitment) {
		problems.push("Åtagandet stämmer inte med hemligheten: hemligheten är inte den som planerades.");
	}
	if (populationDigest(record.rows) !== record.digest) {
		problems.push("Kontrollsumman stämmer inte med raderna: populationen är inte den som frystes.");
	}
	if (record.recipe.trim() === "") problems.push("Receptet för att göra om dragningen saknas.");
	const ids = new Set(record.strata.map((stratum) => stratum.id));
	const homeless = record.rows.find((row) => !ids.has(row.unit));
	if (homeless) problems.push(`Raden ${homeless.key} hör till ${homeless.unit}, som saknas bland strata.`);
	const seed = seedFrom(record.secretHex, record.drawId, record.publicValue);
	const { money } = record;
	if (money !== undefined) return [...problems, ...moneyProblems({ ...record, money }, seed)];
	const byUnit = new Map<string, DrawRecordRow[]>(record.strata.map((stratum) => [stratum.id, []]));
	for (const row of record.rows) byUnit.get(row.unit)?.push(row);
	for (const stratum of record.strata) {
		if (problems.length >= MOST_PROBLEMS) break;
		problems.push(...stratumProblems(stratum, byUnit.get(stratum.id) ?? [], seed, record.drawId));
	}
	return problems;
}

/** Finds a repeated key or stratum. It is reported alone, because it makes every later check ambiguous. */
function repetition(record: DrawRecord): string | null {
	const keys = new Set<string>();
	for (const { key } of record.rows) {
		if (keys.has(key)) return `Nyckeln ${key} förekommer två gånger i populationen.`;
		keys.add(key);
	}
	const ids = new Set<string>();
	for (const { id } of record.strata) {
		if (ids.has(id)) return `Stratumet ${id} förekommer två gånger.`;
		ids.add(id);
	}
	return null;
}

function stratumProblems(
	stratum: DrawRecordStratum,
	rows: readonly DrawRecordRow[],
	seed: string,
	drawId: string,
): string[] {
	const { id, n } = stratum;
	const problems: string[] = [];
	const ordered = rank(
		seed,
		drawId,
		rows.map((row) => row.key),
	);
	const written = new Map(rows.map((row) => [row.key, row.hash]));
	const wrongHash = ordered.find((item) => written.get(item.key) !== item.hash);
	if (wrongHash) problems.push(`Raden ${wrongHash.key} i ${id} har fel hash.`);
	if (stratum.N !== rows.length) problems.push(`I ${id} anges N = ${stratum.N} men där finns ${rows.length} rader.`);
	const sum = sumOre(rows);
	if (stratum.sumOre !== sum) problems.push(`I ${id} anges summan ${stratum.sumOre} öre men raderna ger ${sum} öre.`);
	if (n > rows.length) return [...problems, `I ${id} anges n = ${n} men där finns bara ${rows.length} rader.`];
	if (stratum.items.length !== n) problems.push(`I ${id} anges n = ${n} men ${stratum.items.length} poster är dragna.`);
	const listed = listProblem(stratum.items, ordered.slice(0, n), 1, id, "dragen");
	if (listed !== null) problems.push(listed);
	const threshold = n === 0 ? null : ordered[n - 1]!.hash;
	if (stratum.thresholdHash !== threshold) problems.push(`Tröskeln i ${id} är inte den sist dragna postens hash.`);
	const following = ordered.slice(n, n + stratum.reserves.length);
	const reserves = listProblem(stratum.reserves, following, n + 1, id, "reserv");
	if (reserves !== null) problems.push(reserves);
	const used = reserveProblem(stratum);
	if (used !== null) problems.push(used);
	return problems;
}

/** The first way in which the listed items differ from the ranks they should be, or null. */
function listProblem(
	listed: readonly RankedItem[],
	expected: readonly HashedKey[],
	firstRank: number,
	id: string,
	role: "dragen" | "reserv",
): string | null {
	const right = new Set(expected.map((item) => item.key));
	const there = new Set(listed.map((item) => item.key));
	const extra = listed.find((item) => !right.has(item.key));
	if (extra) return `Posten ${extra.key} i ${id} ska inte vara ${role}.`;
	const missing = expected.find((item) => !there.has(item.key));
	if (missing) return `Posten ${missing.key} i ${id} ska vara ${role} men saknas.`;
	for (const [i, item] of listed.entries()) {
		const at = expected[i];
		if (item.key !== at?.key || item.rank !== firstRank + i) return `Posten ${item.key} i ${id} har fel rang.`;
		if (item.hash !== at.hash) return `Posten ${item.key} i ${id} har fel hash.`;
	}
	return null;
}
