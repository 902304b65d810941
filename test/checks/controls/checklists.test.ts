import { expect, test } from "vitest";
import { listQuestionsOf } from "../../../db/queries/checks/controls-checklists.ts";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld, type World } from "../../support/world.ts";
import { sortKey } from "../../../db/schema/sort-key.ts";
import { insertUnit } from "../../../db/writes/people/units.ts";

const checklists = (world: World) => world.ctx.db.selectFrom("checklists").selectAll().orderBy("edition").execute();
const eventsOf = async (world: World, type: string) =>
	(await world.ctx.db.selectFrom("events").selectAll().where("type", "=", type).execute()).map((event) => ({
		...event,
		data: JSON.parse(event.data),
	}));

/** The world's twelve questions as the form for the next edition holds them. */
async function filled(world: World, changes: Record<string, string> = {}): Promise<Record<string, string>> {
	const values: Record<string, string> = { title: "Inköp under 10 tkr" };
	for (const question of await listQuestionsOf(world.ctx.db, world.ids.checklist)) {
		values[`text_${question.position}`] = question.text;
		values[`help_${question.position}`] = question.help;
		if (question.is_key) values[`key_${question.position}`] = "1";
		if (question.asks_cause) values[`cause_${question.position}`] = "1";
		if (question.may_be_not_applicable) values[`na_${question.position}`] = "1";
	}
	return { ...values, ...changes };
}

test("a new edition is a copy with edits; the one before is untouched", async () => {
	const world = await openWorld();
	const before = await listQuestionsOf(world.ctx.db, world.ids.checklist);
	const carin = await clientFor(world, "carin");
	const form = await (await carin.get(paths.checklistEdition(world.ids.checklist))).text();
	expect(form).toContain("Kontrollpunkt 12");
	const response = await carin.post(
		paths.checklistEdition(world.ids.checklist),
		await filled(world, { text_2: "", text_3: "Är priset rätt?", text_13: "En till?", key_13: "1" }),
	);
	expect(response.status).toBe(303);
	const [, next] = await checklists(world);
	expect(next).toMatchObject({ key: "inkop", edition: 2, title: "Inköp under 10 tkr" });
	const questions = await listQuestionsOf(world.ctx.db, next!.id);
	expect(questions).toHaveLength(12);
	expect(questions[1]).toMatchObject({ position: 2, text: "Är priset rätt?" });
	expect(questions[11]).toMatchObject({ position: 12, text: "En till?", is_key: 1, asks_cause: 0 });
	expect(await listQuestionsOf(world.ctx.db, world.ids.checklist)).toEqual(before);
	expect((await world.ctx.db.selectFrom("controls").select("checklist_id").executeTakeFirst())?.checklist_id).toBe(
		world.ids.checklist,
	);
	expect(await eventsOf(world, "checklist.added")).toMatchObject([
		{ actor_name: "Carin Åberg", data: { edition: 2, questions: 12 } },
	]);
	const old = await (await carin.get(paths.checklist(world.ids.checklist))).text();
	expect(old).toContain("Det finns en nyare utgåva");
});

test("questions are moved by their place, and a form has more rows when they are asked for", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const url = paths.checklistEdition(world.ids.checklist);
	const before = (await listQuestionsOf(world.ctx.db, world.ids.checklist)).map(({ text }) => text);
	expect((await carin.post(url, await filled(world, { place_7: "x" }))).status).toBe(422);
	// a dependency is told by the number the form shows, wherever its question is moved
	const tied = { place_12: "1", place_2: "5", na_11: "", when_no_11: "12" };
	expect((await carin.post(url, await filled(world, tied))).status).toBe(303);
	const [, next] = await checklists(world);
	const after = await listQuestionsOf(world.ctx.db, next!.id);
	const at = (...numbers: number[]) => numbers.map((n) => before[n - 1]);
	expect(after.map(({ text }) => text)).toEqual(at(12, 1, 3, 4, 5, 2, 6, 7, 8, 9, 10, 11));
	expect(after[11]).toMatchObject({ text: before[10], asked_when_no: 1 });
	const late = await filled(world, { place_1: "12", when_no_2: "1", na_2: "" });
	expect((await carin.post(paths.checklistEdition(next!.id), late)).status, "moved behind what waits for it").toBe(422);
	const more = await carin.post(url, { ...(await filled(world)), text_12: "Ny fråga", rader: "30" });
	expect(more.status).toBe(200);
	const html = await more.text();
	expect(html).toContain('name="text_30"');
	expect(html).not.toContain('name="text_31"');
	expect(html).toContain("Ny fråga");
	expect(await checklists(world), "asking for rows stores nothing").toHaveLength(2);
	expect(await (await carin.post(url, { ...(await filled(world)), rader: "9999" })).text()).not.toContain("text_46");
});

