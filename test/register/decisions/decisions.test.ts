import { join } from "node:path";
import ExcelJS from "exceljs";
import { describe, expect, test } from "vitest";
import { findPlan, findPlanOfYear } from "../../../db/queries/register/plans.ts";
import { listPlanDecisions } from "../../../db/queries/register/plans-decisions.ts";
import { STANDARD_SCALE } from "../../../db/schema/register/risks-scale.ts";
import { paths } from "../../../src/paths/paths.ts";
import { importPlan } from "../../../src/register/plan-import/import-plan.ts";
import { readTablesAsPlan, tablesOf } from "../../../src/register/plan-import/read-file.ts";
import { clientFor } from "../../support/browser-client.ts";
import { keepRows, meetingOn } from "../../support/prepared-plan.ts";
import { putRow } from "../../support/put-row.ts";
import { trailOf } from "../../support/trail-of.ts";
import { openWorld, type World } from "../../support/world.ts";
import { DECISION, decide, draftOf, preparedOf, versionIn, wholeRisk } from "./decision-support.ts";

const decisions = (world: World, plan: string) => listPlanDecisions(world.ctx.db, plan);

describe("the gate", () => {
	const edit = (ids: { risk: string }) => `/risker/${ids.risk}/andring`;
	const gaps: [string, Record<string, string | null>, string][] = [
		["krav", { requirements: "[]" }, "R1 saknar krav som hotas."],
		["origin", { origin: "" }, "R1 saknar ursprung."],
		["owner", { owner_id: null }, "R1 saknar riskägare."],
		["inherent score", { inherent_impact: null }, "R1 saknar bedömning av den inneboende risken."],
		["inherent reason", { inherent_reason: "" }, "R1 saknar skäl för den inneboende risken."],
		["residual score", { residual_likelihood: null }, "R1 saknar bedömning av den kvarstående risken."],
		["residual reason", { residual_reason: "" }, "R1 saknar skäl för den kvarstående risken."],
		["treatment", { treatment: null }, "R1 saknar hantering"],
		["reason to accept", { treatment: "accept", treatment_reason: "" }, "R1 saknar skäl för att risken accepteras."],
		["who accepts", { treatment: "accept" }, "R1 saknar vem som beslutat att acceptera risken."],
		["review date", { treatment: "accept" }, "R1 saknar dag då den accepterade risken omprövas."],
	];
	test.each(gaps)("a risk without %s is refused, with the link to it", async (_, values, text) => {
		const world = await openWorld();
		const ids = await preparedOf(world);
		await putRow(world, "risks", ids.risk, values);
		const fia = await clientFor(world, "fia");
		const path = `/planer/${ids.plan}/beslut`;
		const refused = await decide(fia, path);
		expect(refused.status).toBe(422);
		const html = await refused.text();
		expect(html).toContain("Planen kan inte beslutas");
		expect(html).toContain(`href="${edit(ids)}"`);
		expect(html).toContain(text);
		expect(html).toContain('value="26RS77"');
		expect(await (await fia.get(path)).text()).toContain(text);
		expect((await findPlan(world.ctx.db, ids.plan))?.status).toBe("preparation");
		expect(await decisions(world, ids.plan)).toEqual([]);
	});

	test("a treated risk needs a measure or control with somebody who answers for it", async () => {
		const world = await openWorld();
		const ids = await preparedOf(world);
		const fia = await clientFor(world, "fia");
		const told = async () => {
			const refused = await decide(fia, `/planer/${ids.plan}/beslut`);
			return refused.status === 422 ? refused.text() : refused.status;
		};
		await putRow(world, "measures", ids.measure, { owner_id: null });
		await putRow(world, "controls", ids.control, { owner_id: null });
		const unowned = await told();
		expect(unowned).toContain(`href="/atgarder/${ids.measure}/andring"`);
		expect(unowned).toContain("saknar ansvarig.");
		expect(unowned).toContain(`href="/kontroller/${ids.control}/andring"`);
		await putRow(world, "measures", ids.measure, { status: "cancelled", owner_id: world.ids.nils });
		await putRow(world, "controls", ids.control, { ended_on: "2027-01-31", owner_id: world.ids.carin });
		const none = await told();
		expect(none).toContain(`href="/risker/${ids.risk}/atgarder"`);
		expect(none).toContain("R1 saknar åtgärd eller kontrollmoment.");
		// the control alone is enough
		await putRow(world, "controls", ids.control, { ended_on: null });
		expect(await told()).toBe(303);
	});

	test("an accepted risk with reason, decider and review date needs no measure", async () => {
		const world = await openWorld();
		const ids = await preparedOf(world);
		await putRow(world, "measures", ids.measure, { status: "cancelled" });
		await putRow(world, "controls", ids.control, { ended_on: "2027-01-31" });
		const accepted = { treatment: "accept", treatment_reason: "Litet värde", treatment_decider_id: world.ids.fia };
		await putRow(world, "risks", ids.risk, { ...accepted, treatment_review_on: "2027-06-30" });
		expect((await decide(await clientFor(world, "fia"), `/planer/${ids.plan}/beslut`)).status).toBe(303);
	});

	test("an accepted risk is not saved without its review date", async () => {
		const world = await openWorld();
		const carin = await clientFor(world, "carin");
		const accept = { treatment: "accept", treatment_reason: "Litet värde", treatment_decider_id: world.ids.fia };
		const risk = { ...wholeRisk(world, world.ids.area), ...accept };
		const path = `/planer/${world.ids.plan}/risker`;
		const refused = await carin.post(path, risk);
		expect(refused.status).toBe(422);
		expect(await refused.text()).toContain("Ange när den accepterade risken omprövas.");
		expect((await carin.post(path, { ...risk, treatment_review_on: "2026-02-30" })).status).toBe(422);
		expect((await carin.post(path, { ...risk, treatment_review_on: "2027-02-28" })).status).toBe(303);
	});

	test("a plan decided outside carries its banner until it is completed", async () => {
		const world = await openWorld();
		const ids = await draftOf(world);
		const carin = await clientFor(world, "carin");
		const bare = { inherent_likelihood: null, inherent_impact: null, inherent_reason: "" };
		await putRow(world, "risks", ids.risk, { ...bare, owner_id: null });
		const path = `/planer/${ids.plan}/beslut`;
		expect((await decide(carin, path, { outside: "nej" })).status).toBe(422);
		expect((await decide(carin, path, { outside: "1" })).status).toBe(303);
		const banner = "Beslutad utanför Tillräcklig, 1 risk utan bedömning.";
		const page = `/planer/${ids.plan}`;
		expect(await (await carin.get(page)).text()).toContain(banner);
		expect((await trailOf(world, "plan", ids.plan))[0]).toContain(
			"(beslutad utanför Tillräcklig, 2 uppgifter saknades)",
		);
		expect(await decisions(world, ids.plan)).toMatchObject([{ number: 0, outside: 1 }]);
		const whole = { ...wholeRisk(world, ids.area), treatment: "control" };
		const edit = `/risker/${ids.risk}/andring`;
		expect((await carin.post(edit, { ...whole, version: await versionIn(carin, edit) })).status).toBe(303);
		const completed = await (await carin.get(page)).text();
		expect(completed).not.toContain("Beslutad utanför");
		expect(completed).toContain("ändrad efter beslut");
	});

	test("an imported plan and an empty one pass the same gate", async () => {
		const world = await openWorld();
		const carin = await clientFor(world, "carin");
		const file = join(world.dataDir, "plan.xlsx");
		const workbook = new ExcelJS.Workbook();
		workbook.addWorksheet("Plan").addRows([
			["Verksamhet", "Risk", "Åtgärd"],
			["HR", "Ohälsa", "Följ upp"],
		]);
		await workbook.xlsx.writeFile(file);
		const ctx = await world.as("carin");
		const place = { year: 2027, scale: STANDARD_SCALE, unit_id: world.ids.administration };
		const { areas } = await readTablesAsPlan(ctx, await tablesOf(file), place);
		const source = { file_name: "plan.xlsx", sha256: "0".repeat(64) };
		const imported = await importPlan(ctx, { board_id: world.ids.board, year: 2027 }, areas, source);
		const refused = await carin.post(`/planer/${imported.plan_id}/beredning`, {
			meetings: await meetingOn(world),
			version: "1",
		});
		expect(refused.status).toBe(422);
		expect((await decide(carin, `/planer/${imported.plan_id}/beslut`)).status).toBe(422);
		for (const gap of [
			"krav som hotas",
			"ursprung",
			"riskägare",
			"bedömning av den inneboende",
			"bedömning av den kvarstående",
			"hantering",
		])
			expect(await refused.clone().text()).toContain(`R1 saknar ${gap}`);
		await carin.post("/planer/ny", { board_id: world.ids.board, year: "2028" });
		const plan = (await findPlanOfYear(world.ctx.db, world.ids.board, 2028))!.id;
		const none = await decide(carin, `/planer/${plan}/beslut`, { outside: "1" });
		expect(none.status).toBe(422);
		expect(await none.text()).toContain("Planen har inga risker");
	});
});

