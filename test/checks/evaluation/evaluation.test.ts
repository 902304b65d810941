import { expect, test } from "vitest";
import { listItems } from "../../../db/queries/checks/samples.ts";
import { insertDeviation } from "../../../db/writes/checks/deviations.ts";
import { insertSwap } from "../../../db/writes/checks/samples-swaps.ts";
import { insertItem } from "../../../db/writes/checks/samples.ts";
import { completePeriod } from "../../../src/checks/evaluation/complete-period.ts";
import { evaluateControl } from "../../../src/checks/evaluation/evaluate-control.ts";
import { decideSamplePlan } from "../../../src/checks/sample-plans/decide-sample-plan.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Invalid } from "../../../src/ground/errors.ts";
import { newId } from "../../../src/ground/write/new-id.ts";
import { clientFor } from "../../support/browser-client.ts";
import { type DrawnRun, openDrawnRun } from "../../support/drawn-run.ts";
import { openWorld, type World } from "../../support/world.ts";
import { answered, approved, MONTHS, setStatus, year } from "./support.ts";

let number = 0;

/** A Nej on a question, as the check leaves it. */
function find(world: World, run: DrawnRun, item: number, question: number, status: "open" | "withdrawn" = "open") {
	return world.ctx.database.transaction((trx) =>
		insertDeviation(trx, {
			id: newId(),
			number: ++number,
			unit_id: world.ids.alfa,
			risk_id: world.ids.risk,
			run_id: run.runId,
			item_id: run.itemIds[item]!,
			question_id: world.ids.questions[question]!,
			title: "Nej",
			description: "",
			severity: "minor",
			cause_code: null,
			root_cause: "",
			direct_fix: "",
			plan: "",
			owner_id: null,
			due_on: null,
			status,
			effect_check: "",
			found_at: "2026-11-16T09:00:00.000Z",
			found_by: world.ids.maria,
			closed_at: null,
			closed_by: null,
			version: 1,
		}),
	);
}

const evaluate = (world: World, change: Partial<Parameters<typeof evaluateControl>[1]> = {}) =>
	evaluateControl(world.ctx.db, {
		control_id: world.ids.control,
		period_key: "2026",
		level: "whole",
		reach: "all",
		today: "2026-11-16",
		...change,
	});

const plain = (text: string) => text.replaceAll("\u00a0", " ");

test("a clean year of 5 of 50 a month gives support at 5 %, said with examined, found and at most", async () => {
	const world = await openWorld();
	await year(world);
	const [group] = (await evaluate(world)).groups;
	const [first] = group!.questions;
	expect(group).toMatchObject({ N: 600, n: 60, unfrozen: [], unknown: 0 });
	expect(first).toMatchObject({ k: 0, verdict: "support", tolerable_permille: 50, bounds: { lower: 0, upper: 29 } });
	expect(plain(first!.sentence)).toBe(
		"60 slumpvis valda av 600 granskades. Inget fick Nej på frågan ”Kontrollpunkt 1”: med 95 procents säkerhet gäller det högst 4,9 %, det vill säga högst 29 inköp.",
	);
	expect(group!.questions[2]).toMatchObject({ tolerable_permille: 100, verdict: "support" });
});

test("one month not signed is wholly unknown, one not frozen is named, and neither is hidden in the share", async () => {
	const world = await openWorld();
	const runs = await year(world);
	await setStatus(world, runs[11]!.runId, "drawn");
	const [group] = (await evaluate(world)).groups;
	expect(group).toMatchObject({ N: 600, n: 55, unknown: 50 });
	expect(group!.questions[0]!.verdict).toBe("insufficient");
	const [tertial] = (await evaluate(world, { period_key: "2026-T1" })).groups;
	expect(tertial).toMatchObject({ N: 200, n: 20, unfrozen: [] });
	const other = await openWorld();
	await approved(other, { period_key: "2026-01" });
	expect((await evaluate(other, { period_key: "2026-T1" })).groups[0]!.unfrozen).toEqual([
		"2026-02",
		"2026-03",
		"2026-04",
	]);
});

