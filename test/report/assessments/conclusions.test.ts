import { expect, test } from "vitest";
import { findAssessment } from "../../../db/queries/report/assessments.ts";
import { insertAnswer } from "../../../db/writes/checks/samples.ts";
import { insertDeviation } from "../../../db/writes/checks/deviations.ts";
import { conclusionGrounds } from "../../../src/report/assessments/conclusion-grounds.ts";
import { startAssessment } from "../../../src/report/assessments/start-assessment.ts";
import { suggest } from "../../../src/report/assessments/suggest.ts";
import { paths } from "../../../src/paths/paths.ts";
import { newId } from "../../../src/ground/write/new-id.ts";
import { write } from "../../../src/ground/write/write.ts";
import { expectRows } from "../grounds/support.ts";
import { JANUARY } from "../closing/support.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openDrawnRun } from "../../support/drawn-run.ts";
import { objectsOf, readWorkbook } from "../../support/read-workbook.ts";
import { openWorld, type World } from "../../support/world.ts";

const MONTHS = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, "0")}`);
const plain = (text: unknown) => String(text).replaceAll("\u00a0", " ");

/** Twelve months of 5 of 50, all answered and approved; every item of the first `found` months got Nej on the second question. */
async function openYear(found = 0): Promise<World> {
	const world = await openWorld();
	for (const [index, period_key] of MONTHS.entries()) {
		const run = await openDrawnRun(world, { population: 50, period_key });
		await write(world.ctx, async ({ trx, record }) => {
			await trx.updateTable("control_runs").set({ status: "approved" }).where("id", "=", run.runId).execute();
			for (const [n, item_id] of (index < found ? run.itemIds : []).entries())
				await insertDeviation(trx, { ...deviation(world, index * 5 + n + 1), run_id: run.runId, item_id });
			for (const item_id of run.itemIds)
				for (const [n, question_id] of world.ids.questions.entries())
					await insertAnswer(trx, {
						...answered(world),
						item_id,
						question_id,
						answer: n === 1 && index < found ? "no" : "yes",
					});
			const object = { kind: "system", id: period_key };
			await record({ type: "system.started", unit_id: null, object, data: { note: "fyllde månaden" } });
		});
	}
	return world;
}

const answered = (world: World) => ({
	id: newId(),
	comment: "",
	cause_code: null,
	together: 0,
	draft: null,
	answered_at: "2026-11-05T09:00:00.000Z",
	answered_by: world.ids.maria,
	version: 1,
});

const deviation = (world: World, number: number) => ({
	id: newId(),
	number,
	unit_id: world.ids.alfa,
	risk_id: world.ids.risk,
	question_id: world.ids.questions[1]!,
	title: "Nej",
	description: "",
	severity: "minor" as const,
	cause_code: null,
	root_cause: "",
	direct_fix: "",
	plan: "",
	owner_id: null,
	due_on: null,
	status: "open" as const,
	effect_check: "",
	found_at: "2026-11-05T09:00:00.000Z",
	found_by: world.ids.maria,
	closed_at: null,
	closed_by: null,
	version: 1,
});

async function verdicts(world: World) {
	const carin = await world.as("carin", JANUARY);
	const id = await startAssessment(carin, world.ids.period, { level: "administration", unit_id: null });
	const suggestions = await suggest(world.ctx.db, (await findAssessment(world.ctx.db, id))!, "2027-01-20");
	const of = (krav: string) =>
		suggestions
			.find((one) => one.requirement === krav)!
			.grounds.filter((ground) => ground.label.startsWith("Kontrollpunkt"))
			.map((ground) => ({ ...ground, value: plain(ground.value) }));
	return { c: of("c"), e: of("e"), grade: suggestions.find((one) => one.requirement === "c")!.grade };
}

test("each question's verdict stands among the grounds of its krav, with counts, the most it can be and its confidence", async () => {
	const world = await openYear();
	const { c, e } = await verdicts(world);
	expect(c).toHaveLength(12);
	expect(c[0]).toEqual({
		label: "Kontrollpunkt 1, 2026",
		value: "Stöd: 0 avvikande av 60 granskade, högst 29 av 600 inköp (4,9 %), med 95 procents säkerhet",
		effect: "sufficient",
		href: paths.reportGround(world.ids.period, "granskade", {
			...{ kontroll: world.ids.control, inom: "2026", punkt: "Kontrollpunkt 1" },
		}),
		rows: 60,
	});
	expect(e).toEqual([]);
});

test("certainty is said of what was drawn: not of a question that applied to nothing, nor of what the file itself counts", () => {
	const question = (told: object) => ({
		...{ text: "Fråga", k: 0, n: 60, N: 600, applicable: 60, not_applicable: 0, verdict: "support", terms: "" },
		...{ bounds: { lower: 0, upper: 29 }, upper_share: 0.048, answered_by: null, allows_not_applicable: false },
		...told,
	});
	const questions = [
		question({}),
		question({ verdict: "not_tested", applicable: 0, allows_not_applicable: true }),
		question({ verdict: "shown_deficiency", answered_by: "two_attestants", k: 2 }),
	];
	const evaluation = { period: { key: "2026" }, confidence_permille: 950, groups: [{ questions }] };
	const conclusion = { control: { id: "k", title: "Stickprov" }, evaluation, money: null } as never;
	const found = conclusionGrounds(conclusion, { period_id: "p", unit_id: null }).map(({ value }) => plain(value));
	expect(found.map((value) => value.includes("säkerhet"))).toEqual([true, false, false]);
	expect(found[1]).toBe("Inte prövad: frågan gällde ingen av 60 granskade");
});

test("a shown deficiency lowers the suggestion; what is remembered of the samples follows the trail", async () => {
	const world = await openYear(1);
	const before = await verdicts(world);
	expect(before.c[1]).toMatchObject({ effect: null });
	expect(before.c[1]!.value).toMatch(/^Otillräckligt underlag: 5 avvikande av 60 granskade/);
	const worse = await openYear(6);
	const after = await verdicts(worse);
	expect(after.c[1]!.value).toMatch(/^Visad brist: 30 avvikande av 60 granskade/);
	expect(after.c[1]).toMatchObject({ effect: "needs_improvement" });
	expect(after.grade).toBe("needs_improvement");
	await expectRows(await clientFor(worse, "carin", JANUARY), after.c);
});

test("the sheet Kontroller says what was drawn and found each month, and the highest share only where the year ends", async () => {
	const world = await openYear(1);
	const client = await clientFor(world, "carin", JANUARY);
	const book = await readWorkbook(await (await client.post(paths.reportWorkbook(world.ids.period), {})).arrayBuffer());
	const rows = objectsOf(book, "Kontroller per månad");
	expect(rows).toHaveLength(12);
	expect(rows.map((row) => row["Dragna poster"])).toEqual(Array(12).fill(5));
	expect(rows.map((row) => row.Avvikelser)).toEqual([5, ...Array(11).fill(0)]);
	const shown = (await (await client.get(`${paths.evaluation()}.json?period=2026&niva=whole`)).json()) as {
		question: string;
		at_most_share: number;
	}[];
	const any = shown.find((row) => row.question === "Någon avvikelse")!;
	expect(rows.map((row) => row["Högsta andel avvikande inköp"])).toEqual([
		...Array(11).fill(expect.toSatisfy((value) => value === null || value === "")),
		`högst ${(any.at_most_share * 100).toFixed(1).replace(".", ",")}\u00a0% med 95 procents säkerhet, 2026`,
	]);
});
