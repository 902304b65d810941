import fc from "fast-check";
import { expect, test } from "vitest";
import type { Trx } from "../../../db/open.ts";
import { countGroundRunRows, listGroundRuns } from "../../../db/queries/report/grounds.ts";
import { listFollowUpRows } from "../../../db/queries/report/follow-ups.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { listDeviationsWithoutPlan } from "../../../db/queries/report/readiness.ts";
import {
	countCountedDeviations,
	listCountedDeviations,
	listDeviationRows,
} from "../../../db/queries/report/workbook-findings.ts";
import type { RunResult, Severity } from "../../../db/schema/vocabulary.ts";
import { insertDeviation } from "../../../db/writes/checks/deviations.ts";
import { insertRun } from "../../../db/writes/checks/runs.ts";
import { deviationGrounds } from "../../../src/report/assessments/grounds.ts";
import { numbersText } from "../../../src/report/follow-ups/columns.ts";
import { judgedScope } from "../../../src/report/periods/scope.ts";
import { readNumbers } from "../../../src/report/periods/report-numbers.ts";
import { occurrencesOf } from "../../../src/ground/calendar/occurrence.ts";
import { dateOfDay, dayNumber } from "../../../src/ground/calendar/civil-date.ts";
import { openWorld, type World } from "../../support/world.ts";

const LADDER: readonly Severity[] = ["minor", "major", "critical"];
const YEARS = [2025, 2026, 2027];
const RUNS = YEARS.flatMap((year) =>
	(["monthly", "quarterly", "tertial", "yearly"] as const).flatMap((frequency) =>
		occurrencesOf(frequency, year).flatMap((one) => (["alfa", "beta"] as const).map((unit) => ({ ...one, unit }))),
	),
);

/** Any moment of the three years, the minutes around midnight among them. */
const moment = fc
	.tuple(fc.integer({ min: 0, max: 1094 }), fc.constantFrom("09:00:00.000", "22:59:59.999", "23:00:00.000"))
	.map(([day, time]) => `${dateOfDay(dayNumber("2025-01-01") + day)}T${time}Z`)
	.filter((at) => at < "2027-12-31T23:00:00.000Z");

const found = fc.record({
	severity: fc.constantFrom(...LADDER),
	status: fc.constantFrom("open" as const, "handled" as const, "closed" as const, "withdrawn" as const),
	plan: fc.constantFrom("", "En plan"),
	found_at: moment,
});
type Found = typeof found extends fc.Arbitrary<infer T> ? T : never;

const generatedYears = fc.record({
	runs: fc.uniqueArray(fc.record({ at: fc.nat(RUNS.length - 1), found: fc.array(found, { maxLength: 3 }) }), {
		selector: ({ at }) => at,
		minLength: 1,
		maxLength: 25,
	}),
	free: fc.array(found, { maxLength: 8 }),
});

function report(world: World, kind: Period["kind"], first_day: string, cut_off: string): Period {
	const { board, administration } = world.ids;
	const year = Number(cut_off.slice(0, 4));
	const facts = { board_id: board, unit_id: administration, board: "Nämnden", year, version: 1, deadline: cut_off };
	return { id: `${kind} ${cut_off}`, key: cut_off, name: `Rapport ${cut_off}`, kind, first_day, cut_off, ...facts };
}

/** Reports of two kinds, each without gaps over the three years. */
const kindsOf = (world: World) => [
	YEARS.map((year) => report(world, "annual_report", `${year}-01-01`, `${year}-12-31`)),
	YEARS.flatMap((year) =>
		occurrencesOf("tertial", year).map((one) => report(world, "tertial_report", one.first_day, one.last_day)),
	),
];

