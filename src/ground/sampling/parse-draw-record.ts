import type {
	DrawRecord,
	DrawRecordRow,
	DrawRecordStratum,
	EarlierDraw,
	MoneyPart,
	UsedReserve,
} from "./draw-record.ts";
import { ALGORITHM, isDrawId, isSecretHex, type RankedItem } from "./selection.ts";

/** Says in Swedish which field is not what a draw record has there. */
export class MalformedRow extends Error {}

type Fields = Readonly<Record<string, unknown>>;

/** Reads an unknown value as a draw record; checks shapes only. Throws MalformedRow naming the first wrong field. */
export function parseDrawRecord(value: unknown): DrawRecord {
	const record = fields(value, "Protokollet");
	if (record.algorithm !== ALGORITHM) throw new MalformedRow(`Algoritmen är inte ${ALGORITHM}.`);
	const drawId = record.drawId;
	if (!isDrawId(drawId)) throw wrong("drawId", "ett id utan styrtecken");
	return {
		algorithm: ALGORITHM,
		drawId,
		commitment: hex(record.commitment, "commitment"),
		cutOff: text(record.cutOff, "cutOff"),
		filter: text(record.filter, "filter"),
		publicValue: record.publicValue === null ? null : text(record.publicValue, "publicValue"),
		secretHex: hex(record.secretHex, "secretHex"),
		digest: hex(record.digest, "digest"),
		...(record.reason === undefined ? {} : { reason: text(record.reason, "reason") }),
		...(record.earlier === undefined ? {} : { earlier: list(record.earlier, "earlier", earlierDraw) }),
		...(record.money === undefined ? {} : { money: moneyPart(record.money, "money") }),
		strata: list(record.strata, "strata", stratum),
		rows: list(record.rows, "rows", row),
		recipe: text(record.recipe, "recipe"),
	};
}

function earlierDraw(value: unknown, path: string): EarlierDraw {
	const part = fields(value, path);
	return {
		drawId: text(part.drawId, `${path}.drawId`),
		plannedAt: text(part.plannedAt, `${path}.plannedAt`),
		reason: text(part.reason, `${path}.reason`),
	};
}

function stratum(value: unknown, path: string): DrawRecordStratum {
	const part = fields(value, path);
	const threshold = part.thresholdHash;
	return {
		id: text(part.id, `${path}.id`),
		N: whole(part.N, `${path}.N`, 0),
		sumOre: whole(part.sumOre, `${path}.sumOre`, Number.MIN_SAFE_INTEGER),
		n: whole(part.n, `${path}.n`, 0),
		thresholdHash: threshold === null ? null : hex(threshold, `${path}.thresholdHash`),
		items: list(part.items, `${path}.items`, rankedItem),
		reserves: list(part.reserves, `${path}.reserves`, rankedItem),
		usedReserves: list(part.usedReserves, `${path}.usedReserves`, usedReserve),
	};
}

/** Keys in the order that `drawMoney` gives them: the two are compared as text. */
function moneyPart(value: unknown, path: string): MoneyPart {
	const part = fields(value, path);
	const { method, interval, randomStart } = part;
	if (method !== "interval" && method !== "cell") throw wrong(`${path}.method`, "interval eller cell");
	return {
		method,
		n: whole(part.n, `${path}.n`, 0),
		topStratum: list(part.topStratum, `${path}.topStratum`, text),
		points: list(part.points, `${path}.points`, (point, at) => whole(point, at, 0)),
		pointCount: whole(part.pointCount, `${path}.pointCount`, 0),
		remainingOre: whole(part.remainingOre, `${path}.remainingOre`, 0),
		interval: interval === null ? null : text(interval, `${path}.interval`),
		randomStart: randomStart === null ? null : whole(randomStart, `${path}.randomStart`, 0),
		hits: list(part.hits, `${path}.hits`, hit),
		creditNotes: list(part.creditNotes, `${path}.creditNotes`, text),
	};
}

function hit(value: unknown, path: string): { key: string; count: number } {
	const part = fields(value, path);
	return { key: text(part.key, `${path}.key`), count: whole(part.count, `${path}.count`, 1) };
}

function row(value: unknown, path: string): DrawRecordRow {
	const part = fields(value, path);
	return {
		key: text(part.key, `${path}.key`),
		unit: text(part.unit, `${path}.unit`),
		amountOre: whole(part.amountOre, `${path}.amountOre`, Number.MIN_SAFE_INTEGER),
		hash: hex(part.hash, `${path}.hash`),
	};
}

function rankedItem(value: unknown, path: string): RankedItem {
	const part = fields(value, path);
	return {
		key: text(part.key, `${path}.key`),
		hash: hex(part.hash, `${path}.hash`),
		rank: whole(part.rank, `${path}.rank`, 1),
	};
}

function usedReserve(value: unknown, path: string): UsedReserve {
	const part = fields(value, path);
	return {
		removedKey: text(part.removedKey, `${path}.removedKey`),
		replacementKey: text(part.replacementKey, `${path}.replacementKey`),
		reason: text(part.reason, `${path}.reason`),
	};
}

function fields(value: unknown, path: string): Fields {
	if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrong(path, "ett objekt");
	return value as Fields;
}

function list<T>(value: unknown, path: string, read: (element: unknown, path: string) => T): T[] {
	if (!Array.isArray(value)) throw wrong(path, "en lista");
	return Array.from(value, (element, i) => read(element, `${path}[${i}]`));
}

function text(value: unknown, path: string): string {
	if (typeof value !== "string") throw wrong(path, "en text");
	return value;
}

function hex(value: unknown, path: string): string {
	if (!isSecretHex(value)) throw wrong(path, "64 hexadecimala tecken");
	return value;
}

function whole(value: unknown, path: string, least: number): number {
	if (!Number.isSafeInteger(value) || (value as number) < least) throw wrong(path, "ett heltal i tillåtet område");
	return value as number;
}

function wrong(path: string, expected: string): MalformedRow {
	return new MalformedRow(`Protokollet är felaktigt: ${path} är inte ${expected}.`);
}
