import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { planContents } from "../../../db/queries/register/plans-contents.ts";
import { findPlan, findPlanOfYear } from "../../../db/queries/register/plans.ts";
import { listOrderedRows } from "../../../db/queries/register/plans-order.ts";
import { adoptPlan } from "../../../src/register/plans/adopt-plan.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld, type World } from "../../support/world.ts";
import { objectsOf, readWorkbook } from "../../support/read-workbook.ts";
import { caseFile, workbookOf } from "./reading-support.ts";

const ROWS = [
	["Verksamhet", "Risk", "S", "K", "Åtgärd", "Ansvarig", "Klart/Frekvens", "Anteckning"],
	["HR", "Ohälsa (Regionövergripande)", 3, 4, "Följ upp\nStäm av", "Carin Åberg", "Kvartalsvis", "x"],
	["Ekonomi", "Jäv", null, null, "Granska", "Ekonomichefen", "2027-06-30", null],
];

async function fileOf(rows: (string | number | null)[][], name = "plan.xlsx"): Promise<File> {
	return new File([new Uint8Array(await workbookOf({ Plan: rows }))], name);
}

function form(values: Record<string, string | File>): FormData {
	const data = new FormData();
	for (const [name, value] of Object.entries(values)) data.append(name, value);
	return data;
}

async function uploaded(world: World, file: File, year = "2027") {
	const carin = await clientFor(world, "carin");
	const answer = await carin.upload("/planer/inlasning", form({ board_id: world.ids.board, year, file }));
	return { carin, answer, to: answer.headers.get("location") ?? "" };
}

const byTitle = <T extends { title: string }>(rows: T[]) =>
	rows.toSorted((a, b) => a.title.localeCompare(b.title, "sv"));