test("deviations are counted once per item and question; withdrawn answers and targeted items never", async () => {
	const world = await openWorld();
	const runs = await year(world);
	await find(world, runs[0]!, 0, 0);
	await find(world, runs[0]!, 0, 1);
	await find(world, runs[1]!, 0, 0, "withdrawn");
	const spare = await world.ctx.db
		.selectFrom("ledger_lines")
		.select("id")
		.where("item_key", "=", runs[2]!.keys.at(-1)!)
		.executeTakeFirstOrThrow();
	const targeted = newId();
	await world.ctx.database.transaction((trx) =>
		insertItem(trx, {
			id: targeted,
			run_id: runs[2]!.runId,
			line_id: spare.id,
			position: 6,
			rank: null,
			hash: null,
			kind: "targeted",
			status: "drawn",
			reason: "Regel",
			replaces_id: null,
			version: 1,
		}),
	);
	await find(world, { ...runs[2]!, itemIds: [targeted] }, 0, 0);
	const [group] = (await evaluate(world)).groups;
	expect(group).toMatchObject({ n: 60, targeted: 1, any: { k: 1, verdict: null } });
	expect(group!.questions.map((one) => one.k).slice(0, 3)).toEqual([1, 1, 0]);
	expect(group!.questions[0]!.verdict).toBe("insufficient");
});

test("many deviations show a deficiency, also by the lower bound of pooled strata", async () => {
	const world = await openWorld();
	const runs = await year(world);
	for (const run of runs) for (const item of [0, 1, 2]) await find(world, run, item, 0);
	const [group] = (await evaluate(world)).groups;
	expect(group!.questions[0]).toMatchObject({ k: 36, verdict: "shown_deficiency" });
	expect(group!.questions[0]!.bounds.lower).toBeGreaterThan(30);
	expect(plain(group!.questions[0]!.sentence)).toMatch(
		/gäller det minst \d+,\d % och högst \d+,\d %, det vill säga minst/,
	);
});

test("under 20 examined nothing is said in percent, and a month is refused", async () => {
	const world = await openWorld();
	for (const period_key of MONTHS.slice(0, 3)) await approved(world, { period_key, population: 50 });
	const [group] = (await evaluate(world, { period_key: "2026-T1" })).groups;
	expect(group!.n).toBe(15);
	for (const question of group!.questions) expect(question.sentence).not.toContain("%");
	await expect(evaluate(world, { period_key: "2026-01" })).rejects.toThrow("aldrig för en månad");
});

test("units stand each by itself, and one that stands out is named without any order by size", async () => {
	const world = await openWorld();
	const alfa = await year(world, { population: 50, unit: "alfa" });
	await year(world, { population: 50, unit: "beta" });
	for (const run of alfa) await find(world, run, 0, 0);
	const evaluation = await evaluate(world, { level: "unit" });
	expect(evaluation.groups.map((group) => group.unit_name)).toEqual(["Vårdcentralen Alfa", "Vårdcentralen Beta"]);
	expect(evaluation.comparison.map((one) => one.name)).toEqual(["Vårdcentralen Alfa"]);
	const division = await evaluate(world, { level: "division" });
	expect(division.groups).toMatchObject([{ unit_name: "Område nära vård", N: 1200, n: 120, any: { k: 12 } }]);
});

/** A plan of two looks for each unit, decided before anything is frozen. */
async function twoLooks(world: World): Promise<void> {
	const rates = world.ids.questions.map((question_id) => ({ question_id, tolerable_permille: 50 }));
	await decideSamplePlan(await world.as("carin"), world.ids.control, {
		...{ confidence_permille: 950, level: "unit" as const, expected_deviations: 0, two_stage: true, months: 12 },
		...{ rates, valid_from: "2026-01-01", reason: "Nämndens beslut" },
	});
}

