import { describe, expect, test } from "vitest";
import { findPeriod } from "../../../db/queries/report/periods.ts";
import { GRADES } from "../../../db/schema/report/words.ts";
import { OPEN_DEVIATIONS } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { addPeriod } from "../../../src/report/periods/add-period.ts";
import { NewPeriod } from "../../../src/report/periods/schema.ts";
import { write } from "../../../src/ground/write/write.ts";
import { judgementOf, severeOpen } from "../../../src/report/workbook/judgement.ts";
import { Grid, type Placed } from "../../../src/ground/tables/grid.ts";
import { riskBlock } from "../../../src/report/workbook/judgement-lower.ts";
import { readEarlier } from "../../../src/report/workbook/last-report.ts";
import { type ReportContent, readReport } from "../../../src/report/workbook/report-content.ts";
import { clientFor } from "../../support/browser-client.ts";
import { readWorkbook } from "../../support/read-workbook.ts";
import { openReportedWorld } from "../../support/reported-world.ts";
import type { World } from "../../support/world.ts";
import { JANUARY, openClosedYear, openFinishedYear } from "../closing/support.ts";

const TODAY = "2027-01-20";
const NOTHING = { last: null, year: null };

async function contentOf(world: World, id = world.ids.period): Promise<ReportContent> {
	return readReport(world.ctx.db, (await findPeriod(world.ctx.db, id))!, TODAY);
}

/** Every text on the first sheet. */
async function firstSheet(world: World, at?: string): Promise<string[]> {
	const response = await (await clientFor(world, "carin", at)).post(paths.reportWorkbook(world.ids.period), {});
	const book = await readWorkbook(await response.arrayBuffer());
	return book.sheets
		.get("Bedömning")!
		.rows.flat()
		.map((cell) => String(cell ?? ""));
}

/** A content with as many deviations, controls' months and risks as asked for, counted as the report counts them. */
function grown(content: ReportContent, seed: number): ReportContent {
	let state = seed;
	const random = (below: number) => {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		return state % below;
	};
	const severities = ["minor", "major", "critical"] as const;
	const statuses = ["open", "handled", "closed", "withdrawn"] as const;
	const deviations = Array.from({ length: random(40) }, (_, n) => ({
		...content.deviations[0]!,
		...{ id: `d${n}`, number: n + 1, carried_over: 0, severity: severities[random(3)]!, status: statuses[random(4)]! },
	}));
	const none = () => ({ open: 0, handled: 0, closed: 0 });
	const counted: ReportContent["numbers"]["deviations"] = { minor: none(), major: none(), critical: none() };
	for (const { severity, status } of deviations) if (status !== "withdrawn") counted[severity][status] += 1;
	const plan_rows = Array.from({ length: random(30) }, (_, n) => ({
		...content.plan_rows[0]!,
		...{
			risk_id: `r${n % 19}`,
			number: (n % 19) + 1,
			measure_id: `m${n}`,
			effect_tested: random(2) ? "yes" : "not_yet",
		},
		...{ residual_likelihood: 1 + ((n % 19) % 4), residual_impact: 1 + (((n % 19) >> 2) % 4) },
	})) as unknown as ReportContent["plan_rows"];
	return { ...content, deviations, plan_rows, numbers: { ...content.numbers, deviations: counted } };
}

describe("the judgement says what the report's numbers say", () => {
	test("whatever the report holds", async () => {
		const content = await contentOf(await openFinishedYear());
		for (let seed = 1; seed <= 200; seed++) {
			const report = grown(content, seed);
			const { figures, severe, heat, controls, risks } = judgementOf(report, NOTHING);
			const of = (key: string) => figures.find((one) => one.key === key)!.value;
			const waiting = report.deviations.filter(({ status }) => OPEN_DEVIATIONS.includes(status));
			expect(of("not_closed")).toBe(waiting.length);
			expect(of("severe_open")).toBe(waiting.filter((one) => one.severity !== "minor" && one.status === "open").length);
			expect(severe).toHaveLength(waiting.filter((one) => one.severity !== "minor").length);
			const measures = report.plan_rows.filter((row) => row.measure_id !== null);
			const tested = measures.filter((row) => row.effect_tested === "yes").length;
			expect(of("effect")).toBe(measures.length === 0 ? null : tested / measures.length);
			const stood = heat!.flatMap(({ numbers }) => numbers);
			expect(stood.toSorted((a, b) => a - b)).toEqual(risks.map(({ number }) => number).toSorted((a, b) => a - b));
			const { runs } = report.numbers;
			expect(controls.reduce((sum, one) => sum + one.performed, 0)).toBe(runs.performed);
			expect(controls.reduce((sum, one) => sum + one.deviating, 0)).toBe(runs.minor + runs.major + runs.critical);
		}
	});

	test("the worst stand first, among them what nobody has handled, and what is closed or taken back does not stand there", async () => {
		const { deviations } = await contentOf(await openFinishedYear());
		const one = (number: number, severity: string, status: string) => ({ ...deviations[0]!, number, severity, status });
		const rows = [
			one(1, "major", "handled"),
			one(2, "critical", "handled"),
			one(3, "minor", "open"),
			one(4, "major", "closed"),
			one(5, "major", "open"),
		];
		expect(severeOpen(rows as never).map(({ number }) => number)).toEqual([2, 5, 1]);
	});
});