describe("Läs in en plan", () => {
	it("shows what comes and what does not, stores nothing before the yes, and all of it in one transaction", async () => {
		const world = await openWorld();
		const { carin, answer, to } = await uploaded(world, await fileOf(ROWS));
		expect(answer.status).toBe(303);
		const html = await (await carin.get(to)).text();
		for (const said of [
			"2 verksamheter, 2 risker, 3 åtgärder",
			"Anteckning",
			"Ekonomichefen",
			"Kolumnen har ingen plats",
		])
			expect(html).toContain(said);
		expect(await findPlanOfYear(world.ctx.db, world.ids.board, 2027)).toBeUndefined();
		const done = await carin.post(to, {});
		expect(done.status).toBe(303);
		const plan = (await findPlanOfYear(world.ctx.db, world.ids.board, 2027))!;
		const { risks, measures, controls } = await planContents(world.ctx.db, plan.id);
		expect(risks).toMatchObject([
			{ title: "Ohälsa", scope: "region", inherent_likelihood: 3, inherent_impact: 4 },
			{ title: "Jäv", inherent_likelihood: null },
		]);
		expect(byTitle(measures)).toMatchObject([
			{ title: "Följ upp", owner_id: world.ids.carin },
			{ title: "Granska", owner_id: null, performer_text: "Ekonomichefen", due_on: "2027-06-30" },
			{ title: "Stäm av", owner_id: world.ids.carin },
		]);
		expect(controls.map(({ frequency, starts_on }) => [frequency, starts_on])).toEqual([
			["quarterly", "2027-01-01"],
			["quarterly", "2027-01-01"],
		]);
		const page = await (await carin.get(`/planer/${plan.id}`)).text();
		expect(page).toContain("Ångra inläsningen");
	});

	it("an edit on the page is what comes in; a risk can be left out", async () => {
		const world = await openWorld();
		const { carin, to } = await uploaded(world, await fileOf(ROWS));
		expect(await (await carin.get(`${to}/risker/0`)).text()).toContain("Ohälsa");
		const fields = {
			...{ area: "HR", title: "Ohälsa i vardagen", description: "", scope: "board", requirements: ["c"] },
			...{ origin: "Riskinventering", owner_id: world.ids.mats, inherent_likelihood: "2", inherent_impact: "2" },
			...{ residual_likelihood: "", residual_impact: "", treatment: "treat" },
			measure_title: ["Följ upp varje år", "", "Ny åtgärd", ""],
			measure_kind: ["review", "action", "action", "action"],
			measure_owner_id: [world.ids.carin, "", "", ""],
			measure_due_on: ["", "", "2027-05-01", ""],
			measure_frequency: ["yearly", "", "", ""],
		};
		const edited = await carin.post(`${to}/risker/0`, fields);
		expect(edited.status).toBe(303);
		const next = edited.headers.get("location")!;
		const half = await carin.post(`${next}/risker/0`, { ...fields, inherent_impact: "" });
		expect(half.status).toBe(422);
		expect(await half.text()).toContain("Bedöm både sannolikhet och konsekvens.");
		const outside = await carin.post(`${next}/risker/0`, { ...fields, owner_id: "finns-inte" });
		expect(outside.status, "T19").toBe(422);
		const left = await carin.post(`${next}/risker/1`, { ...fields, left_out: "1" });
		await carin.post(left.headers.get("location")!, {});
		const plan = (await findPlanOfYear(world.ctx.db, world.ids.board, 2027))!;
		const { areas, risks, measures, controls } = await planContents(world.ctx.db, plan.id);
		expect(areas.map(({ name }) => name)).toEqual(["HR"]);
		expect(risks).toMatchObject([{ title: "Ohälsa i vardagen", scope: "board", owner_id: world.ids.mats }]);
		expect(measures.map(({ title }) => title)).toEqual(["Följ upp varje år", "Ny åtgärd"]);
		expect(controls.map(({ frequency }) => frequency)).toEqual(["yearly"]);
	});

	it("a file without a plan leads to its columns, and to a plan when they are mapped", async () => {
		const world = await openWorld();
		const rows = [
			["ID", "Risk Title", "Likelihood", "Impact", "Mitigation"],
			[1, "Unauthorised purchases", 5, 4, "Monthly sample"],
		];
		const { carin, to } = await uploaded(world, await fileOf(rows));
		expect(to).toMatch(/\/kolumner$/);
		expect(await (await carin.get(to)).text()).toContain(
			"Plan: rubriker ID, Risk Title, Likelihood, Impact, Mitigation",
		);
		const columns = { column_0: "", column_1: "risk", column_2: "inherent_likelihood", column_3: "inherent_impact" };
		const mapped = await carin.post(to, { ...columns, column_4: "measure", heading_row: "1" });
		const preview = await (await carin.get(mapped.headers.get("location")!)).text();
		expect(preview).toContain("Filens skala har 5 steg och planens 4");
		const scale = { scale_1: "1", scale_2: "2", scale_3: "3", scale_4: "3", scale_5: "4" };
		const scaled = await carin.post(`${mapped.headers.get("location")}/kolumner`, {
			...{ ...columns, column_4: "measure", heading_row: "1" },
			...scale,
		});
		await carin.post(scaled.headers.get("location")!, {});
		const plan = (await findPlanOfYear(world.ctx.db, world.ids.board, 2027))!;
		expect((await planContents(world.ctx.db, plan.id)).risks).toMatchObject([
			{ title: "Unauthorised purchases", inherent_likelihood: 4, inherent_impact: 3 },
		]);
	});

	it("can be taken back until the plan is decided, and the file read in again", async () => {
		const world = await openWorld();
		const { carin, to } = await uploaded(world, await fileOf(ROWS));
		await carin.post(to, {});
		const plan = (await findPlanOfYear(world.ctx.db, world.ids.board, 2027))!;
		expect((await carin.post(to, {})).status, "the same file twice").toBe(422);
		expect((await carin.post(`/planer/${plan.id}/angrad-inlasning`, { version: String(plan.version) })).status).toBe(
			303,
		);
		const rows = await listOrderedRows(world.ctx.db, plan.id);
		expect(rows.filter((row) => row.dropped_reason === null)).toEqual([]);
		expect(rows.map((row) => row.dropped_reason)).toContain("Inläsningen är ångrad.");
		const page = await (await carin.get(`/planer/${plan.id}`)).text();
		expect(page).toContain("Läs in en plan");
		expect(page).not.toContain("Ångra inläsningen");
		const again = await carin.upload("/planer/inlasning", form({ plan_id: plan.id, file: await fileOf(ROWS) }));
		expect((await carin.post(again.headers.get("location")!, {})).status).toBe(303);
		const { areas, risks } = await planContents(world.ctx.db, plan.id);
		expect([areas.map(({ name }) => name), risks.map(({ number }) => number)]).toEqual([
			["HR", "Ekonomi"],
			[1, 2],
		]);
		const fia = await world.as("fia");
		const draft = (await findPlan(world.ctx.db, plan.id))!;
		const decision = {
			decided_on: "2026-11-10",
			decision_paragraph: "20",
			registry_no: "26RS1",
			version: draft.version,
		};
		await expect(adoptPlan(fia, plan.id, { ...decision, outside: false })).rejects.toMatchObject({
			fields: { "": expect.stringContaining("är ett utkast. Lämna den till beredning först") },
		});
		await adoptPlan(fia, plan.id, { ...decision, outside: true });
		const version = String((await findPlan(world.ctx.db, plan.id))!.version);
		expect((await carin.post(`/planer/${plan.id}/angrad-inlasning`, { version })).status).toBe(403);
	});

	it("is the controller's own: nobody else opens it, and a decided year is refused where it is written", async () => {
		const world = await openWorld();
		const { carin, to } = await uploaded(world, await fileOf(ROWS));
		const maria = await clientFor(world, "maria");
		expect((await maria.get("/planer/inlasning")).status).toBe(403);
		expect((await maria.get(to)).status).toBe(403);
		expect((await carin.get("/planer/inlasning/abc")).status).toBe(404);
		expect((await carin.get(`${to}/risker/99`)).status).toBe(404);
		const taken = await uploaded(world, await fileOf(ROWS), "2026");
		expect(taken.answer.status).toBe(422);
		expect(await taken.answer.text()).toContain("Nämnden har redan en plan för 2026.");
		const macro = await uploaded(world, new File(["Verksamhet;Risk;Åtgärd\nHR;\u0000;x"], "plan.csv"));
		expect(macro.answer.status).toBe(422);
		expect(await macro.answer.text()).toContain("nolltecken");
	});

	it("texts that look like formulas come in as texts, and are texts in every file of the plan", async () => {
		const world = await openWorld();
		const bytes = readFileSync(caseFile("formler-som-text.xlsx"));
		const { carin, to } = await uploaded(world, new File([new Uint8Array(bytes)], "plan.xlsx"));
		await carin.post(to, {});
		const plan = (await findPlanOfYear(world.ctx.db, world.ids.board, 2027))!;
		const { risks } = await planContents(world.ctx.db, plan.id);
		expect(risks.map(({ title }) => title)).toContain("Emoji 👩🏽‍⚕️ och \u202eRTL\u202c");
		const book = await readWorkbook(await (await carin.get(`/planer/${plan.id}.xlsx`)).arrayBuffer());
		const told = objectsOf(book, "Internkontrollplan").map((row) => row.Risk);
		expect(told).toEqual(risks.map(({ title }) => title));
		const csv = await (await carin.get(`/planer/${plan.id}.csv`)).text();
		expect(csv).toContain(`"'=HYPERLINK(""http://example.invalid"";""klicka"")"`);
		expect(csv.split("\r\n").filter((line) => /(^|;)"?[=+@-]/.test(line))).toEqual([]);
		for (const format of ["docx", "pdf"])
			expect((await carin.get(`/planer/${plan.id}/dokument.${format}`)).status).toBe(200);
	});
});