test("nobody extends until green: the second look is the planned one, once, for the whole year, in the draw's own order", async () => {
	const world = await openWorld();
	await twoLooks(world);
	const runs = await year(world, { population: 50, n: 6 });
	await find(world, runs[3]!, 2, 0);
	const carin = await clientFor(world, "carin", "2027-01-15T09:00:00.000Z");
	const path = paths.secondLook(world.ids.control, world.ids.alfa);
	// not for the whole when the plan concludes on units, not by a chef, and not without saying why
	const other = paths.secondLook(world.ids.control, (await evaluate(world)).root.id);
	expect((await carin.post(other, { reason: "Mer" })).status).toBe(422);
	expect((await (await clientFor(world, "mats")).post(path, { reason: "Mer" })).status).toBe(403);
	expect((await carin.post(path, { reason: "" })).status).toBe(422);
	const about = { unit_id: world.ids.alfa, today: "2027-01-15" };
	expect((await evaluate(world, about)).second_looks).toEqual(new Map([[world.ids.alfa, "due"]]));
	expect(await (await carin.get(`/utvardering?enhet=${world.ids.alfa}`)).text()).toContain("Dra det andra steget");
	expect((await carin.post(path, { reason: "En avvikelse i första steget" })).status).toBe(303);
	expect((await carin.post(path, { reason: "Ett steg till" })).status).toBe(422);
	const items = await listItems(world.ctx.db, runs[0]!.runId);
	expect(items.map((item) => item.item_key)).toEqual(runs[0]!.keys.slice(0, 12));
	expect(items.slice(6).every((item) => item.kind === "extension")).toBe(true);
	// until the new ones are examined the whole group is unknown
	expect((await evaluate(world, about)).groups[0]).toMatchObject({ n: 0, unknown: 600 });
	expect((await evaluate(world, about)).second_looks).toEqual(new Map([[world.ids.alfa, "made"]]));
});

test("without a plan of two looks, or with a month that is not examined, there is no second look", async () => {
	const world = await openWorld();
	const runs = await year(world, { population: 50, n: 6 });
	await find(world, runs[3]!, 2, 0);
	const carin = await clientFor(world, "carin", "2027-01-15T09:00:00.000Z");
	const path = paths.secondLook(world.ids.control, world.ids.alfa);
	expect((await carin.post(path, { reason: "Mer" })).status).toBe(422);
	// a plan decided afterwards changes nothing of what is frozen
	const planned = await openWorld();
	await twoLooks(planned);
	const half = await year(planned, { population: 50, n: 6 });
	await find(planned, half[3]!, 2, 0);
	await setStatus(planned, half[11]!.runId, "drawn");
	const other = await clientFor(planned, "carin", "2027-01-15T09:00:00.000Z");
	const there = paths.secondLook(planned.ids.control, planned.ids.alfa);
	expect((await other.post(there, { reason: "Mer" })).status).toBe(422);
	expect(await listItems(planned.ctx.db, half[0]!.runId)).toHaveLength(6);
});

test("a month left out takes the support away, and says which", async () => {
	const world = await openWorld();
	for (const period_key of MONTHS.filter((key) => key !== "2026-10"))
		await approved(world, { population: 50, n: 6, period_key });
	const before = (await evaluate(world, { today: "2026-10-31" })).groups[0]!;
	expect(before).toMatchObject({ missing: [], unfrozen: ["2026-10"] });
	expect(before.questions[0]!.verdict).toBe("support");
	const after = (await evaluate(world, { today: "2026-11-01" })).groups[0]!;
	expect(after.missing).toEqual(["2026-10"]);
	expect(after.questions.map((one) => one.verdict)).not.toContain("support");
	const carin = await clientFor(world, "carin");
	expect(plain(await (await carin.get("/utvardering")).text())).toContain("oktober 2026 saknas: inget omdöme");
});