test("draft with gaps refused → completed → decided → edited → shown as changed → amended", async () => {
	const world = await openWorld();
	const ids = await draftOf(world);
	const carin = await clientFor(world, "carin");
	const fia = await clientFor(world, "fia");
	const page = `/planer/${ids.plan}`;
	const { area_id, title, scope, requirements, origin } = wholeRisk(world, ids.area) as Record<string, string>;
	const bare = { area_id, title, scope, requirements, origin } as Record<string, string>;
	const added = await carin.post(`${page}/risker`, bare);
	const risk = added.headers.get("location")!;
	await keepRows(world, ids.plan);
	const handOver = async () =>
		carin.post(`${page}/beredning`, {
			meetings: await meetingOn(world),
			version: await versionIn(carin, `${page}/beredning`),
		});
	const refused = await handOver();
	expect(refused.status).toBe(422);
	expect(await refused.text()).toContain(`href="${risk}/andring"`);

	expect((await carin.post(`${risk}/andring`, { ...wholeRisk(world, ids.area), version: "1" })).status).toBe(303);
	expect((await handOver()).status).toBe(422);
	const measure = { title: "Räkna kassan varje månad", kind: "action", owner_id: world.ids.nils };
	expect((await carin.post(`${risk}/atgarder`, measure)).status).toBe(303);
	expect((await decide(fia, `${page}/beslut`)).status).toBe(422);
	expect((await handOver()).status).toBe(303);
	expect((await decide(fia, `${page}/beslut`)).status).toBe(303);
	expect(await (await fia.get(page)).text()).not.toContain("efter beslut och inte");
	expect(await (await fia.get(`${page}/andringar.json`)).json()).toEqual([]);

	const edited = {
		...wholeRisk(world, ids.area),
		residual_likelihood: "2",
		version: await versionIn(carin, `${risk}/andring`),
	};
	expect((await carin.post(`${risk}/andring`, edited)).status).toBe(303);
	const shown = await (await fia.get(page)).text();
	expect(shown).toContain("1 rad är ändrad efter beslut och inte tagen i ett ändringsbeslut.");
	const badges = [...shown.matchAll(/ändrad efter beslut</g)].map(({ index }) => index);
	expect(badges, "the risk is marked, and not what stands beside it").toHaveLength(1);
	expect(badges[0]).toBeLessThan(shown.indexOf(measure.title));
	expect(await (await fia.get(risk)).text()).toContain("Risken är ändrad efter beslut.");
	expect(await (await fia.get(`${page}/andringar.json`)).json()).toEqual([
		{ title, kind: "Risk", what: "Ändrad", field: "Kvarstående sannolikhet", before: "1", after: "2" },
	]);
	expect(await (await fia.get(`${page}/andringar`)).text()).toContain("Kvarstående sannolikhet");
	expect((await carin.post(`${risk}/atgarder`, { ...measure, title: "Tvåpersonsräkning" })).status).toBe(303);
	const rows = (await (await fia.get(`${page}.json`)).json()) as { measure: string; mark: string | null }[];
	expect(rows.map((row) => [row.measure, row.mark])).toEqual([
		["Månadsvisa stickprov av inköp under 10 tkr", null],
		["Räkna kassan varje månad", "ändrad efter beslut"],
		["Tvåpersonsräkning", "tillagd efter beslut"],
	]);

	const amendment = { decision_paragraph: "§ 15", registry_no: "26RS99", decided_on: "2026-11-16" };
	expect((await decide(fia, `${page}/andringsbeslut`, { ...amendment, decided_on: "2026-11-15" })).status).toBe(422);
	expect((await decide(fia, `${page}/andringsbeslut`, { ...amendment, decided_on: "2026-11-17" })).status).toBe(422);
	expect((await decide(fia, `${page}/andringsbeslut`, { ...amendment, registry_no: "" })).status).toBe(422);
	const version = await versionIn(fia, `${page}/andringsbeslut`);
	const both = await Promise.all([1, 2].map(() => fia.post(`${page}/andringsbeslut`, { ...amendment, version })));
	expect(both.map((one) => one.status).sort()).toEqual([303, 409]);
	expect((await decide(fia, `${page}/andringsbeslut`, amendment)).status).toBe(422);
	const after = await (await fia.get(page)).text();
	expect(after).toContain("Ändringsbeslut 1");
	expect(after).toContain("§ 15, 26RS99");
	expect(after).not.toContain("efter beslut och inte");
	expect((await decisions(world, ids.plan)).map((one) => [one.number, one.decision_paragraph])).toEqual([
		[0, "112"],
		[1, "15"],
	]);
	expect((await trailOf(world, "plan", ids.plan))[0]).toBe(
		"Fia Ström registrerade ändringsbeslut 1 till internkontrollplan 2027: 2026-11-16, § 15, 26RS99 (2 ändringar)",
	);
});