test("a risk's movement is a difference that can be counted with, and an arrow stands before each", async () => {
	const content = await contentOf(await openReportedWorld());
	const { risks } = judgementOf(grown(content, 3), NOTHING);
	const moved = risks.slice(0, 3).map((risk, n) => ({ ...risk, before: [risk.residual.score - 3, null, 16][n]! }));
	const cells: Placed[] = [];
	class Seen extends Grid {
		override put(...placed: readonly Placed[]): void {
			cells.push(...placed);
		}
	}
	const judgement = { ...judgementOf(content, NOTHING), risks: moved };
	const { moves } = riskBlock(new Seen(Array.from({ length: 24 }, () => 4.6)), judgement, 10);
	expect(moves).toBe("W12:W14");
	expect(cells.filter(({ column, row }) => column === 23 && row > 11).map(({ value }) => value)).toEqual([
		3,
		"",
		moved[2]!.residual.score - 16,
	]);
});

describe("the first sheet", () => {
	test("of a report that nobody has judged says so, and that nothing is there to compare with", async () => {
		const told = await firstSheet(await openReportedWorld());
		expect(told).toContain("□ Inte bedömt");
		expect(told).toContain("□ Utkast: inte bedömd");
		expect(told).toContain("Sex nyckeltal");
		expect(told).toContain("Ingen större eller väsentlig avvikelse är öppen.");
	});

	test("of a closed one has its word, who stands behind it, and what the report before it said", async () => {
		const world = await openClosedYear();
		const told = await firstSheet(world, JANUARY);
		expect(told).toContain(`● ${GRADES.sufficient}`);
		expect(told.some((text) => text.startsWith("○ Stängd, utgåva 1"))).toBe(true);
		expect(told.some((text) => text.startsWith("Fia "))).toBe(true);
	});

	test("long names and reasons are whole words, in rows that are as high as they need", async () => {
		const name =
			"Enheten för samordning av hälso- och sjukvårdens kunskapsstyrning och vårdutveckling i norra länsdelen";
		const world = await openReportedWorld("Uppdelat köp ".repeat(30));
		await write(world.ctx, async ({ trx, record }) => {
			await trx.updateTable("org_units").set({ name }).where("id", "=", world.ids.alfa).execute();
			await trx
				.updateTable("deviations")
				.set({ severity: "major", status: "open", closed_at: null, closed_by: null })
				.execute();
			await record({
				type: "system.started",
				unit_id: null,
				object: { kind: "system", id: "x" },
				data: { note: "döpte om" },
			});
		});
		const response = await (await clientFor(world, "carin")).post(paths.reportWorkbook(world.ids.period), {});
		const sheet = (await readWorkbook(await response.arrayBuffer())).sheets.get("Bedömning")!;
		const at = sheet.rows.findIndex((row) => row.includes(name.slice(0, name.lastIndexOf(" ", 60)).concat(" …")));
		expect(at).toBeGreaterThan(0);
		expect(sheet.sheet.getRow(at + 1).height).toBeGreaterThan(45);
	});
});

test("a closed report is compared with what was closed before it, whatever is closed later", async () => {
	const world = await openClosedYear();
	const { db } = world.ctx;
	const period = (await findPeriod(db, world.ids.period))!;
	expect(await readEarlier(db, period, JANUARY)).toEqual(NOTHING);
	const next = NewPeriod.parse({
		...{ name: "Delårsrapport 2027", kind: "interim_report", year: "2027", first_day: "2027-01-01" },
		...{ cut_off: "2027-07-31", deadline: "2027-09-05" },
	});
	const later = (await findPeriod(db, await addPeriod(await world.as("carin", JANUARY), next)))!;
	expect((await readEarlier(db, later, null)).last?.period.id).toBe(period.id);
	// sealed at the same moment or later, it is not what this one was compared with
	expect((await readEarlier(db, later, "2027-01-20T08:59:59.999Z")).last).toBe(null);
});
