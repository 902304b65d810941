import { allocate } from "./allocation.ts";
import { type RatioUpper, ratioUpper } from "./applicable.ts";
import { cpLower, cpUpper, hyperLower, hyperUpper } from "./bounds.ts";
import { isWellFormed } from "./byte-order.ts";
import { expectedRateSize } from "./expected-sizes.ts";
import { twoLookSize } from "./planned-rate.ts";
import { poissonFactor } from "./poisson.ts";
import { rank } from "./selection.ts";
import { binomialSize, hyperSize, poissonSize } from "./sizes.ts";
import { list, number, object, type Request, rate, readRequest, risk, text } from "./stats-request.ts";
import { stratifiedUpper } from "./stratified.ts";
import { stringer } from "./stringer.ts";

type Value = number | null | number[] | string[] | RatioUpper;

const MOST_ELEMENTS = 20_000;
const MOST_KEYS = 2_000_000;

const FUNCTIONS: ReadonlyMap<string, (request: Request) => Value> = new Map([
	["cpUpper", (r: Request): Value => cpUpper(number(r, "k"), number(r, "n"), risk(r))],
	["cpLower", (r) => cpLower(number(r, "k"), number(r, "n"), risk(r))],
	["hyperUpper", (r) => hyperUpper(number(r, "k"), number(r, "N"), number(r, "n"), risk(r))],
	["hyperLower", (r) => hyperLower(number(r, "k"), number(r, "N"), number(r, "n"), risk(r))],
	["binomialSize", (r) => binomialSize(number(r, "maxDeviations"), rate(r, "tolerableRate"), risk(r))],
	["expectedRateSize", (r) => expectedRateSize(rate(r, "expectedRate"), rate(r, "tolerableRate"), risk(r))?.n ?? null],
	["poissonSize", (r) => poissonSize(number(r, "maxDeviations"), rate(r, "tolerableRate"), risk(r))],
	["hyperSize", (r) => hyperSize(number(r, "maxDeviations"), rate(r, "tolerableRate"), number(r, "N"), risk(r))],
	["poissonFactor", (r) => poissonFactor(number(r, "k"), risk(r))],
	["stringer", answerStringer],
	["stratifiedUpper", answerStratified],
	["ratioUpper", answerRatio],
	["twoLookSize", (r) => twoLookSize(number(r, "maxDeviations"), rate(r, "tolerableRate"), risk(r))],
	["allocate", answerAllocation],
	["rank", answerRank],
]);

/**
 * Answers one line of the command line's statistics: `{"fn":"cpUpper","k":0,"n":60,"risk":0.05}` → `{"value":0.0487…}`.
 * The value is a number, null for a size that cannot be reached (or an allocation smaller than its minima), keys in order
 * for `rank`, n per unit in the order given for `allocate`; `stratifiedUpper` gives the upper count and `ratioUpper` its three figures. Rates and risks may
 * be texts or numbers. Anything wrong is answered `{"error":"…"}` in Swedish. Never throws; every request ends in seconds.
 */
export function answerStats(line: string): string {
	try {
		const request = readRequest(line);
		const answer = FUNCTIONS.get(text(request, "fn"));
		if (answer === undefined)
			throw new RangeError(`Funktionen finns inte. Välj bland ${[...FUNCTIONS.keys()].join(", ")}.`);
		const value = answer(request);
		if (typeof value === "number" && !Number.isFinite(value))
			throw new RangeError("Svaret går inte att ange som ett tal.");
		return JSON.stringify({ value });
	} catch (error) {
		return JSON.stringify({ error: error instanceof RangeError ? error.message : "Det gick inte att räkna." });
	}
}

function answerStringer(request: Request): number {
	const taints = list(request, "taints", MOST_ELEMENTS, (taint) => number({ taints: taint }, "taints"));
	const model = text(request, "model");
	if (model !== "binomial" && model !== "poisson")
		throw new RangeError("Parametern model ska vara binomial eller poisson.");
	return stringer(taints, number(request, "n"), risk(request), model);
}

function answerStratified(request: Request): number {
	const strata = list(request, "strata", MOST_ELEMENTS, (element) => {
		const stratum = object(element, "Ett stratum");
		return { N: number(stratum, "N"), n: number(stratum, "n"), k: number(stratum, "k") };
	});
	return stratifiedUpper(strata, risk(request)).upperCount;
}

function answerRatio(request: Request): RatioUpper {
	const strata = list(request, "strata", MOST_ELEMENTS, (element) => {
		const stratum = object(element, "Ett stratum");
		const [N, n, no] = [number(stratum, "N"), number(stratum, "n"), number(stratum, "no")];
		return { N, n, no, notApplicable: number(stratum, "notApplicable"), unknown: number(stratum, "unknown") };
	});
	return ratioUpper(strata, risk(request));
}

function answerAllocation(request: Request): number[] | null {
	const units = list(request, "units", MOST_ELEMENTS, (element) => {
		const unit = object(element, "En enhet");
		const S = unit.S === undefined ? {} : { S: rate(unit, "S") };
		return { id: text(unit, "id"), N: number(unit, "N"), ...S };
	});
	const minimum = request.minimum === undefined ? 1 : number(request, "minimum");
	return allocate(units, number(request, "n"), minimum);
}

function answerRank(request: Request): string[] {
	const keys = list(request, "keys", MOST_KEYS, (key) => text({ keys: key }, "keys"));
	if (!keys.every(isWellFormed)) throw new RangeError("En nyckel innehåller tecken som inte är giltig Unicode.");
	return rank(text(request, "seedHex"), text(request, "drawId"), keys).map((item) => item.key);
}
