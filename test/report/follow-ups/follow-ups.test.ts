import { expect, test } from "vitest";
import { listFollowUpRows } from "../../../db/queries/report/follow-ups.ts";
import { findPeriod } from "../../../db/queries/report/periods.ts";
import { paths } from "../../../src/paths/paths.ts";
import { addPeriod } from "../../../src/report/periods/add-period.ts";
import { carryPlan } from "../../../src/register/plans/carry-plan.ts";
import { judgedScope } from "../../../src/report/periods/scope.ts";
import { followUp, JANUARY, openFinishedYear } from "../closing/support.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld, type World } from "../../support/world.ts";

const form = { ...followUp, next_year: "", version: "0" } as Record<string, string>;
const rows = async (world: World) => {
	const period = (await findPeriod(world.ctx.db, world.ids.period))!;
	return listFollowUpRows(world.ctx.db, period, judgedScope(period, "2026-11-16"));
};

test("the owner writes, the controller completes, and the numbers are computed", async () => {
	const world = await openFinishedYear();
	const url = paths.followUp(world.ids.period, "risk", world.ids.risk);
	const nils = await clientFor(world, "nils", JANUARY);
	expect((await nils.post(url, form)).status).toBe(303);
	expect((await nils.post(`${url}/fardig`, { version: "1" })).status).toBe(403);
	const carin = await clientFor(world, "carin", JANUARY);
	expect((await carin.post(`${url}/fardig`, { version: "1" })).status).toBe(303);
	const [risk, , control] = await rows(world);
	expect(risk).toMatchObject({ kind: "risk", follow_up: { writer: "Nils Holm", completer: "Carin Åberg" } });
	expect(control).toMatchObject({ kind: "control", numbers: { planned: 2, performed: 2, deviating: 2 } });
	const page = await (await nils.get(url)).text();
	for (const fact of ["Inneboende 9", "Kvarstående 6"]) expect(page).toContain(fact);
});

test("a change opens it again, a stale one is refused with the newer words, an empty one is not completed", async () => {
	const world = await openFinishedYear();
	const url = paths.followUp(world.ids.period, "measure", world.ids.measure);
	const carin = await clientFor(world, "carin", JANUARY);
	await carin.post(url, { ...form, result: "" });
	expect(await (await carin.post(`${url}/fardig`, { version: "1" })).text()).toContain("Skriv resultatet");
	expect((await carin.post(url, { ...form, version: "1" })).status).toBe(303);
	const stale = await carin.post(url, { ...form, result: "Annat", version: "1" });
	expect(stale.status).toBe(409);
	expect(await stale.text()).toContain(followUp.result);
});

test("others' words are not written by other managers, and a subject of another plan is not found", async () => {
	const world = await openWorld();
	for (const person of ["mats", "gunnel", "fia", "maria", "rune"] as const) {
		const client = await clientFor(world, person);
		const url = paths.followUp(world.ids.period, "risk", world.ids.risk);
		expect([person, (await client.post(url, form)).status]).toEqual([person, 403]);
	}
	const carin = await clientFor(world, "carin");
	expect((await carin.post(paths.followUp(world.ids.period, "risk", "finns-inte"), form)).status).toBe(404);
	expect((await carin.get(paths.followUp(world.ids.period, "plan", world.ids.plan))).status).toBe(404);
});

test("page and files hold the same rows", async () => {
	const world = await openFinishedYear();
	const carin = await clientFor(world, "carin");
	const url = paths.followUps(world.ids.period);
	const json = (await (await carin.get(`${url}.json`)).json()) as { title: string }[];
	const page = await (await carin.get(url)).text();
	expect(json).toHaveLength(3);
	for (const { title } of json) expect(page).toContain(title);
});

test("whoever was asked delivers; nobody else but the controller", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const url = paths.deliveries(world.ids.period);
	expect((await carin.post(url, { what: "Inköp", person_id: world.ids.rune, due_on: "2027-01-10" })).status).toBe(422);
	expect((await carin.post(url, { what: "Inköp", person_id: world.ids.mats, due_on: "2027-01-10" })).status).toBe(303);
	const [row] = await world.ctx.db.selectFrom("period_deliveries").select("id").execute();
	const done = paths.delivered(world.ids.period, row!.id);
	expect((await (await clientFor(world, "boris")).post(done, { version: "1" })).status).toBe(403);
	expect((await (await clientFor(world, "mats")).post(done, { version: "1" })).status).toBe(303);
	expect((await carin.post(done, { version: "2" })).status).toBe(422);
});

test("what was carried from last year's plan has last year's follow-up beside, on the page and in the files", async () => {
	const world = await openFinishedYear();
	const carin = await clientFor(world, "carin", JANUARY);
	for (const [kind, id] of [
		["risk", world.ids.risk],
		["measure", world.ids.measure],
		["control", world.ids.control],
	] as const)
		await carin.post(paths.followUp(world.ids.period, kind, id), { ...form, result: `Resultat för ${kind}` });
	const plan = await carryPlan(await world.as("carin", JANUARY), world.ids.plan);
	const spring = await addPeriod(await world.as("carin", JANUARY), {
		board_id: world.ids.board,
		name: "Delårsrapport 2027",
		kind: "interim_report",
		year: 2027,
		first_day: "2027-01-01",
		cut_off: "2027-07-31",
		deadline: "2027-09-05",
	});
	const period = (await findPeriod(world.ctx.db, spring))!;
	const carried = await listFollowUpRows(world.ctx.db, period, judgedScope(period, "2026-11-16"));
	expect(carried.map((row) => [row.kind, row.follow_up, row.previous?.result, row.previous?.period])).toEqual(
		(["risk", "measure", "control"] as const).map((kind) => [
			kind,
			null,
			`Resultat för ${kind}`,
			"Verksamhetsberättelse 2026",
		]),
	);
	expect(carried.map((row) => row.id)).not.toContain(world.ids.risk);
	expect(plan).not.toBe(world.ids.plan);
	const page = await (await carin.get(paths.followUp(spring, "control", carried[2]!.id))).text();
	expect(page).toContain("Förra rapporttillfället: Verksamhetsberättelse 2026");
	expect(page).toContain("Resultat för control");
	const json = (await (await carin.get(`${paths.followUps(spring)}.json`)).json()) as object[];
	expect(json[1]).toMatchObject({ previous_result: "Resultat för measure", previous_status: "Enligt plan" });
});