test("a tolerable share raised in December changes nothing of what is frozen", async () => {
	const world = await openWorld();
	for (const period_key of MONTHS.slice(0, 11)) await approved(world, { population: 50, period_key });
	const before = (await evaluate(world)).groups[0]!.questions.map((one) => one.tolerable_permille);
	const rates = world.ids.questions.map((question_id) => ({ question_id, tolerable_permille: 500 }));
	await decideSamplePlan(await world.as("carin"), world.ids.control, {
		...{ confidence_permille: 900, level: "control" as const, expected_deviations: 3, two_stage: false, months: 1 },
		...{ rates, valid_from: "2026-12-01", reason: "Lättare" },
	});
	await approved(world, { population: 50, period_key: "2026-12" });
	const after = await evaluate(world, { today: "2027-01-15" });
	expect(after.groups[0]!.questions.map((one) => one.tolerable_permille)).toEqual(before);
	expect(after.confidence_permille).toBe(950);
});

test("a swap is unknown until the reviewer accepts it, and above a tenth only counts are said", async () => {
	const world = await openWorld();
	const runs = await year(world, { population: 50 });
	const swapped = async (run: DrawnRun, decision: "accepted" | "refused" | null) =>
		world.ctx.database.transaction((trx) =>
			insertSwap(trx, {
				...{ id: newId(), run_id: run.runId, position: 1, item_id: run.itemIds[1]!, by_item_id: run.itemIds[0]! },
				...{ kind: "not_purchase" as const, unit_id: null, note: "Intern", proposed_at: "2026-11-16", version: 1 },
				...{ proposed_by: world.ids.maria, decision, decision_note: "", decided_at: null, decided_by: null },
			}),
		);
	await swapped(runs[0]!, "accepted");
	expect((await evaluate(world)).groups[0]).toMatchObject({ swapped: 1, any: { unknown: 0 } });
	await swapped(runs[1]!, "refused");
	await swapped(runs[2]!, null);
	const [group] = (await evaluate(world)).groups;
	expect(group).toMatchObject({ swapped: 3, any: { unknown: 2 } });
	expect(group!.questions[0]).toMatchObject({ unknown: 2, verdict: "insufficient" });
	for (const run of runs.slice(3, 7)) await swapped(run, "accepted");
	const [many] = (await evaluate(world)).groups;
	expect(many!.questions[0]).toMatchObject({ upper_share: null, verdict: "insufficient" });
	expect(many!.questions[0]!.sentence).toContain("bara antalen kan sägas");
});

test("late lines below the threshold join a completed period as a stratum of their own, once, and not where their frame is counted", async () => {
	const world = await openWorld();
	const april = await approved(world, { period_key: "2026-04", population: 20, n: 10 });
	// the frame of May holds lines dated in April
	await openDrawnRun(world, { period_key: "2026-05", population: 40, bookedIn: "2026-04" });
	const carin = await world.as("carin");
	const { late, joined } = await completePeriod(carin, april.runId, { version: 1, reason: "Tertialet ska bli helt" });
	expect(late).toBe(40);
	expect(joined).toBeGreaterThan(5);
	expect(joined).toBeLessThan(35);
	const items = (await listItems(world.ctx.db, april.runId)).filter((item) => item.kind === "late");
	expect(items).toHaveLength(joined);
	await expect(completePeriod(carin, april.runId, { version: 2, reason: "igen" })).rejects.toThrow(Invalid);
	await setStatus(world, april.runId, "approved");
	const tertial = (await evaluate(world, { period_key: "2026-T1" })).groups[0];
	expect(tertial).toMatchObject({ N: 60, n: 10 + joined, late: { N: 40, n: joined } });
	expect((await evaluate(world)).groups[0]).toMatchObject({ late: { N: 0, n: 0 } });
});

