import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { expect, test } from "vitest";
import { ASSESSED, GRADES } from "../../../db/schema/report/words.ts";
import { insertBoard } from "../../../db/writes/people/boards.ts";
import { insertReportingPeriod } from "../../../db/writes/report/periods.ts";
import { paths } from "../../../src/paths/paths.ts";
import { closePeriod } from "../../../src/report/closing/close-period.ts";
import { openSealKey } from "../../../src/report/closing/seal-key.ts";
import { consolidatedPaper } from "../../../src/report/consolidated/consolidated-paper.ts";
import { type Consolidated, readConsolidated } from "../../../src/report/consolidated/read-consolidated.ts";
import { countOf } from "../../../src/report/consolidated/columns.ts";
import { allDeviations, changesOf, itemSums } from "../../../src/report/consolidated/sums.ts";
import { writeConsolidated } from "../../../src/report/consolidated/write-consolidated.ts";
import { answerItem } from "../../../src/report/region/answer-item.ts";
import { pushItem } from "../../../src/report/region/push-item.ts";
import { clientFor } from "../../support/browser-client.ts";
import { readWorkbook } from "../../support/read-workbook.ts";
import { regionController } from "../../support/region-controller.ts";
import { workbookFaults } from "../../support/workbook/check-workbook.ts";
import { approvedAssessment, JANUARY, openFinishedYear, writeFollowUps } from "../closing/support.ts";

const [YEAR, DAY] = [{ year: 2026, kind: "annual_report" as const }, "2027-01-20"];
const HOSTILE = "=1+1 <&> nämnden";

/** A nämnd that has closed its report, one whose report is a draft, and one that has none; the closed one had one last year too. */
async function openThreeBoards() {
	const world = await openFinishedYear();
	const { ids } = world;
	const item = await pushItem(regionController(world), {
		...{ year: 2026, kind: "risk", title: "Avbrott i IT", text: "Vården stannar." },
	});
	const unanswered = await pushItem(regionController(world), {
		...{ year: 2026, kind: "question", title: "Reservkraft", text: "Hur länge?" },
	});
	await world.ctx.database.transaction(async (trx) => {
		for (const [id, name] of [
			["kultur", "Kulturnämnden"],
			["trafik", HOSTILE],
		] as const)
			await insertBoard(trx, {
				id,
				name,
				unit_id: ids.administration,
				valid_from: "2020-01-01",
				valid_to: null,
				version: 1,
			});
		const days = (year: number) => ({
			year,
			first_day: `${year}-01-01`,
			cut_off: `${year}-12-31`,
			deadline: `${year + 1}-02-15`,
		});
		const annual = { kind: "annual_report" as const, version: 1 };
		const add = (id: string, board_id: string, year: number) =>
			insertReportingPeriod(trx, {
				id,
				key: id,
				board_id,
				name: `Verksamhetsberättelse ${year}`,
				...annual,
				...days(year),
			});
		await add("utkastet", "kultur", 2026);
		await add("fjolåret", ids.board, 2025);
	});
	const carin = await world.as("carin", JANUARY);
	const given = {
		period_id: ids.period,
		status: "ongoing" as const,
		answer: "Reservrutin övas.",
		wording: 1,
		version: 0,
	};
	await answerItem(carin, item, ids.board, given);
	await writeFollowUps(world);
	await approvedAssessment(world, "administration");
	await approvedAssessment(world, "board");
	await closePeriod(carin, openSealKey(world), ids.period);
	return { ...world, items: { answered: item, unanswered } };
}

const lineOf = ({ boards }: Consolidated, name: string) => boards.find(({ board }) => board.name.includes(name))!;

test("every board stands in it: the closed one as it was sealed, the draft as a draft, and the one without a report by name", async () => {
	const world = await openThreeBoards();
	const { db } = world.ctx;
	const before = await readConsolidated(db, YEAR, DAY);
	const closed = lineOf(before, "sjukvårdsnämnden");
	expect(closed.report?.seal?.edition).toBe(1);
	expect(Object.keys(closed.report!.parts).sort()).toEqual(Object.keys(ASSESSED).sort());
	expect(lineOf(before, "Kultur").report).toMatchObject({ seal: null, assessment: null });
	expect(lineOf(before, HOSTILE).report).toBeNull();
	// what happens after the closing is no part of what was closed
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("deviations").set({ status: "closed", closed_at: "2027-01-25T09:00:00.000Z" }).execute(),
	);
	const after = await readConsolidated(db, YEAR, "2027-02-01");
	expect(lineOf(after, "sjukvårdsnämnden").report).toEqual(closed.report);
	const rune = await clientFor(world, "rune", JANUARY);
	const page = await (await rune.get(paths.consolidated(2026))).text();
	for (const told of ["utgåva 1", "Utkast, inte stängd", "Ingen rapport", GRADES.sufficient, "Alla nämnder"])
		expect(page, told).toContain(told);
	const rows = (await (await rune.get(`/samlad-bedomning.json?ar=2026`)).json()) as Record<string, unknown>[];
	const told = Object.fromEntries(rows.map(({ board, total, source }) => [board, [total, source]]));
	expect(told).toMatchObject({
		"Hälso- och sjukvårdsnämnden": [GRADES.sufficient, expect.stringMatching(/^Stängd .* utgåva 1$/)],
		Kulturnämnden: ["Inte bedömd", "Utkast, inte stängd"],
		[HOSTILE]: [null, "Ingen rapport"],
	});
});