test("an ändringsbeslut passes the gate too", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const { requirements, area_id, title, scope, origin } = wholeRisk(world, world.ids.area);
	const bare = { requirements, area_id, title, scope, origin } as Record<string, string>;
	await carin.post(`/planer/${world.ids.plan}/risker`, bare);
	const refused = await decide(carin, `/planer/${world.ids.plan}/andringsbeslut`);
	expect(refused.status).toBe(422);
	expect(await refused.text()).toContain("R2 saknar riskägare.");
	expect((await decisions(world, world.ids.plan)).length).toBe(1);
});

test("wrong order and wrong people: no ändringsbeslut on a draft or a closed plan, and none without the right", async () => {
	const world = await openWorld();
	const ids = await draftOf(world);
	const fia = await clientFor(world, "fia");
	const form = { ...DECISION, version: "1" };
	expect((await fia.post(`/planer/${ids.plan}/andringsbeslut`, form)).status).toBe(403);
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("measures").set({ title: "Ny" }).where("id", "=", world.ids.measure).execute(),
	);
	for (const person of ["maria", "mats", "rune", "adam"] as const) {
		const client = await clientFor(world, person);
		expect([person, (await client.post(`/planer/${world.ids.plan}/andringsbeslut`, form)).status]).toEqual([
			person,
			403,
		]);
		expect((await client.get(`/planer/${world.ids.plan}/andringar`)).status).toBe(200);
	}
	await world.ctx.database.transaction((trx) => trx.updateTable("plans").set({ status: "closed" }).execute());
	const late = await fia.post(`/planer/${world.ids.plan}/andringsbeslut`, form);
	expect(late.status).toBe(422);
	const shown = await late.text();
	for (const text of ["Internkontrollplan 2026 är avslutad.", `value="${DECISION.registry_no}"`])
		expect(shown).toContain(text);
	expect((await decisions(world, world.ids.plan)).length).toBe(1);
});

