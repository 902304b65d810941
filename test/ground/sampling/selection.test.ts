import { createHash, createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { compareUtf8 } from "../../../src/ground/sampling/byte-order.ts";
import { orderByHash } from "../../../src/ground/sampling/hash-order.ts";
import {
	commitment,
	drawStrata,
	itemHash,
	itemKey,
	lateLinesDrawn,
	populationDigest,
	previousChainSecret,
	rank,
	seedFrom,
	uniformInteger,
} from "../../../src/ground/sampling/selection.ts";
import vectors from "./vectors/selection.json" with { type: "json" };

const SEED = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
const DRAW = "inkop-under-10000/2026-01";

test.each(vectors.cases)(
	"the vector draw $drawId is reproduced: ranking, sample, reserves, threshold, per unit",
	(c) => {
		const ordered = rank(c.seedHex, c.drawId, vectors.keysInImportOrder);
		expect(commitment(c.drawId, c.seedHex)).toBe(c.commitment);
		expect(ordered).toEqual(c.ranking.map(({ key, hash }) => ({ key, hash })));
		const [whole] = drawStrata({
			seedHex: c.seedHex,
			drawId: c.drawId,
			strata: [{ id: "alla", keys: vectors.keysInImportOrder, n: c.n }],
			reserveCount: c.reserves.length,
		});
		expect(whole?.items.map((item) => item.key)).toEqual(c.selected);
		expect(whole?.items.map((item) => item.rank)).toEqual([1, 2, 3, 4, 5]);
		expect(whole?.reserves.map((item) => item.key)).toEqual(c.reserves);
		expect(whole?.thresholdHash).toBe(c.thresholdHash);
		const units = Object.entries(c.perUnit.n).map(([id, n]) => ({
			id,
			n,
			keys: c.ranking.filter((row) => row.unit === id).map((row) => row.key),
		}));
		const strata = drawStrata({ seedHex: c.seedHex, drawId: c.drawId, strata: units, reserveCount: 0 });
		expect(Object.fromEntries(strata.map((s) => [s.id, s.items.map((item) => item.key)]))).toEqual(c.perUnit.selected);
		expect(populationDigest(c.ranking)).toBe(vectors.populationDigest);
		expect(populationDigest([...c.ranking].reverse())).toBe(vectors.populationDigest);
	},
);

test("late lines join by the threshold rule and the next rank replaces an item outside the population", () => {
	const { lateArrivals: late, outOfScopeReplacement } = vectors;
	const base = vectors.cases[late.baseCase]!;
	for (const line of late.lines) expect(itemHash(base.seedHex, base.drawId, line.key)).toBe(line.hash);
	const keys = late.lines.map((line) => line.key);
	const joined = lateLinesDrawn(base.seedHex, base.drawId, keys, late.thresholdHash).map((item) => item.key);
	expect(new Set(joined)).toEqual(new Set(late.lines.filter((line) => line.belowThreshold).map((line) => line.key)));
	expect(new Set([...base.selected, ...joined])).toEqual(new Set(late.sampleAfterThresholdRule));
	const redrawn = rank(base.seedHex, base.drawId, [...vectors.keysInImportOrder, ...keys]).slice(0, 5);
	expect(redrawn.map((item) => item.key)).toEqual(late.bottom5IfRedrawnOverAll24);
	expect(base.reserves[0]).toBe(outOfScopeReplacement.replacement);
	expect(lateLinesDrawn(base.seedHex, base.drawId, keys, null)).toEqual([]);
});

test.each(vectors.uniformInteger)("U($label, $counter, $modulus) = $value", (u) => {
	expect(uniformInteger(u.seedHex, u.drawId, u.label, u.counter, BigInt(u.modulus))).toBe(BigInt(u.value));
});

test.each(vectors.seedDerivation.cases)("the seed with public value '$publicValue'", (c) => {
	expect(commitment(c.drawId, c.secretHex)).toBe(c.commitment);
	expect(seedFrom(c.secretHex, c.drawId, c.publicValue)).toBe(c.seedHex);
	if (c.publicValue === "") expect(seedFrom(c.secretHex, c.drawId, null)).toBe(c.seedHex);
	const drawn = rank(c.seedHex, c.drawId, vectors.keysInImportOrder).slice(0, 5);
	expect(drawn.map((item) => item.key)).toEqual(c.selected5);
});

test("a hash chain leads from the last secret to the first", () => {
	const chain = [vectors.hashChainOption.s12];
	for (let i = 0; i < 12; i++) chain.push(previousChainSecret(chain.at(-1)!));
	expect([chain[1], chain[12]]).toEqual([vectors.hashChainOption.s11, vectors.hashChainOption.s0]);
});

test("item keys are trimmed, composed and escaped, and never collide", () => {
	expect(itemKey([" 100 ", "LF", "2026", "A|B%\r\n\tC", ""])).toBe("100|LF|2026|A%7CB%25%0D%0A%09C|");
	expect(itemKey(["A\u030a"])).toBe("\u00c5");
	expect(() => itemKey([])).toThrow(RangeError);
	expect(() => itemKey([" ", ""])).toThrow(RangeError);
	expect(() => itemKey(["a\ud800"])).toThrow(RangeError);
	const field = fc.string({ unit: fc.constantFrom("a", "%", "|", "2", "5", "7", "C", "\n") });
	const fields = fc.array(field, { minLength: 1, maxLength: 4 });
	const clean = (list: string[]) => list.map((text) => text.trim());
	fc.assert(
		fc.property(fields, fields, (a, b) => {
			fc.pre(clean(a).join("") !== "" && clean(b).join("") !== "");
			expect(itemKey(a) === itemKey(b)).toBe(JSON.stringify(clean(a)) === JSON.stringify(clean(b)));
		}),
	);
});

test("a large population's digest is the one of all its rows in a piece, wherever a piece ends", () => {
	for (const n of [740, 745, 3_000]) {
		const rows = Array.from({ length: n }, (_, row) => ({ key: `100|Å|2026|${10_000 + row}|1`, amountOre: row * 7 }));
		const whole = rows.map(({ key, amountOre }) => `${key}\t${amountOre}\n`).join("");
		expect(populationDigest(rows.toReversed())).toBe(createHash("sha256").update(whole).digest("hex"));
	}
});

test("keys sort as their UTF-8 bytes do, also above U+FFFF", () => {
	const text = fc.string({ unit: fc.constantFrom("a", "å", "\ud7ff", "\ue000", "\uffff", "\u{10000}", "\u{1f600}") });
	fc.assert(
		fc.property(text, text, (a, b) => {
			expect(Math.sign(compareUtf8(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
		}),
	);
	const rows = fc
		.uniqueArray(text, { minLength: 1, maxLength: 20 })
		.map((keys) => keys.map((key) => ({ key, amountOre: -1 })));
	fc.assert(
		fc.property(rows, (list) => {
			const sorted = list.map((row) => Buffer.from(row.key)).sort(Buffer.compare);
			const whole = Buffer.concat(sorted.flatMap((key) => [key, Buffer.from("\t-1\n")]));
			expect(populationDigest(list)).toBe(createHash("sha256").update(whole).digest("hex"));
		}),
	);
});

test("hash order is the plain sort, also when hashes share every leading bit or are equal", () => {
	const hash = fc
		.tuple(fc.constantFrom("00000000", "00000001", "ffffffff", "80000000"), fc.constantFrom("0", "a", "f"))
		.map(([head, tail]) => head + tail.repeat(56));
	const entry = fc.record({ key: fc.constantFrom("a", "b", "c", "\uffff", "\u{1f600}"), hash });
	fc.assert(
		fc.property(fc.array(entry), (entries) => {
			const bytes = (e: { key: string; hash: string }) => Buffer.from(e.hash + e.key);
			const plain = [...entries].sort((a, b) => Buffer.compare(bytes(a), bytes(b)));
			expect(orderByHash(entries)).toEqual(plain);
		}),
	);
	expect(orderByHash([])).toEqual([]);
});

test("a key of any length and in any letters has the number that HMAC-SHA256 gives it, whatever was numbered before it", () => {
	const keys = ["a", "å".repeat(341), "å".repeat(2_000), "😀".repeat(700), "𝒳|\ud800", "", "b".repeat(1_024), "a|b"];
	const right = (key: string) =>
		createHmac("sha256", Buffer.from(SEED, "hex")).update(`stickprov/v1\n${DRAW}\n${key}`).digest("hex");
	const numbered = new Map(rank(SEED, DRAW, keys).map(({ key, hash }) => [key, hash]));
	expect(numbered).toEqual(new Map(keys.map((key) => [key, right(key)])));
	expect(keys.map((key) => itemHash(SEED, DRAW, key))).toEqual(keys.map(right));
});

test("the sample of a stratum does not depend on import order or on the other strata", () => {
	fc.assert(
		fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 30 }), fc.nat(31), (keys, n) => {
			const plain = keys.map((key) => ({
				key,
				hash: createHmac("sha256", Buffer.from(SEED, "hex")).update(`stickprov/v1\n${DRAW}\n${key}`).digest("hex"),
			}));
			plain.sort((a, b) => (a.hash < b.hash ? -1 : 1));
			const strata = [
				{ id: "a", keys: [...keys].reverse(), n },
				{ id: "b", keys: [`${keys.join("")}x`], n: 1 },
			];
			const [drawn] = drawStrata({ seedHex: SEED, drawId: DRAW, strata, reserveCount: 2 });
			expect(drawn?.items.map(({ key, hash }) => ({ key, hash }))).toEqual(plain.slice(0, n));
			expect(drawn?.reserves.map(({ key, hash }) => ({ key, hash }))).toEqual(plain.slice(n, n + 2));
			expect(drawn?.n).toBe(Math.min(n, keys.length));
		}),
	);
});

test("nothing ambiguous is hashed: malformed secrets, draw ids, keys and amounts are refused", () => {
	for (const secret of ["", SEED.toUpperCase(), `${SEED}0`, `${SEED}\n`, "g".repeat(64)]) {
		expect(() => commitment(DRAW, secret)).toThrow(RangeError);
		expect(() => seedFrom(secret, DRAW, "x")).toThrow(RangeError);
		expect(() => rank(secret, DRAW, ["a"])).toThrow(RangeError);
	}
	for (const id of ["", " ", "a\nb", "a\u0000"]) expect(() => commitment(id, SEED)).toThrow(RangeError);
	expect(() => rank(SEED, DRAW, ["a", "b", "a"])).toThrow("två gånger");
	const twice = [
		{ id: "A", keys: ["x"], n: 1 },
		{ id: "B", keys: ["x"], n: 1 },
	];
	expect(() => drawStrata({ seedHex: SEED, drawId: DRAW, strata: twice, reserveCount: 0 })).toThrow("två gånger");
	const sameId = [
		{ id: "A", keys: ["x"], n: 1 },
		{ id: "A", keys: ["y"], n: 1 },
	];
	expect(() => drawStrata({ seedHex: SEED, drawId: DRAW, strata: sameId, reserveCount: 0 })).toThrow("Stratumet");
	for (const n of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
		const strata = [{ id: "A", keys: ["x"], n }];
		expect(() => drawStrata({ seedHex: SEED, drawId: DRAW, strata, reserveCount: 0 })).toThrow(RangeError);
	}
	expect(() => populationDigest([{ key: "a", amountOre: 0.5 }])).toThrow("ören");
	expect(() => populationDigest([{ key: "a\tb", amountOre: 1 }])).toThrow("styrtecken");
	const same = { key: "a", amountOre: 1 };
	expect(() => populationDigest([same, same])).toThrow("två gånger");
	expect(() => uniformInteger(SEED, DRAW, "x", 0, 0n)).toThrow(RangeError);
	expect(() => uniformInteger(SEED, DRAW, "x", -1, 5n)).toThrow(RangeError);
});

test("an empty stratum and n = 0 give no items and no threshold", () => {
	const strata = [
		{ id: "tom", keys: [], n: 5 },
		{ id: "inga", keys: ["x"], n: 0 },
	];
	const [empty, none] = drawStrata({ seedHex: SEED, drawId: DRAW, strata, reserveCount: 1 });
	expect(empty).toEqual({ id: "tom", populationCount: 0, n: 0, items: [], thresholdHash: null, reserves: [] });
	expect(none?.thresholdHash).toBeNull();
	expect(none?.reserves).toHaveLength(1);
});