test("the sums are those of the boards' reports, and every board is counted once in each row", async () => {
	const world = await openThreeBoards();
	const content = await readConsolidated(world.ctx.db, YEAR, DAY);
	const reports = content.boards.flatMap(({ report }) => report ?? []);
	const all = allDeviations(content.boards);
	expect(Object.values(all).reduce((sum, { n }) => sum + n, 0)).toBeGreaterThan(0);
	for (const [severity, sum] of Object.entries(all))
		expect(sum.n).toBe(reports.reduce((n, one) => n + countOf(one, severity as "minor").n, 0));
	const [answered, unanswered] = itemSums(content);
	// two boards' reports speak of it, the third has none
	expect(answered).toMatchObject({ counts: { ongoing: 1, handled: 0 }, unanswered: 1, outside: 1 });
	expect(unanswered).toMatchObject({ counts: { ongoing: 0 }, unanswered: 2, outside: 1 });
});

test("what differs from last year is said, row by row, and what cannot be compared too", async () => {
	const world = await openThreeBoards();
	const content = await readConsolidated(world.ctx.db, YEAR, DAY);
	const changes = changesOf(lineOf(content, "sjukvårdsnämnden"));
	expect(changes).toContainEqual({
		board: "Hälso- och sjukvårdsnämnden",
		about: ASSESSED.total,
		before: "Inte bedömd",
		now: GRADES.sufficient,
	});
	expect(changes.every(({ before, now }) => before !== now)).toBe(true);
	expect(changesOf(lineOf(content, "Kultur"))).toEqual([]);
	const paper = JSON.stringify(consolidatedPaper(content, "Region Prov", DAY));
	expect(paper).toContain("Ingen rapport 2025 att jämföra med.");
	expect(paper).toContain("Kulturnämnden: Utkast, inte stängd.");
	expect(paper).toContain("Reservrutin övas.");
});

test("it is the region's: a board's own controller and approver do not see it, nor do those who do the work", async () => {
	const world = await openThreeBoards();
	const addresses = [
		paths.consolidated(2026),
		"/samlad-bedomning.json",
		"/samlad-bedomning.csv",
		"/samlad-bedomning.xlsx",
		paths.consolidatedWorkbook(2026, "annual_report"),
		paths.consolidatedPaper(2026, "annual_report", "docx"),
	];
	for (const [person, status] of [
		["carin", 404],
		["fia", 404],
		["mats", 403],
		["maria", 403],
		["rune", 200],
	] as const) {
		const client = await clientFor(world, person, JANUARY);
		for (const address of addresses) expect((await client.get(address)).status, `${person} ${address}`).toBe(status);
	}
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("roles").set({ role: "approver" }).where("person_id", "=", world.ids.adam).execute(),
	);
	const approver = await clientFor(world, "adam", JANUARY);
	for (const address of addresses) expect((await approver.get(address)).status, address).toBe(200);
	// words that are no year and no kind are those of today (T05)
	expect(await (await approver.get("/samlad-bedomning?ar=--&slag=x")).text()).toContain("Samlad bedömning 2027");
});

test("the workbook opens without repair and has a sheet for each list", async () => {
	const world = await openThreeBoards();
	const content = await readConsolidated(world.ctx.db, YEAR, DAY);
	const out = new PassThrough();
	const read = buffer(out);
	await writeConsolidated(out, content, { made_at: JANUARY, made_by: "Rune" });
	const bytes = await read;
	const { sheets } = await readWorkbook(bytes);
	expect([...sheets.keys()]).toEqual([
		...["Nämnder", "Bedömning a–e", "Regiongemensamt", "Svar till regionen", "Mot året före", "Läsanvisning"],
	]);
	expect(await workbookFaults(bytes)).toEqual([]);
});