test("the decision twice at once is registered once", async () => {
	const world = await openWorld();
	const ids = await preparedOf(world);
	const fia = await clientFor(world, "fia");
	const path = `/planer/${ids.plan}/beslut`;
	const version = await versionIn(fia, path);
	const both = await Promise.all([1, 2].map(() => fia.post(path, { ...DECISION, version })));
	expect(both.filter((one) => one.status === 303).length).toBe(1);
	expect(both.filter((one) => one.status === 403 || one.status === 409).length).toBe(1);
	expect((await decisions(world, ids.plan)).length).toBe(1);
});

test("what was decided cannot be rewritten in the database", async () => {
	const world = await openWorld();
	const attempt = (act: "update" | "delete") =>
		world.ctx.database.transaction(async (trx) => {
			if (act === "update") await trx.updateTable("plan_versions").set({ content: "{}" }).execute();
			else await trx.deleteFrom("plan_decisions").execute();
		});
	await expect(attempt("update")).rejects.toThrow("not allowed here");
	await expect(attempt("delete")).rejects.toThrow("not allowed here");
});

test("progress is no change of what was decided", async () => {
	const world = await openWorld();
	const nils = await clientFor(world, "nils");
	const report = { status: "done", effect_tested: "yes", effect_note: "Prövad", status_reason: "", version: "1" };
	expect((await nils.post(`/atgarder/${world.ids.measure}/lagesrapport`, report)).status).toBe(303);
	expect(await (await nils.get(`/planer/${world.ids.plan}/andringar.json`)).json()).toEqual([]);
});

