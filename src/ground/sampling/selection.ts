/**
 * Reproducible draw, algorithm "stickprov/v1": every item gets a number from HMAC-SHA256 keyed with a committed secret,
 * and the lowest numbers are the sample (consistent sampling: Rivest; sequential Poisson with permanent random numbers:
 * Ohlsson 1998; requirement that every unit can be selected: ISA 530.8). All texts are hashed as UTF-8, LF = 0x0A.
 */
import { createHash, createHmac, hash } from "node:crypto";
import { isWellFormed, sortedByKey } from "./byte-order.ts";
import { type HashedKey, orderByHash } from "./hash-order.ts";

export const ALGORITHM = "stickprov/v1";

/** A drawn item or reserve. `rank` counts from 1 within its stratum. */
export type RankedItem = { key: string; hash: string; rank: number };

/** What the draw of one stratum gave. `thresholdHash` is the last drawn item's hash, null when nothing was drawn. */
export type StratumDraw = {
	id: string;
	populationCount: number;
	n: number;
	items: RankedItem[];
	thresholdHash: string | null;
	reserves: RankedItem[];
};

const ESCAPES: Readonly<Record<string, string>> = { "%": "%25", "|": "%7C", "\r": "%0D", "\n": "%0A", "\t": "%09" };
const SECRET = /^[0-9a-f]{64}$/;
/** Neither control characters nor half a character beyond the first plane: what nearly every key is, told in a tenth of the time. */
const PRINTABLE = /^[ -~]*$/;
/** U+0000–U+001F and U+007F: the characters that would let two texts hash alike. */
const CONTROL = /[^\P{Cc}\u0080-\u009f]/u;

/**
 * The key of an item: company|series|year|number|part, each trimmed, in Unicode NFC and escaped, so that no two field
 * lists share a key. Throws RangeError for no fields, for fields that are all empty and for text that is not Unicode.
 */
export function itemKey(fields: readonly string[]): string {
	let key = "";
	let isEmpty = true;
	for (const [at, field] of fields.entries()) {
		const part = PLAIN.test(field) ? field : escaped(field);
		if (part !== "") isEmpty = false;
		key += at === 0 ? part : `|${part}`;
	}
	if (isEmpty) throw new RangeError("Nyckeln saknar innehåll.");
	if (!PRINTABLE.test(key) && !isWellFormed(key))
		throw new RangeError("Nyckeln innehåller tecken som inte är giltig Unicode.");
	return key;
}

/** Letters and digits that stand in a key as they are: what most fields are, a million times over. */
const PLAIN = /^[\w./-]*$/;

function escaped(field: string): string {
	return field
		.trim()
		.normalize("NFC")
		.replace(/[%|\r\n\t]/g, (char) => ESCAPES[char]!);
}

/** The fields of a key again, as they were before it was made. */
export function keyFields(key: string): string[] {
	return key.split("|").map((part) => part.replace(/%(?:7C|0D|0A|09|25)/g, decodeURIComponent));
}

/** True for 32 bytes as 64 lowercase hex characters: the only spelling, since the commitment is over the text. */
export function isSecretHex(text: unknown): text is string {
	return typeof text === "string" && SECRET.test(text);
}

/** True for a non-empty draw id without control characters, "<control>/<period>". */
export function isDrawId(text: unknown): text is string {
	return typeof text === "string" && text.trim() !== "" && !CONTROL.test(text) && isWellFormed(text);
}

/** Throws RangeError (Swedish) unless the seed and the draw id have their only allowed form. */
function requireSeed(seedHex: string, drawId: string): void {
	if (!isSecretHex(seedHex)) throw new RangeError("Hemligheten ska vara 64 hexadecimala tecken med små bokstäver.");
	if (!isDrawId(drawId)) throw new RangeError("Dragningens id är tomt eller innehåller otillåtna tecken.");
}

/** The promise logged when the draw is planned: 64 hex. Throws RangeError for a malformed secret or draw id. */
export function commitment(drawId: string, secretHex: string): string {
	requireSeed(secretHex, drawId);
	return createHash("sha256").update(`${ALGORITHM}/commit\n${drawId}\n${secretHex}`).digest("hex");
}

