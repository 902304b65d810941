import { expect, test } from "vitest";
import { lookRisk, type PlanTerms, rateFor } from "../../../src/checks/sample-plans/plan-sizes.ts";
import { plannedRate } from "../../../src/ground/sampling/planned-rate.ts";

const TERMS: PlanTerms = {
	confidence_permille: 950,
	level: "unit",
	expected_deviations: 0,
	two_stage: false,
	months: 3,
	rates: [50, 100],
};
/** Each differs from the first in one thing that the rate depends on. */
const ASKED: [PlanTerms, number[]][] = [
	[TERMS, [300, 310, 290]],
	[TERMS, [300, 310, 900]],
	[TERMS, [300, 310]],
	[{ ...TERMS, confidence_permille: 900 }, [300, 310, 290]],
	[{ ...TERMS, expected_deviations: 2 }, [300, 310, 290]],
	[{ ...TERMS, two_stage: true }, [300, 310, 290]],
	[{ ...TERMS, months: 6 }, [300, 310, 290]],
	[{ ...TERMS, rates: [100] }, [300, 310, 290]],
	[TERMS, [1, 1, 1]],
];

test("a rate that was found before is that of the same question alone", () => {
	const found = () => ASKED.map(([terms, months]) => rateFor(terms, months));
	const expected = ASKED.map(([terms, months]) => {
		const typical = Math.round(months.reduce((sum, N) => sum + N, 0) / months.length);
		const missing = Array<number>(terms.months - months.length).fill(typical);
		const tolerable = (Math.min(...terms.rates) / 1000).toFixed(3);
		const asked = { allowsNotApplicable: false, tolerable, risk: lookRisk(terms) };
		return (
			plannedRate([...months, ...missing], { ...asked, maxDeviations: terms.expected_deviations }, 0)?.rate ?? null
		);
	});
	expect(found()).toEqual(expected);
	expect(found()).toEqual(expected);
	expect(new Set(expected).size).toBeGreaterThan(5);
});