test("checklist, units and due days are decided too; who performs and reviews is not", async () => {
	const world = await openWorld();
	const { ids } = world;
	const carin = await clientFor(world, "carin");
	const changes = async () =>
		(await (await carin.get(`/planer/${ids.plan}/andringar.json`)).json()) as Record<string, string | null>[];
	const assign = paths.controlUnit(ids.alfaAssignment);
	const people = { performer_id: ids.carin, reviewer_id: ids.mats };
	const reassigned = await carin.post(assign, { ...people, valid_to: "", version: await versionIn(carin, assign) });
	expect(reassigned.status).toBe(303);
	expect(await changes(), "by whom is no change of the plan").toEqual([]);

	const left = await carin.post(assign, { ...people, valid_to: "2026-12-31", version: await versionIn(carin, assign) });
	expect(left.status).toBe(303);
	const unit = { unit_id: ids.gamma, valid_from: "2026-12-01", performer_id: ids.carin, reviewer_id: ids.gunnel };
	expect((await carin.post(paths.controlUnits(ids.control), unit)).status).toBe(303);
	await putRow(world, "controls", ids.control, { due_working_days: 15, checklist_id: null });
	const name = (id: string) => world.ctx.db.selectFrom("org_units").select("name").where("id", "=", id);
	const [alfa, gamma] = await Promise.all([ids.alfa, ids.gamma].map((id) => name(id).executeTakeFirstOrThrow()));
	const told = await changes();
	expect(told.map(({ field, before, after }) => [field, before, after])).toEqual([
		["Checklista", expect.stringContaining(", utgåva 1"), null],
		["Arbetsdagar till förfallodag", "10", "15"],
		["Enheter", alfa!.name, `${alfa!.name} till och med 31 december 2026, ${gamma!.name}`],
	]);
	expect(await (await carin.get(`/planer/${ids.plan}`)).text()).toContain("ändrad efter beslut");
});