/**
 * The seed of the draw, 64 hex: the secret itself, or the secret mixed with a value published after the freeze (null or
 * "" = none). Throws RangeError for a malformed secret or draw id.
 */
export function seedFrom(secretHex: string, drawId: string, publicValue: string | null): string {
	requireSeed(secretHex, drawId);
	if (publicValue === null || publicValue === "") return secretHex;
	const message = `${ALGORITHM}/seed\n${drawId}\n${publicValue}`;
	return createHmac("sha256", Buffer.from(secretHex, "hex")).update(message).digest("hex");
}

/** The secret of the period before, when a year's secrets form a hash chain published by its last link. 64 hex. */
export function previousChainSecret(secretHex: string): string {
	requireSeed(secretHex, "chain");
	return createHash("sha256").update(`${ALGORITHM}/chain\n${secretHex}`).digest("hex");
}

const BLOCK_BYTES = 64;
/** What most keys need; a longer one gets a buffer of its own size. */
const MESSAGE_BYTES = 1_024;

/**
 * A function giving the hash (64 hex) of each key; the seed is decoded once. Throws as `itemHash`. HMAC as RFC 2104 writes it, with two
 * hashes in one call each: an object of the library's for every line of a frame costs more than twice as much.
 */
function hasher(seedHex: string, drawId: string): (key: string) => string {
	requireSeed(seedHex, drawId);
	const seed = Buffer.from(seedHex, "hex");
	const start = Buffer.concat([padded(seed, 0x36), Buffer.from(`${ALGORITHM}\n${drawId}\n`)]);
	const outer = Buffer.concat([padded(seed, 0x5c), Buffer.alloc(seed.length)]);
	let inner = Buffer.concat([start], start.length + MESSAGE_BYTES);
	return (key) => {
		const longest = start.length + 3 * key.length;
		if (longest > inner.length) inner = Buffer.concat([start], longest);
		const end = start.length + inner.write(key, start.length);
		outer.write(hash("sha256", inner.subarray(0, end)), BLOCK_BYTES, "hex");
		return hash("sha256", outer);
	};
}

function padded(seed: Buffer, pad: number): Buffer {
	return Buffer.alloc(BLOCK_BYTES, pad).map((byte, at) => byte ^ (seed[at] ?? 0)) as Buffer;
}

/** The number that places an item: HMAC-SHA256 as 64 hex. Throws RangeError for a malformed seed or draw id. */
export function itemHash(seedHex: string, drawId: string, key: string): string {
	return hasher(seedHex, drawId)(key);
}

/**
 * All keys in drawing order. O(N) hashing plus a sort that costs a fraction of it.
 * Throws RangeError for a malformed seed or draw id and for a key that occurs twice.
 */
export function rank(seedHex: string, drawId: string, keys: readonly string[]): HashedKey[] {
	const hashOf = hasher(seedHex, drawId);
	const ordered = orderByHash(keys.map((key) => ({ key, hash: hashOf(key) })));
	for (let i = 1; i < ordered.length; i++) {
		if (ordered[i]!.key === ordered[i - 1]!.key) throw duplicateKey(ordered[i]!.key);
	}
	return ordered;
}

const HASHED_CHARS = 16_384;

/**
 * Digest of a frozen population whose rows come by the UTF-8 bytes of their keys: SHA-256 over key TAB amountOre LF.
 * `add` throws RangeError for a duplicate key, a key with a control character, or an amount that is not whole öre.
 */
export class PopulationDigest {
	readonly #digest = createHash("sha256");
	#last: string | undefined;
	/** Hashed in pieces: a call costs more than the hashing of a row. */
	#text = "";