test("the page and its files say the same; a chef sees only the own unit, and foreign units are not found", async () => {
	const world = await openWorld();
	await year(world);
	await approved(world, { period_key: "2026-01", unit: "beta" });
	const carin = await clientFor(world, "carin");
	const text = plain(await (await carin.get("/utvardering")).text());
	expect(text).toContain("Stöd");
	expect(text).toContain("per tertial och år, aldrig för en månad");
	const rows = (await (await carin.get("/utvardering.json?niva=unit")).json()) as Record<string, unknown>[];
	expect(rows).toHaveLength(26);
	expect(rows[0]).toMatchObject({ unit: "Vårdcentralen Alfa", examined: 60, at_most: 29, verdict: "Stöd" });
	for (const ending of ["csv", "xlsx"]) expect((await carin.get(`/utvardering.${ending}`)).status).toBe(200);
	expect((await carin.get("/utvardering?period=2026-03")).status).toBe(422);
	expect((await carin.get(`/utvardering?niva=unit`)).status).toBe(200);
	const mats = await clientFor(world, "mats");
	const own = (await (await mats.get("/utvardering.json?niva=whole")).json()) as Record<string, unknown>[];
	expect(new Set(own.map((row) => row.unit))).toEqual(new Set(["Vårdcentralen Alfa"]));
	expect((await mats.get(`/utvardering?enhet=${world.ids.beta}`)).status).toBe(404);
});

test("completing from its page: 422 with the values kept, 403 for a chef", async () => {
	const world = await openWorld();
	const run = await approved(world, { period_key: "2026-10" });
	const carin = await clientFor(world, "carin");
	const completion = `/utvardering/komplettering/${run.runId}`;
	expect(await (await carin.get(completion)).text()).toContain("Det finns inga sena rader");
	expect((await carin.post(completion, { version: "2", reason: "x" })).status).toBe(422);
	const mats = await clientFor(world, "mats");
	expect((await mats.post(completion, { version: "2", reason: "x" })).status).toBe(403);
});

test("a question is concluded on by the purchases that it applies to, and never supported by none", async () => {
	const world = await openWorld();
	const runs = await year(world);
	const answers = runs.map((run, month) => {
		// question 12 applies to one purchase a month, question 6 to none
		const not = Object.fromEntries([0, 1, 2, 3].map((i) => [`${i} 11`, "not_applicable" as const]));
		return answered(world, run.itemIds, { ...(month < 12 ? not : {}), " 5": "not_applicable" });
	});
	await Promise.all(answers);
	const [group] = (await evaluate(world)).groups;
	expect(group!.questions[11]).toMatchObject({ n: 60, applicable: 12, not_applicable: 48, verdict: "insufficient" });
	expect(plain(group!.questions[11]!.sentence)).toBe(
		"60 slumpvis valda av 600 granskades. Frågan gällde 12 av de 60. Ingen av dem fick Nej. Tolv räcker inte för ett omdöme.",
	);
	expect(group!.questions[5]).toMatchObject({ applicable: 0, verdict: "not_tested", upper_share: null });
	expect(group!.questions[5]!.sentence).toContain("Frågan gällde ingen av de 60, och är inte prövad.");
	expect(group!.questions[0]).toMatchObject({ verdict: "support", bounds: { upper: 29 } });
	const carin = await clientFor(world, "carin");
	const page = plain(await (await carin.get("/utvardering")).text());
	expect(page).toContain("Inte prövad");
	expect(page).toContain("Får besvaras med Ej tillämpligt");
	const said =
		"Varje slutsats för sig har 95 procents säkerhet. Av 100 sådana slutsatser är i genomsnitt högst fem fel.";
	expect(page.split(said)).toHaveLength(2);
	expect(page).toContain("Metoden är vald så att gränsen ”högst” håller i minst 95 fall av 100.");
	const rows = (await (await carin.get("/utvardering.json")).json()) as Record<string, unknown>[];
	expect(rows[5]).toMatchObject({ applicable: 0, not_applicable: 60, at_most_share: null, verdict: "Inte prövad" });
});

test("Ej tillämpligt where it is not allowed is no answer, by whatever way it came there", async () => {
	const world = await openWorld();
	const runs = await year(world);
	for (const run of runs) await answered(world, run.itemIds, { " 0": "not_applicable" });
	const [group] = (await evaluate(world)).groups;
	expect(group!.questions[0]).toMatchObject({ unknown: 60, verdict: "insufficient", bounds: { lower: 0, upper: 600 } });
});

