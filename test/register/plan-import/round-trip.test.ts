import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { expect, it } from "vitest";
import { listSealedControls, listSealedMeasures, listSealedRisks } from "../../../db/queries/report/closing-content.ts";
import { listPlanRows } from "../../../db/queries/report/workbook-rows.ts";
import { findPlanOf } from "../../../db/queries/report/workbook.ts";
import { planContents } from "../../../db/queries/register/plans-contents.ts";
import { findPlan } from "../../../db/queries/register/plans.ts";
import { listRisks } from "../../../db/queries/register/risks.ts";
import { STANDARD_SCALE } from "../../../db/schema/register/risks-scale.ts";
import {
	FREQUENCIES,
	MEASURE_KINDS,
	MEASURE_STATUSES,
	RISK_SCOPES,
	TREATMENTS,
} from "../../../db/schema/vocabulary.ts";
import type { Column } from "../../../src/ground/tables/column.ts";
import { csvHead, csvLine } from "../../../src/ground/tables/csv.ts";
import { addSheet, startWorkbook } from "../../../src/ground/tables/xlsx.ts";
import type { Context } from "../../../src/ground/write/context.ts";
import { importPlan } from "../../../src/register/plan-import/import-plan.ts";
import type { DraftArea, DraftControl, DraftMeasure, DraftRisk } from "../../../src/register/plan-import/plan-model.ts";
import { readTablesAsPlan, tablesOf } from "../../../src/register/plan-import/read-file.ts";
import { planColumns } from "../../../src/register/plans/file-columns.ts";
import { planFileRows } from "../../../src/register/plans/file-rows.ts";
import { riskColumns } from "../../../src/register/risks/columns.ts";
import { targetFault } from "../../../src/register/risks/score-rules.ts";
import { planFileSheet } from "../../../src/report/workbook/plan-file-sheet.ts";
import { planSheet } from "../../../src/report/workbook/printed-sheets.ts";
import { openWorld, type World } from "../../support/world.ts";
import { written } from "./reading-support.ts";

const word = <T extends object>(words: T) => fc.constantFrom(...(Object.keys(words) as (keyof T & string)[]));
const TRICKY = [
	"=1+1",
	"'=1",
	"-2",
	"Samordning (Regionövergripande)",
	"Fel (Revisionsrapport)",
	"1. Gör 2. Kontrollera",
	"• a • b",
	"Summa",
	"a  b",
	'"citat"; komma, tab\tslut',
	"👩🏽‍⚕️ ×",
	"_x0041_",
	"Åtgärd",
];
/** What the forms would store: trimmed, composed, without control characters. */
const clean = (text: string) =>
	text
		.normalize("NFC")
		.replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu, "")
		.trim();
const line = (most: number) =>
	fc
		.oneof(fc.constantFrom(...TRICKY), fc.string({ unit: "grapheme", maxLength: 60 }))
		.map((text) => clean(text.slice(0, most)).replace(/\n/g, " "))
		.filter((text) => text.length > 0 && !/\p{Surrogate}/u.test(text));
const text = fc
	.oneof(
		fc.constant(""),
		fc.array(line(80), { maxLength: 3 }).map((lines) => lines.join("\n")),
	)
	.map(clean);