test("the controls go over to the new edition when that is asked for, and their history says so", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	await carin.post(paths.checklistEdition(world.ids.checklist), await filled(world, { text_1: "Ny?", adopt: "1" }));
	const [, next] = await checklists(world);
	expect(await world.ctx.db.selectFrom("controls").select(["checklist_id", "version"]).executeTakeFirst()).toEqual({
		checklist_id: next!.id,
		version: 2,
	});
	expect(await eventsOf(world, "control.edited")).toMatchObject([
		{
			unit_id: world.ids.administration,
			data: { changes: { checklist_id: ["Inköp under 10 tkr (utgåva 1)", "Inköp under 10 tkr (utgåva 2)"] } },
		},
	]);
});

test("the same again makes no edition, and an edition is only made from the newest", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const send = async (changes: Record<string, string>) =>
		carin.post(paths.checklistEdition(world.ids.checklist), await filled(world, changes));
	expect((await send({})).status).toBe(303);
	expect(await checklists(world)).toHaveLength(1);
	expect((await send({ text_1: "Först?" })).status).toBe(303);
	const late = await send({ text_1: "Sist?" });
	expect(late.status).toBe(409);
	expect(await late.text()).toContain("Sist?");
	expect(await checklists(world)).toHaveLength(2);
});

test("a checklist needs a name and a question; what was typed is kept", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const empty = await carin.post(paths.checklists(), { title: "Kassor", help_1: "Bara hjälp" });
	expect(empty.status).toBe(422);
	const page = await empty.text();
	expect(page).toContain("Skriv minst en kontrollpunkt.");
	expect(page).toContain("Bara hjälp");
	expect((await carin.post(paths.checklists(), { title: "", text_1: "Stämmer kassan?" })).status).toBe(422);
	expect((await carin.post(paths.checklists(), { title: "Kassor", text_1: "x".repeat(301) })).status).toBe(422);
	expect((await carin.post(paths.checklists(), { title: "Kassor", text_1: "Stämmer kassan?" })).status).toBe(303);
	expect((await checklists(world)).map((list) => [list.title, list.edition])).toContainEqual(["Kassor", 1]);
});

test("T16: everybody reads the checklists, only the controller makes editions", async () => {
	const world = await openWorld();
	for (const person of ["maria", "rune", "adam"] as const) {
		const client = await clientFor(world, person);
		expect((await client.get(paths.checklists())).status).toBe(200);
		expect((await client.get(paths.checklist(world.ids.checklist))).status).toBe(200);
		expect((await client.post(paths.checklistEdition(world.ids.checklist), await filled(world))).status).toBe(403);
		expect((await client.post(paths.checklists(), { title: "x", text_1: "y" })).status).toBe(403);
	}
	const carin = await clientFor(world, "carin");
	expect((await carin.get(paths.checklist("finns-inte"))).status).toBe(404);
	expect((await (await carin.get(`${paths.checklists()}.json`)).json()) as unknown[]).toMatchObject([
		{ title: "Inköp under 10 tkr", edition: "1", questions: 12, controls: 1 },
	]);
});