test("a unit that answers Ej tillämpligt more than the others is named, and one alone never", async () => {
	const world = await openWorld();
	const alfa = await year(world, { population: 50, unit: "alfa" });
	await year(world, { population: 50, unit: "beta" });
	for (const run of alfa) await answered(world, run.itemIds, { "0 5": "not_applicable", "1 5": "not_applicable" });
	const units = await evaluate(world, { level: "unit" });
	expect(units.not_applicable).toMatchObject([
		{ name: "Vårdcentralen Alfa", question: "Kontrollpunkt 6", k: 24, n: 60 },
	]);
	expect((await evaluate(world)).not_applicable).toEqual([]);
	const mats = await clientFor(world, "mats");
	expect(await (await mats.get("/utvardering?niva=unit")).text()).toContain("Svarar Ej tillämpligt oftare än de andra");
});

test("a unit's verdict is the same whoever reads it: one of several needs more than its own limit", async () => {
	const world = await openWorld();
	const alfa = await year(world, { population: 50, unit: "alfa" });
	await year(world, { population: 50, unit: "beta" });
	for (const run of alfa.slice(0, 7)) await find(world, run, 0, 0);
	const { alfa: unit_id } = world.ids;
	const verdicts = async (change: Partial<Parameters<typeof evaluateControl>[1]>) => {
		const { groups } = await evaluate(world, change);
		const { verdict, bounds, lower_share } = groups.find((one) => one.unit_id === unit_id)!.questions[0]!;
		return { verdict, bounds, lower_share };
	};
	const among = await verdicts({ level: "unit" });
	expect(among.lower_share).toBeGreaterThan(0.05);
	expect(await verdicts({ level: "whole", unit_id })).toEqual(among);
	expect(await verdicts({ level: "unit", reach: { own: [unit_id], branch: [] } })).toEqual(among);
});

test("what the file answers is an exact count of the whole frame, signed or not", async () => {
	const world = await openWorld();
	const lines = {
		0: { approver: "Eva Mottagare" },
		1: { receiver: "", approver: "A B" },
		2: { receiver: "a  b; C D" },
	};
	const run = await openDrawnRun(world, { period_key: "2026-10", population: 20, lines });
	await openDrawnRun(world, { period_key: "2026-11", population: 30 });
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("check_questions").set({ answered_by: "two_attestants" }).where("position", "=", 7).execute(),
	);
	const [group] = (await evaluate(world)).groups;
	const byFile = group!.questions.find((one) => one.answered_by !== null);
	expect(byFile).toMatchObject({ N: 50, n: 50, k: 2, bounds: { lower: 2, upper: 2 }, verdict: "support" });
	expect(byFile!.sentence).toBe(
		"Filen besvarar frågan för alla 50 inköp: två fick Nej. Det är räknat i filen, utan osäkerhet.",
	);
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("check_questions").set({ answered_by: "agreement_list" }).where("position", "=", 7).execute(),
	);
	const without = (await evaluate(world)).groups[0]!.questions.find((one) => one.answered_by !== null);
	expect(without).toMatchObject({ n: 0, verdict: "insufficient" });
	const list = { id: newId(), unit_id: world.ids.administration, edition: 1, file_name: "a", sha256: "0", rows: 1 };
	await world.ctx.database.transaction(async (trx) => {
		await trx
			.insertInto("agreement_lists")
			.values({ ...list, imported_at: "2026-01-01T00:00:00.000Z", imported_by: world.ids.carin })
			.execute();
		const agreement = { id: newId(), list_id: list.id, supplier_no: "5560", supplier_name: "x", agreement_no: "1" };
		await trx
			.insertInto("agreements")
			.values({ ...agreement, valid_from: "2026-10-01", valid_to: "2026-10-31", line_no: 2 })
			.execute();
	});
	const listed = (await evaluate(world)).groups[0]!.questions.find((one) => one.answered_by !== null);
	expect(listed).toMatchObject({ N: 50, n: 50, k: 49, verdict: "shown_deficiency" });
	expect(run.itemIds).toHaveLength(5);
});