test("a written status that contradicts the numbers gets a remark, on the page and in the file", async () => {
	const world = await openFinishedYear();
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("measures").set({ status: "ongoing", due_on: "2026-03-31" }).execute(),
	);
	const carin = await clientFor(world, "carin", JANUARY);
	const { period, measure, control } = world.ids;
	for (const [kind, id, status] of [
		["measure", measure, "as_planned"],
		["control", control, "as_planned"],
	] as const)
		expect((await carin.post(paths.followUp(period, kind, id), { ...form, status })).status).toBe(303);
	const page = await (await carin.get(paths.followUp(period, "measure", measure))).text();
	expect(page).toContain("men åtgärdens status är ”pågår”");
	expect(page).toContain("Talen säger ”inte enligt plan”, skriven status är ”enligt plan”.");
	const listed = (await (await carin.get(`${paths.followUps(period)}.json`)).json()) as Record<string, string>[];
	const [, ofMeasure, ofControl] = listed;
	expect(ofMeasure!.remark).toContain("Talen säger");
	expect(ofControl).toMatchObject({ remark: "" });
	expect(ofControl!.numbers).toContain("2 planerade, 2 förfallna, 2 utförda");
});

const next = { sedan: "nasta" };

test("saving goes on to the next without a result, an owner's own alone, and says when none is left", async () => {
	const world = await openFinishedYear();
	const { period, risk, measure, control, mats, nils } = world.ids;
	await world.ctx.database.transaction(async (trx) => {
		await trx.updateTable("risks").set({ owner_id: nils }).execute();
		await trx.updateTable("measures").set({ owner_id: mats }).execute();
		await trx.updateTable("controls").set({ owner_id: nils }).execute();
	});
	const url = (kind: string, id: string) => paths.followUp(period, kind, id);
	const owner = await clientFor(world, "nils", JANUARY);
	const refused = await owner.post(url("risk", risk), { ...form, ...next, status: "" });
	expect(refused.status, "what is refused goes nowhere").toBe(422);
	const first = await owner.post(url("risk", risk), { ...form, ...next });
	expect(first.headers.get("location"), "past the measure, which is another's").toBe(url("control", control));
	expect(await (await owner.get(url("control", control))).text()).toContain("1 av 2</strong> klara");
	const last = await owner.post(url("control", control), { ...form, ...next });
	expect(last.headers.get("location")).toBe(paths.followUps(period));
	expect((await owner.post(url("measure", measure), { ...form, ...next })).status).toBe(403);
	const carin = await clientFor(world, "carin", JANUARY);
	const list = await (await carin.get(paths.followUps(period))).text();
	expect(list).toContain("2 av 3</strong> klara");
	expect(list.indexOf("Mats")).toBeGreaterThan(-1);
	expect(list).toContain("0 av 1 klara");
	expect(list, "the next without a result").toContain(url("measure", measure));
	const done = await carin.post(`${url("risk", risk)}/fardig`, { version: "1" });
	expect(done.headers.get("location"), "the next that is written").toBe(url("control", control));
	expect((await carin.post(`${url("control", control)}/fardig`, { version: "1" })).headers.get("location")).toBe(
		paths.followUps(period),
	);
});

test("the words of the report before fill what is empty, are told whose they are, and are stored only when saved", async () => {
	const world = await openFinishedYear();
	const carin = await clientFor(world, "carin", JANUARY);
	const control = world.ids.control;
	await carin.post(paths.followUp(world.ids.period, "control", control), { ...form, result: "Fjolårets resultat" });
	await carryPlan(await world.as("carin", JANUARY), world.ids.plan);
	const spring = await addPeriod(await world.as("carin", JANUARY), {
		board_id: world.ids.board,
		name: "Delårsrapport 2027",
		kind: "interim_report",
		year: 2027,
		first_day: "2027-01-01",
		cut_off: "2027-07-31",
		deadline: "2027-09-05",
	});
	const period = (await findPeriod(world.ctx.db, spring))!;
	const [, , carried] = await listFollowUpRows(world.ctx.db, period, judgedScope(period, "2026-11-16"));
	const url = paths.followUp(spring, "control", carried!.id);
	const offered = await (await carin.get(url)).text();
	expect(offered).toContain("Hämta texten till Resultat och Analys");
	const filled = await (await carin.get(paths.followUpTakeOver(spring, "control", carried!.id))).text();
	expect(filled).toMatch(/<textarea[^>]*name="result"[^>]*>Fjolårets resultat</);
	expect(filled).toContain("kommer från Verksamhetsberättelse 2026, skriven av Carin Åberg");
	const stored = () => world.ctx.db.selectFrom("follow_ups").selectAll().where("period_id", "=", spring).execute();
	expect(await stored()).toEqual([]);
	await carin.post(url, { ...form, result: "Årets egna" });
	const kept = await (await carin.get(paths.followUpTakeOver(spring, "control", carried!.id))).text();
	expect(kept, "what is written stays").toMatch(/<textarea[^>]*name="result"[^>]*>Årets egna</);
});
