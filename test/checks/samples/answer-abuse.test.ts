import { expect, test } from "vitest";
import { listQuestionsOf } from "../../../db/queries/checks/controls-checklists.ts";
import { listAnswersOfRun, listItems } from "../../../db/queries/checks/samples.ts";
import { findRun } from "../../../db/queries/checks/runs.ts";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { type DrawnRunOptions, openDrawnRun } from "../../support/drawn-run.ts";
import { openWorld, type PersonKey, type World } from "../../support/world.ts";

/** What a person who wants a clean report would try, each from the pages alone. */
async function opened(options: DrawnRunOptions = { n: 1 }) {
	const world = await openWorld();
	const run = await openDrawnRun(world, options);
	return { world, run, id: run.runId, item: run.itemIds[0]!, maria: await clientFor(world, "maria") };
}

const every = (answer: string) => Object.fromEntries(Array.from({ length: 12 }, (_, q) => [`svar-${q + 1}`, answer]));
const stateOf = async (world: World, id: string) => (await findRun(world.ctx.db, id))!;
const deeds = async (world: World, type: string) =>
	world.ctx.db.selectFrom("events").selectAll().where("type", "=", type).orderBy("seq").execute();

async function substitute(world: World, person: PersonKey, role: "material_coordinator" | "manager", of: PersonKey) {
	await world.ctx.database.transaction((trx) =>
		trx
			.insertInto("roles")
			.values({
				...{ id: `vik-${role}`, person_id: world.ids[person], role, unit_id: world.ids.alfa },
				...{ valid_from: "2026-11-01", valid_to: null, substitute_for: world.ids[of], version: 1 },
			})
			.execute(),
	);
}

test("all Ej tillämpligt: refused where a question does not allow it, and judged as nothing where every one does", async () => {
	const { world, id, item, maria } = await opened();
	const refused = await maria.post(paths.itemAnswers(item), every("not_applicable"));
	expect(refused.status).toBe(422);
	expect(await refused.text()).toContain("Frågan gäller alla inköp: svara Ja eller Nej.");
	expect(await listAnswersOfRun(world.ctx.db, id)).toEqual([]);
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("check_questions").set({ may_be_not_applicable: 1, asked_when_no: null }).execute(),
	);
	expect((await maria.post(paths.itemAnswers(item), every("not_applicable"))).status).toBe(303);
	expect((await maria.post(paths.runSignature(id), { version: "1" })).status).toBe(303);
	const mats = await clientFor(world, "mats");
	const approve = { version: "2", decision: "approve", note: "" };
	expect((await mats.post(paths.runReview(id), approve)).status).toBe(422);
	expect((await stateOf(world, id)).status).toBe("signed");
	const note = "Inga köp av det slag som checklistan gäller.";
	expect((await mats.post(paths.runReview(id), { ...approve, note })).status).toBe(303);
	// stands visibly in run, evaluation, report and trail
	const carin = await clientFor(world, "carin");
	const page = await (await carin.get(paths.run(id))).text();
	expect(page).toContain("Inget att bedöma");
	expect(page).not.toContain("Ingen avvikelse");
	const evaluation = await (await carin.get("/utvardering")).text();
	expect(evaluation).toContain("Inte prövad");
	expect(evaluation).not.toContain(">Stöd<");
	const report = (await (await carin.get(`${paths.reportPeriod(world.ids.period)}.json`)).json()) as {
		label: string;
		value: unknown;
	}[];
	expect(report).toContainEqual(expect.objectContaining({ label: "Resultat: Inget att bedöma", value: 1 }));
	expect((await deeds(world, "run.approved"))[0]!.data).toContain(note);
});

test("a substitute: every answer says for whom, and who has answered for one never approves for another", async () => {
	const { world, id, item } = await opened();
	await substitute(world, "gunnel", "material_coordinator", "maria");
	await substitute(world, "gunnel", "manager", "mats");
	const gunnel = await clientFor(world, "gunnel");
	expect((await gunnel.post(paths.itemAnswers(item), every("yes"))).status).toBe(303);
	expect((await gunnel.post(paths.runSignature(id), { version: "1" })).status).toBe(303);
	expect((await deeds(world, "run.signed"))[0]).toMatchObject({
		actor_id: world.ids.gunnel,
		on_behalf_of: "Maria Ek",
	});
	const approve = { version: "2", decision: "approve", note: "Allt är granskat" };
	expect((await gunnel.post(paths.runReview(id), approve)).status).toBe(403);
	// nor does the one whose substitute has answered
	expect([403, 404]).toContain((await (await clientFor(world, "maria")).post(paths.runReview(id), approve)).status);
	expect(await stateOf(world, id)).toMatchObject({ status: "signed", signed_by: world.ids.gunnel, version: 2 });
});