const day = fc
	.date({ min: new Date("2027-01-01"), max: new Date("2029-12-31"), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const step = fc.integer({ min: 1, max: 4 });
const steps = fc.oneof(
	fc.constant({ likelihood: null, impact: null }),
	fc.record({ likelihood: step, impact: step }) as fc.Arbitrary<DraftRisk["inherent"]>,
);

function plans(people: readonly string[], deciders: readonly string[]): fc.Arbitrary<DraftArea[]> {
	const named = (ids: readonly string[]) => maybe(fc.constantFrom(...ids)).map((id) => ({ text: "", id }));
	const control: fc.Arbitrary<DraftControl> = fc.record({
		title: line(200),
		method: text,
		frequency: word(FREQUENCIES),
		owner: named(people),
		population_kind: fc.constantFrom("none", "cash_funds", "purchases_below_limit"),
		sample_size: fc.integer({ min: 0, max: 500 }),
		due_working_days: fc.integer({ min: 0, max: 60 }),
		starts_on: day,
		ended_on: maybe(day),
	});
	const measure: fc.Arbitrary<DraftMeasure> = fc.record({
		title: line(400),
		support: text,
		kind: word(MEASURE_KINDS),
		scope: maybe(word(RISK_SCOPES)),
		performer_text: fc.oneof(fc.constant(""), line(200)),
		owner: named(people),
		due_on: maybe(day),
		status: word(MEASURE_STATUSES),
		status_reason: text,
		controls: fc.array(control, { maxLength: 2 }),
	});
	const drawn: fc.Arbitrary<DraftRisk> = fc.record({
		at: fc.constant(""),
		number: fc.constant(null),
		title: line(300),
		description: text,
		cause: text,
		effect: text,
		scope: word(RISK_SCOPES),
		requirements: fc.subarray(["a", "b", "c", "d", "e"]),
		origin: fc.oneof(fc.constant("Revisionsrapport"), fc.constant(""), line(500)),
		owner: named(people),
		inherent: steps,
		inherent_reason: text,
		residual: steps,
		residual_reason: text,
		target: steps,
		target_reason: text,
		treatment: maybe(word(TREATMENTS)),
		treatment_reason: text,
		decider: named(deciders),
		review_on: maybe(day),
		measures: fc.array(measure, { maxLength: 3 }),
		controls: fc.array(control, { maxLength: 2 }),
	});
	const risk = drawn.map((one) =>
		targetFault(one) === null ? one : { ...one, target: { likelihood: null, impact: null }, target_reason: "" },
	);
	const area = fc.record({ name: line(120), risks: fc.array(risk, { minLength: 1, maxLength: 3 }) });
	return fc.uniqueArray(area, { minLength: 1, maxLength: 3, selector: ({ name }) => name });
}

/** All that is stored of a plan but ids, in an order that does not depend on them. */
async function factsOf({ db }: Context, planId: string) {
	const { areas, risks, measures, controls } = await planContents(db, planId);
	const riskOf = new Map(risks.map((risk) => [risk.id, risk.number]));
	const areaOf = new Map(areas.map((area) => [area.id, area.name]));
	const placeOf = new Map(measures.map((measure) => [measure.id, measure.position]));
	const bare = (row: object) =>
		Object.fromEntries(
			Object.entries(row).filter(
				([key]) => !["id", "plan_id", "area_id", "risk_id", "measure_id", "key"].includes(key),
			),
		);
	const sorted = (rows: object[]) => rows.map((row) => JSON.stringify(row)).sort();
	return {
		areas: areas.map(bare),
		risks: risks.map((risk) => ({ ...bare(risk), area: areaOf.get(risk.area_id) })),
		measures: sorted(measures.map((measure) => ({ ...bare(measure), risk: riskOf.get(measure.risk_id) }))),
		controls: sorted(
			controls.map((control) => ({
				...bare(control),
				risk: riskOf.get(control.risk_id),
				measure: placeOf.get(control.measure_id ?? "") ?? null,
			})),
		),
	};
}

async function xlsxOf<Row>(columns: readonly Column<Row>[], rows: Row[]): Promise<Buffer> {
	const out = new PassThrough();
	const workbook = startWorkbook(out, { title: "Plan", created: new Date(0) });
	const bytes = buffer(out);
	await addSheet(workbook, { name: "Internkontrollplan", columns, rows });
	await workbook.commit();
	return bytes;
}

/** The sheets of the report's workbook that a plan can be read from, as they stand in it. */
async function reportBook({ db }: Context, board_id: string, planYear: number): Promise<Buffer> {
	const days = { first_day: "", cut_off: "", found_from: "", found_before: "" };
	const scope = { board_id, year: planYear, ...days };
	const content = {
		plan: (await findPlanOf(db, scope))!,
		plan_rows: await listPlanRows(db, scope),
		plan_marks: {},
		risks: await listSealedRisks(db, scope),
		measures: await listSealedMeasures(db, scope),
		controls: await listSealedControls(db, scope),
	};
	const out = new PassThrough();
	const workbook = startWorkbook(out, { title: "Rapport", created: new Date(0) });
	const bytes = buffer(out);
	const printed = planSheet(content as unknown as Parameters<typeof planSheet>[0]);
	await addSheet(workbook, { name: printed.name, columns: printed.columns, rows: content.plan_rows });
	const whole = await planFileSheet(db, content as unknown as Parameters<typeof planFileSheet>[1]);
	await addSheet(workbook, { name: whole.name, columns: whole.columns, rows: whole.rows });
	await workbook.commit();
	return bytes;
}

async function readBack(world: World, ctx: Context, name: string, content: string | Buffer, year: number) {
	const place = { year, scale: STANDARD_SCALE, unit_id: world.ids.administration };
	const reading = await readTablesAsPlan(ctx, await tablesOf(written(name, content)), place);
	expect(reading.not_taken).toEqual([]);
	return reading.areas;
}

it("a plan that is exported and read back is the same plan, whatever stands in it", async () => {
	const world = await openWorld();
	const ctx = await world.as("carin");
	const { carin, mats, fia, board } = world.ids;
	const source = { file_name: "plan.xlsx", sha256: "0".repeat(64) };
	let year = 2030;
	const make = async (areas: readonly DraftArea[]) =>
		(await importPlan(ctx, { board_id: board, year: year++ }, areas, source)).plan_id;
	await fc.assert(
		fc.asyncProperty(plans([carin, mats], [fia]), async (areas) => {
			const id = await make(areas);
			const before = await factsOf(ctx, id);
			const plan = (await findPlan(ctx.db, id))!;
			const rows = await planFileRows(ctx.db, plan, {});
			const asXlsx = await readBack(world, ctx, "plan.xlsx", await xlsxOf(planColumns, rows), year);
			expect(await factsOf(ctx, await make(asXlsx))).toEqual(before);
			const csv = csvHead(planColumns) + rows.map((row) => csvLine(planColumns, row)).join("");
			const asCsv = await readBack(world, ctx, "plan.csv", csv, year);
			expect(await factsOf(ctx, await make(asCsv))).toEqual(before);
			const asBook = await readBack(world, ctx, "rapport.xlsx", await reportBook(ctx, board, plan.year), year);
			expect(await factsOf(ctx, await make(asBook))).toEqual(before);
			const register = await xlsxOf(riskColumns, await listRisks(ctx.db, { plan_id: id }));
			const risksAlone = await factsOf(ctx, await make(await readBack(world, ctx, "register.xlsx", register, year)));
			expect(risksAlone.risks).toEqual(before.risks);
		}),
		{ numRuns: 8, endOnFailure: true },
	);
}, 240_000);
