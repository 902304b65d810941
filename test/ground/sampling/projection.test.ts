import { expect, test } from "vitest";
import { moneyBounds } from "../../../src/ground/sampling/money-bounds.ts";
import { projectedCount, projectedMoney } from "../../../src/ground/sampling/projection.ts";
import { expectClose } from "./close.ts";

test("counts are projected over what is examined, month by month, and the rest is said", () => {
	const strata = [
		{ N: 100, n: 10, no: 1, notApplicable: 0, unknown: 0 },
		{ N: 40, n: 8, no: 2, notApplicable: 0, unknown: 0 },
		{ N: 116, n: 0, no: 0, notApplicable: 0, unknown: 0 },
	];
	expect(projectedCount(strata, false)).toEqual({ count: 20, population: 140, unexamined: 116, share: 20 / 140 });
	const some = [
		{ N: 100, n: 12, no: 1, notApplicable: 5, unknown: 2 },
		{ N: 9, n: 3, no: 0, notApplicable: 0, unknown: 3 },
	];
	const projected = projectedCount(some, true);
	expectClose(projected.count, 10);
	expectClose(projected.share!, 10 / 50);
	expect(projected.unexamined).toBe(9);
	expect(projectedCount([], true)).toEqual({ count: 0, population: 0, unexamined: 0, share: null });
	expect(projectedCount([{ N: 90, n: 9, no: 0, notApplicable: 9, unknown: 0 }], true).share).toBeNull();
});

test("kronor: the top stratum's errors and the interval times the shares, and how much of the limit is not examined", () => {
	const strata = [{ ore: 1_000_000, taints: [0, 0.5, 0, 0, 0, 0, 0, 0, 0, 0], unexamined: 0 }];
	const top = { ore: 300_000, examinedOre: 300_000, errorOre: 4_000 };
	const upper = moneyBounds(strata, 0.05).upperOre;
	expect(projectedMoney(top, strata, 0.05)).toEqual({
		projectedOre: 54_000,
		upperOre: upper + 4_000,
		unexaminedOre: 0,
	});
	const half = projectedMoney(
		{ ...top, examinedOre: 150_000 },
		[{ ore: 1_000_000, taints: [0, 0.5, 0, 0, 0], unexamined: 5 }],
		0.05,
	);
	expect(half.projectedOre, "scaled by drawn over examined").toBe(108_000);
	expect(half.unexaminedOre).toBeGreaterThan(150_000 + 400_000);
	expect(half.upperOre).toBeGreaterThan(half.unexaminedOre);
	const none = projectedMoney({ ore: 7, examinedOre: 0, errorOre: 0 }, [{ ore: 90, taints: [], unexamined: 3 }], 0.05);
	expect(none).toMatchObject({ projectedOre: null, upperOre: 97 });
});