test("answer for another unit: nothing of it is found, and nothing is kept", async () => {
	const { world, run, id, item } = await opened({ n: 5 });
	for (const person of ["beata", "boris"] as const) {
		const client = await clientFor(world, person);
		for (const [path, form] of [
			[paths.itemAnswers(item), every("yes")],
			[paths.itemAnswers(item), { fraga: "1", "svar-1": "yes" }],
			[paths.itemReplacement(item), { version: "1", why: "not_purchase", note: "Hör inte hit" }],
			[paths.runSignature(id), { version: "1" }],
			[paths.runReview(id), { version: "1", decision: "approve", note: "" }],
		] as const)
			expect([403, 404], `${person} ${path}`).toContain((await client.post(path, form)).status);
		expect((await client.get(paths.item(item))).status).toBe(404);
	}
	expect(await listAnswersOfRun(world.ctx.db, id)).toEqual([]);
	expect((await listItems(world.ctx.db, id)).map((one) => one.id)).toEqual(run.itemIds);
	expect(await stateOf(world, id)).toMatchObject({ status: "drawn", version: 1 });
});

test("sign, then change the checklist: the signed run keeps its questions, and the next edition is the next frame's", async () => {
	const { world, id, item, maria } = await opened();
	expect((await maria.post(paths.itemAnswers(item), every("yes"))).status).toBe(303);
	expect((await maria.post(paths.runSignature(id), { version: "1" })).status).toBe(303);
	const before = await listQuestionsOf(world.ctx.db, world.ids.checklist);
	const carin = await clientFor(world, "carin");
	const easier = { title: "Lättare", text_1: "Finns fakturan?", key_1: "1", adopt: "1" };
	expect((await carin.post(paths.checklistEdition(world.ids.checklist), easier)).status).toBe(303);
	const control = await world.ctx.db.selectFrom("controls").select("checklist_id").executeTakeFirstOrThrow();
	expect(control.checklist_id, "the control went over to the easier one").not.toBe(world.ids.checklist);
	const mats = await clientFor(world, "mats");
	for (const path of [paths.run(id), paths.runReview(id)]) {
		const page = await (await mats.get(path)).text();
		for (const question of before) expect(page).toContain(question.text);
		expect(page).not.toContain("Finns fakturan?");
	}
	expect((await mats.post(paths.runReview(id), { version: "2", decision: "approve", note: "" })).status).toBe(303);
	const evaluation = await (await carin.get("/utvardering")).text();
	expect(evaluation).toContain(before[0]!.text);
	expect(evaluation).not.toContain("Finns fakturan?");
	// the answers cannot follow the checklist afterwards
	expect([403, 422]).toContain((await maria.post(paths.itemAnswers(item), { "svar-1": "no" })).status);
});

test("two tabs and two accounts: no Nej goes away unseen, and a run is signed and approved once", async () => {
	const { world, id, item, maria } = await opened();
	const other = await clientFor(world, "maria");
	const no = { ...{ fraga: "3", "svar-3": "no" }, ...{ "kommentar-3": "Fel pris", "allvar-3": "minor" } };
	expect((await maria.post(paths.itemAnswers(item), { ...no, "sett-3": "0" })).status).toBe(303);
	// another account with an older page is told, and overwrites nothing
	await substitute(world, "gunnel", "material_coordinator", "maria");
	const yes = { fraga: "3", "svar-3": "yes", "sett-3": "0" };
	expect((await (await clientFor(world, "gunnel")).post(paths.itemAnswers(item), yes)).status).toBe(409);
	expect((await listAnswersOfRun(world.ctx.db, id)).map((one) => one.answer)).toEqual(["no"]);
	// one's own other tab may correct the answer: what was withdrawn stands before the reviewer and in the trail
	expect((await other.post(paths.itemAnswers(item), yes)).status).toBe(303);
	expect((await deeds(world, "item.answered")).map((event) => event.data).join()).toContain('"before":{"answer":"no"');
	const rest = Object.fromEntries(Object.entries(every("yes")).filter(([name]) => name !== "svar-3"));
	expect((await other.post(paths.itemAnswers(item), rest)).status).toBe(303);
	const signatures = await Promise.all([maria, other].map((tab) => tab.post(paths.runSignature(id), { version: "1" })));
	expect(signatures.map((answer) => answer.status).sort()).toEqual([303, expect.any(Number)]);
	expect(await deeds(world, "run.signed")).toHaveLength(1);
	// a tab left open from before the signature
	expect([403, 422]).toContain((await other.post(paths.itemAnswers(item), { fraga: "3", "svar-3": "yes" })).status);
	expect(await stateOf(world, id)).toMatchObject({ status: "signed", result: "no_deviation" });
	const review = await (await (await clientFor(world, "mats")).get(paths.runReview(id))).text();
	expect(review).toContain("Fel pris");
	const reviewers = await Promise.all([clientFor(world, "mats"), clientFor(world, "mats")]);
	const approve = { version: "2", decision: "approve", note: "" };
	await Promise.all(reviewers.map((tab) => tab.post(paths.runReview(id), approve)));
	expect(await deeds(world, "run.approved")).toHaveLength(1);
});