test("T18: a checklist of another förvaltning is read, not edited, by whichever way", async () => {
	const world = await openWorld();
	const { region } = world.ids;
	await world.ctx.database.transaction(async (trx) => {
		await insertUnit(trx, {
			id: "annan",
			kind: "administration",
			name: "En annan förvaltning",
			sort_name: sortKey("En annan förvaltning"),
			parent_id: region,
			code: null,
			valid_from: "2020-01-01",
			valid_to: null,
			version: 1,
		});
		await trx.updateTable("roles").set({ unit_id: "annan" }).where("person_id", "=", world.ids.carin).execute();
	});
	const carin = await clientFor(world, "carin");
	const before = await checklists(world);
	const page = await (await carin.get(paths.checklist(world.ids.checklist))).text();
	expect([page.includes("Kontrollpunkt"), page.includes("Ny utgåva")]).toEqual([true, false]);
	for (const adopt of [{}, { adopt: "1" }]) {
		const answer = await carin.post(
			paths.checklistEdition(world.ids.checklist),
			await filled(world, { text_1: "Ändrad?", ...adopt } as Record<string, string>),
		);
		expect([answer.status, (await answer.text()).includes("en annan förvaltning")]).toEqual([403, true]);
	}
	expect((await carin.get(paths.checklistEdition(world.ids.checklist))).status).toBe(403);
	expect(await checklists(world)).toEqual(before);
	const own = await carin.post(paths.checklists(), { title: "Egen", text_1: "Är det rätt?" });
	expect(own.status, "an own one is made").toBe(303);
});

test("a question says when it does not apply: a key question with a reason, one that waits for another after it", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const send = async (changes: Record<string, string>) =>
		carin.post(paths.checklistEdition(world.ids.checklist), await filled(world, changes));
	const refused: [Record<string, string>, string][] = [
		[{ na_1: "1" }, "Skriv skälet till att den här inte gör det."],
		[{ when_no_1: "2", na_reason_1: "x" }, "Ange numret på en fråga som står före den här."],
		[{ when_no_11: "11" }, "Ange numret på en fråga som står före den här."],
		[{ when_no_11: "31" }, "30"],
		[{ when_no_11: "2", text_2: "" }, "Ange numret på en fråga som står före den här."],
		[{ when_no_12: "2", na_12: "1" }, "Välj det ena."],
		[{ when_no_10: "3", when_no_11: "10" }, "Den frågan ställs själv bara ibland."],
		[{ file_3: "agreement_list", when_no_11: "3" }, "Den frågan besvaras av filen."],
		[{ file_6: "agreement_list" }, "Det som filen besvarar gäller alla inköp."],
	];
	for (const [changes, sentence] of refused) {
		const response = await send(changes);
		expect(response.status, JSON.stringify(changes)).toBe(422);
		expect(await response.text()).toContain(sentence);
	}
	expect(await checklists(world)).toHaveLength(1);
	const changes = {
		...{ na_1: "1", na_reason_1: "Gäller inte återköp", na_12: "", when_no_12: "3", text_2: "" },
		file_7: "two_attestants",
	};
	expect((await send(changes)).status).toBe(303);
	const [, next] = await checklists(world);
	const questions = await listQuestionsOf(world.ctx.db, next!.id);
	expect(questions[0]).toMatchObject({ may_be_not_applicable: 1, not_applicable_reason: "Gäller inte återköp" });
	expect(questions[10]).toMatchObject({ text: "Kontrollpunkt 12", asked_when_no: 2 });
	const terms = [
		"fråga 1: Får besvaras med Ej tillämpligt (Gäller inte återköp)",
		"fråga 5: Får besvaras med Ej tillämpligt",
		"fråga 6: Besvaras av filen för alla inköp: två olika attestanter",
		"fråga 11: Ställs bara när fråga 2 fått Nej",
	];
	expect(await eventsOf(world, "checklist.added")).toMatchObject([{ data: { terms } }]);
	const page = await (await carin.get(paths.checklist(next!.id))).text();
	for (const one of terms) expect(page).toContain(one.slice(one.indexOf(":") + 2));
	const form = await (await carin.get(paths.checklistEdition(next!.id))).text();
	expect(form).toContain("Gäller inte återköp");
});