	add(key: string, amountOre: number): void {
		if (key === this.#last) throw duplicateKey(key);
		if (!PRINTABLE.test(key) && (CONTROL.test(key) || !isWellFormed(key)))
			throw new RangeError(`Nyckeln ${JSON.stringify(key)} innehåller styrtecken eller ogiltig Unicode.`);
		if (!Number.isSafeInteger(amountOre)) throw new RangeError(`Beloppet för ${key} är inte hela ören.`);
		this.#last = key;
		this.#text += `${key}\t${amountOre}\n`;
		if (this.#text.length < HASHED_CHARS) return;
		this.#digest.update(this.#text);
		this.#text = "";
	}

	/** 64 hex; to be asked for once, after the last row. */
	hex(): string {
		return this.#digest.update(this.#text).digest("hex");
	}
}

/** The digest of rows in any order. Throws as `PopulationDigest.add`. */
export function populationDigest(rows: readonly { key: string; amountOre: number }[]): string {
	const digest = new PopulationDigest();
	for (const { key, amountOre } of sortedByKey(rows, (row) => row.key)) digest.add(key, amountOre);
	return digest.hex();
}

/** U(label, c, m): an integer in [0, m) from the seed, for money sampling. Throws RangeError unless c ≥ 0 and m ≥ 1. */
export function uniformInteger(seedHex: string, drawId: string, label: string, c: number, m: bigint): bigint {
	if (!Number.isSafeInteger(c) || c < 0) throw new RangeError("Räknaren ska vara ett heltal från 0.");
	if (m < 1n) throw new RangeError("Talområdet ska vara minst 1.");
	return BigInt(`0x${itemHash(seedHex, drawId, `${label}#${c}`)}`) % m;
}

/**
 * Draws n items in every stratum; n ≥ N means that all are examined. `reserveCount` = how many following ranks to name.
 * Throws RangeError for a malformed seed or draw id, n or reserveCount that is not a whole number from 0, a stratum id
 * that occurs twice and a key that occurs twice anywhere in the frame.
 */
export function drawStrata(draw: {
	seedHex: string;
	drawId: string;
	strata: readonly { id: string; keys: readonly string[]; n: number }[];
	reserveCount: number;
}): StratumDraw[] {
	requireDifferentIds(draw.strata);
	requireCount(draw.reserveCount, "Antalet reserver");
	const prefixes = new Float64Array(draw.strata.reduce((sum, { keys }) => sum + keys.length, 0));
	let seen = 0;
	const drawn = draw.strata.map(({ id, keys, n }) => {
		requireCount(n, `Antalet att dra i ${id}`);
		const drawn = Math.min(n, keys.length);
		const ordered = rank(draw.seedHex, draw.drawId, keys);
		for (const { hash } of ordered) prefixes[seen++] = Number.parseInt(hash.slice(0, 13), 16);
		const ranked = ordered.slice(0, drawn + draw.reserveCount).map((item, i) => ({ ...item, rank: i + 1 }));
		const items = ranked.slice(0, drawn);
		const thresholdHash = items.at(-1)?.hash ?? null;
		return { id, populationCount: keys.length, n: drawn, items, thresholdHash, reserves: ranked.slice(drawn) };
	});
	if (hasEqual(prefixes)) requireDifferentKeys(draw.strata);
	return drawn;
}

/** Late lines that join a completed period: those whose hash is at most the stratum's threshold hash, in hash order. */
export function lateLinesDrawn(
	seedHex: string,
	drawId: string,
	lateKeys: readonly string[],
	thresholdHash: string | null,
): HashedKey[] {
	if (thresholdHash === null) return [];
	return rank(seedHex, drawId, lateKeys).filter(({ hash }) => hash <= thresholdHash);
}

function requireDifferentIds(strata: readonly { id: string }[]): void {
	const ids = new Set<string>();
	for (const { id } of strata) {
		if (ids.has(id)) throw new RangeError(`Stratumet ${id} förekommer två gånger.`);
		ids.add(id);
	}
}

/** The same key has the same hash: only when two hashes begin alike are the keys themselves compared. */
function hasEqual(prefixes: Float64Array): boolean {
	prefixes.sort();
	for (let i = 1; i < prefixes.length; i++) if (prefixes[i] === prefixes[i - 1]) return true;
	return false;
}

function requireDifferentKeys(strata: readonly { keys: readonly string[] }[]): void {
	const seen = new Set<string>();
	for (const key of strata.flatMap(({ keys }) => keys)) {
		if (seen.has(key)) throw duplicateKey(key);
		seen.add(key);
	}
}

function requireCount(count: number, name: string): void {
	if (!Number.isSafeInteger(count) || count < 0) throw new RangeError(`${name} ska vara ett heltal från 0.`);
}

function duplicateKey(key: string): RangeError {
	return new RangeError(`Nyckeln ${JSON.stringify(key)} förekommer två gånger i populationen.`);
}