/** Puts a generated time into the register; every deviation's id. */
async function fill(trx: Trx, world: World, years: { runs: { at: number; found: Found[] }[]; free: Found[] }) {
	const { ids } = world;
	let number = 0;
	const all: string[] = [];
	const add = async ({ status, ...one }: Found, run_id: string | null, unit: "alfa" | "beta") => {
		const id = `avvikelse-${++number}`;
		const closed_at = status === "closed" || status === "withdrawn" ? one.found_at : null;
		const text = { description: "", cause_code: null, root_cause: "", direct_fix: "", effect_check: "" };
		const place = { item_id: null, question_id: null, owner_id: null, due_on: null, title: "Nej" };
		const who = { found_by: ids.maria, closed_at, closed_by: closed_at && ids.mats, version: 1 };
		await insertDeviation(trx, {
			...{ id, number, status, run_id, unit_id: ids[unit], risk_id: ids.risk },
			...{ ...one, ...text, ...place, ...who },
		});
		all.push(id);
	};
	for (const { at, found } of years.runs) {
		const { key, first_day, last_day, unit } = RUNS[at]!;
		const standing = found.filter((one) => one.status !== "withdrawn").map((one) => one.severity);
		const result: RunResult = LADDER.findLast((severity) => standing.includes(severity)) ?? "no_deviation";
		const id = `run ${at}`;
		const days = { period_key: key, first_day, last_day, due_on: last_day };
		const people = { performer_id: ids.maria, reviewer_id: ids.mats, signed_by: ids.maria, reviewed_by: ids.mats };
		await insertRun(trx, {
			...{ id, control_id: ids.control, unit_id: ids[unit], ...days, ...people, result, status: "approved" },
			...{ draw_id: null, population_n: null, population_sum_ore: null, result_reason: "", is_late: 0 },
			...{
				signed_at: `${last_day}T10:00:00.000Z`,
				reviewed_at: `${last_day}T11:00:00.000Z`,
				review_note: "",
				version: 1,
			},
		});
		for (const one of found) await add(one, id, unit);
	}
	for (const one of years.free) await add(one, null, "beta");
	return all;
}

async function requireSound(trx: Trx, period: Period): Promise<string[]> {
	const scope = judgedScope(period, "2028-01-01");
	const runs = await listGroundRuns(trx, scope, {});
	const worse = runs.filter((run) => run.result && LADDER.includes(run.result as Severity)).length;
	const told = await listDeviationRows(trx, scope);
	const own = told.filter((row) => row.carried_over === 0 && row.status !== "withdrawn");
	const counted = await listCountedDeviations(trx, scope, {});
	expect(counted.map((row) => row.id)).toEqual(own.map((row) => row.id));
	expect(await countCountedDeviations(trx, scope, {})).toBe(own.length);
	expect(await countGroundRunRows(trx, scope, {})).toBe(runs.length);
	expect(own.length).toBeGreaterThanOrEqual(worse);

	const numbers = await readNumbers(trx, scope);
	const totals = Object.values(numbers.deviations).map((one) => one.open + one.handled + one.closed);
	expect(totals.reduce((sum, n) => sum + n, 0)).toBe(own.length);
	expect(numbers.runs.minor + numbers.runs.major + numbers.runs.critical).toBe(worse);
	expect(numbers.found_after).toBe(own.filter((row) => row.found_at >= scope.found_before).length);
	expect(numbers.carried_over).toBe(told.filter((row) => row.carried_over === 1).length);
	expect(numbers.withdrawn).toBe(told.length - own.length - numbers.carried_over);

	const counts = own.map(({ severity, status }) => ({ severity, status, requirements: "[]", n: 1 }));
	expect(deviationGrounds(counts, [], "/")[0]!.value === "Inga").toBe(own.length === 0);
	const text = (await listFollowUpRows(trx, period, scope)).filter((row) => row.kind !== "measure").map(numbersText);
	if (worse > 0) expect(text.join("\n")).not.toContain("Inga avvikelser");

	const stops = await listDeviationsWithoutPlan(trx, scope, true);
	const severe = own.filter((row) => row.severity !== "minor" && row.status === "open" && row.plan === "");
	expect(stops.reduce((sum, one) => sum + one.n, 0)).toBe(severe.length);
	return told.filter((row) => row.carried_over === 0).map((row) => row.id);
}

test("in generated years results and deviations never disagree, and each deviation is in one report of a kind", async () => {
	const world = await openWorld();
	const undo = new Error("undo");
	await fc.assert(
		fc.asyncProperty(generatedYears, async (years) => {
			const work = world.ctx.database.transaction(async (trx) => {
				const all = await fill(trx, world, years);
				for (const reports of kindsOf(world)) {
					const seen: string[] = [];
					for (const period of reports) seen.push(...(await requireSound(trx, period)));
					expect(seen.sort()).toEqual([...all].sort());
				}
				throw undo;
			});
			await expect(work).rejects.toBe(undo);
		}),
		{ seed: 20261114, numRuns: 25 },
	);
});
