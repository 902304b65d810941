import { expect, test } from "vitest";
import { listAnswersOfItem } from "../../../db/queries/checks/samples.ts";
import { findRun } from "../../../db/queries/checks/runs.ts";
import { readConfig } from "../../../src/config.ts";
import { sessionCookie } from "../../../src/ground/http/actor.ts";
import { signIn } from "../../../src/people/session/sign-in.ts";
import { paths } from "../../../src/paths/paths.ts";
import { signRun } from "../../../src/checks/samples/sign-run.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openDrawnRun } from "../../support/drawn-run.ts";
import { openWorld } from "../../support/world.ts";
import { answerAll, saying } from "./answers.ts";

async function opened(options: Parameters<typeof openDrawnRun>[1] = {}) {
	const world = await openWorld();
	const run = await openDrawnRun(world, options);
	return { world, run, id: run.runId, item: run.itemIds[0]!, maria: await clientFor(world, "maria") };
}

test("the check page shows every purchase with its facts, escaped (T01), and the progress", async () => {
	const { maria, id } = await opened();
	const text = await (await maria.get(paths.run(id))).text();
	for (const fact of ["OneMed Sverige AB", "LF84100", "Olle Beställare", "Eva Mottagare", "Per Attestant"]) {
		expect(text).toContain(fact);
	}
	expect(text).toContain("0 av 5");
	// five purchases: two choices where the question holds for all of them, three where it says so
	expect(text.match(/name="svar-1"/g)).toHaveLength(10);
	expect(text.match(/name="svar-6"/g)).toHaveLength(15);
	const hostile = await opened({ lines: { 0: { supplier_name: "<img src=x onerror=alert(1)>" } } });
	expect(await (await hostile.maria.get(paths.run(hostile.id))).text()).not.toContain("<img src=x");
});

test("what has been answered stands among the run's events, before anything is signed", async () => {
	const { maria, id, item } = await opened();
	const told = (text: string) => text.match(/class="history-what"/g)?.length ?? 0;
	const before = told(await (await maria.get(paths.run(id))).text());
	await maria.post(paths.itemAnswers(item), { fraga: "3", "svar-3": "yes", "sett-3": "0" }, { htmx: true });
	const text = await (await maria.get(paths.run(id))).text();
	expect(told(text)).toBe(before + 1);
	expect(text).not.toContain("Inga händelser är loggade");
});

test("one tap with htmx saves one question and answers only what changed", async () => {
	const { maria, item, world } = await opened();
	const answer = await maria.post(
		paths.itemAnswers(item),
		{ fraga: "3", "svar-3": "yes", "sett-3": "0" },
		{ htmx: true },
	);
	const text = await answer.text();
	expect(answer.status).toBe(200);
	expect(text).toContain('id="fraga-1-3"');
	expect(text).toContain('id="framsteg"');
	expect(text).not.toContain('id="fraga-1-4"');
	expect(text.length).toBeLessThan(8000);
	expect((await listAnswersOfItem(world.ctx.db, item)).map((one) => one.position)).toEqual([3]);
});

test("a Nej is kept at once and opens its fields, without red marks; described it is a deviation", async () => {
	const { maria, item, world } = await opened();
	const tap = await maria.post(paths.itemAnswers(item), { fraga: "6", "svar-6": "no" }, { htmx: true });
	const fields = await tap.text();
	expect(tap.status).toBe(200);
	expect(fields).toContain('name="kommentar-6"');
	expect(fields).toContain("Nej, beskrivning saknas");
	expect(fields).not.toContain("aria-invalid");
	expect(await listAnswersOfItem(world.ctx.db, item)).toMatchObject([{ position: 6, answer: "no", comment: "" }]);
	const half = { fraga: "6", "svar-6": "no", "kommentar-6": "Saknar behörighet", "rattat-6": "kvar", utkast: "ja" };
	await maria.post(paths.itemAnswers(item), half, { htmx: true });
	const page = await (await maria.get(paths.item(item))).text();
	expect(page).toContain("Nej, allvarlighetsgrad saknas");
	expect(page).not.toContain("Avvikelse 1");
	const full = { ...half, utkast: "", "allvar-6": "major" };
	const saved = await (await maria.post(paths.itemAnswers(item), full, { htmx: true })).text();
	expect(saved).toContain("Avvikelse 1");
	expect(saved).toContain("kvar");
});

test("without JavaScript one button saves all answers of a purchase, and another answers Ja to the rest", async () => {
	const { maria, item, id, world } = await opened();
	const rest = await maria.post(paths.itemAnswers(item), { "svar-6": "no", "svar-2": "yes", ovriga: "ja" });
	expect([rest.status, rest.headers.get("location")]).toEqual([303, `${paths.run(id)}#inkop-1`]);
	const given = await listAnswersOfItem(world.ctx.db, item);
	expect(given.map((one) => [one.position, one.answer, one.together])).toEqual(
		Array.from({ length: 12 }, (_, q) => [q + 1, q === 5 ? "no" : "yes", q === 5 || q === 1 ? 0 : 1]),
	);
	const page = await (await maria.get(paths.run(id))).text();
	expect(page).toContain("Nej, beskrivning saknas");
	expect(page).not.toContain('id="ovriga-1"><button');
});

test("T02 T08 a form that holds other things than answers is refused or ignored, never a crash", async () => {
	const { maria, item } = await opened();
	for (const [form, status] of [
		[{ fraga: "99", "svar-99": "yes" }, 422],
		[{ "svar-1": "kanske" }, 422],
		[{ "svar-1": ["yes", "no"] }, 422],
		[{ fraga: "1", "svar-1": "yes", "sett-1": "abc" }, 422],
		[{ "svar-1": "yes", "kommentar-1": "x".repeat(2001) }, 422],
		[{}, 303],
		[{ __proto__: "x", "svar-x": "yes" }, 303],
	] as const) {
		const answer = await maria.post(paths.itemAnswers(item), form as Record<string, string>);
		expect([form, answer.status]).toEqual([form, status]);
	}
});

test("who stands in the purchases sees why, and one way on; an attempt is 403", async () => {
	const { maria, id, item } = await opened({ lines: { 2: { receiver: "maria@prov.example" } } });
	const text = await (await maria.get(paths.run(id))).text();
	expect(text).toContain("Du har själv tagit emot inköpet LF84102");
	expect(text).toContain("Be någon annan utföra");
	expect(text).not.toContain('name="svar-1"');
	expect((await maria.post(paths.itemAnswers(item), { "svar-1": "yes" })).status).toBe(403);
});

test("others at the unit read the answers but cannot answer; other units get 404", async () => {
	const { world, id } = await opened();
	for (const person of ["mats", "carin", "rune"] as const) {
		const page = await (await clientFor(world, person)).get(paths.run(id));
		expect(page.status).toBe(200);
		expect(await page.text()).not.toContain('name="svar-1"');
	}
	for (const person of ["beata", "gunnel"] as const) {
		const client = await clientFor(world, person);
		for (const path of [paths.run(id), paths.runSignature(id), paths.runReassignment(id)]) {
			expect([403, 404]).toContain((await client.get(path)).status);
		}
		expect((await client.get(paths.run(id))).status).toBe(404);
	}
});

test("signing from the page: shows the result, refuses while questions are open, then 303", async () => {
	const { world, run, id, maria } = await opened({ n: 1 });
	expect(await (await maria.get(paths.runSignature(id))).text()).toContain("0 av 1");
	expect((await maria.post(paths.runSignature(id), { version: "1" })).status).toBe(422);
	await answerAll(await world.as("maria"), run, { "0 3": saying(3, "no") });
	expect(await (await maria.get(paths.runSignature(id))).text()).toContain("Mindre avvikelse");
	expect((await maria.post(paths.runSignature(id), { version: "1" })).status).toBe(303);
	const text = await (await maria.get(paths.run(id))).text();
	expect(text).toContain("Svaren är låsta");
	expect(text).not.toContain('name="svar-1"');
});

test("an empty month is one button on the page", async () => {
	const { world, id, maria } = await opened({ n: 0, population: 0 });
	expect(await (await maria.get(paths.run(id))).text()).toContain("Bekräfta att det stämmer");
	expect((await maria.post(paths.runSignature(id), { version: "1" })).status).toBe(303);
	expect(await findRun(world.ctx.db, id)).toMatchObject({ status: "signed", result: "no_deviation" });
});

test("the reviewer's page shows everything, and sends back only with a reason", async () => {
	const { world, run, id } = await opened({ n: 2 });
	await answerAll(await world.as("maria"), run, { "1 6": saying(6, "no") });
	await signRun(await world.as("maria"), id, { version: 1 });
	const mats = await clientFor(world, "mats");
	expect(await (await mats.get(paths.run(id))).text()).toContain(paths.runReview(id));
	expect(await (await mats.get(paths.runReview(id))).text()).toContain("Beställaren saknar behörighet");
	const refused = await mats.post(paths.runReview(id), { version: "2", decision: "return", note: "" });
	expect([refused.status, await refused.text()]).toEqual([
		422,
		expect.stringContaining("Skriv vad som behöver rättas"),
	]);
	expect((await mats.post(paths.runReview(id), { version: "2", decision: "approve", note: "" })).status).toBe(303);
	expect((await mats.post(paths.runReview(id), { version: "3", decision: "approve", note: "" })).status).toBe(422);
	expect((await (await clientFor(world, "maria")).get(paths.runReview(id))).status).toBe(403);
});

test("handing over and replacing from the page", async () => {
	const { world, id, item, maria } = await opened();
	const page = await (await maria.get(paths.runReassignment(id))).text();
	expect(page).toContain("Carin Åberg");
	expect(page).not.toContain("Mats Berg</"); // the reviewer
	expect(
		(await maria.post(paths.itemReplacement(item), { version: "1", why: "missing_document", note: "x" })).status,
	).toBe(422);
	const swap = { version: "1", why: "other_unit", note: "Fel" };
	expect((await maria.post(paths.itemReplacement(item), swap)).status, "without the unit").toBe(422);
	expect((await maria.post(paths.itemReplacement(item), { ...swap, unit_id: world.ids.beta })).status).toBe(303);
	const to = { version: "1", performer_id: world.ids.carin, reason: "Semester" };
	expect((await maria.post(paths.runReassignment(id), to)).status).toBe(303);
	expect((await maria.post(paths.itemAnswers(item), { "svar-1": "yes" })).status).toBe(403);
	expect(await findRun(world.ctx.db, id)).toMatchObject({ performer_name: "Carin Åberg" });
});

test("the list of runs: four formats, filters from an allow-list, and the rights of the page (T05 T23)", async () => {
	const { world, maria } = await opened();
	await openDrawnRun(world, { unit: "beta" });
	const rows = async (client: typeof maria, query = "") =>
		(await (await client.get(`/stickprov.json${query}`)).json()) as Record<string, unknown>[];
	const carin = await clientFor(world, "carin");
	expect(await rows(carin)).toHaveLength(2);
	expect(await rows(maria)).toMatchObject([{ unit: "Vårdcentralen Alfa" }]);
	expect(await rows(carin, `?enhet=${world.ids.beta}&period=2026-10&status=drawn`)).toHaveLength(1);
	expect(await rows(carin, "?period=2026-09")).toHaveLength(0);
	expect((await carin.get("/stickprov.json?status=x&period='--")).status).toBe(422);
	for (const path of ["/stickprov", "/stickprov.csv", "/stickprov.xlsx"]) {
		expect((await carin.get(path)).status).toBe(200);
	}
	expect((await (await clientFor(world, "adam")).get("/stickprov.csv")).status).toBe(403);
});

test("a purchase has a page of its own, for whoever comes from a deviation", async () => {
	const { world, item, maria } = await opened();
	expect(await (await maria.get(paths.item(item))).text()).toContain("Besvara frågorna");
	expect((await (await clientFor(world, "beata")).get(paths.item(item))).status).toBe(404);
	expect((await maria.get(paths.item("finns-inte"))).status).toBe(404);
});

test("the check page as a grid: every cell says what is answered, and the choice is the person's own", async () => {
	const { world, maria, id, item } = await opened({ n: 2 });
	await maria.post(paths.itemAnswers(item), { fraga: "3", "svar-3": "yes", "sett-3": "0" }, { htmx: true });
	expect(await (await maria.get(paths.run(id))).text()).not.toContain("data-check-grid");
	const chosen = await maria.get(paths.runView(id, "rutnat"));
	const html = await chosen.text();
	expect(html.match(/data-cell=/g), "two items, twelve questions").toHaveLength(24);
	expect(html).toContain('aria-label="Inköp 1, fråga 3: Ja"');
	expect(html).toContain('aria-label="Inköp 2, fråga 3: obesvarad"');
	expect(html, "the cards are there, with their forms").toContain('name="svar-3"');
	const kept = chosen.headers
		.getSetCookie()
		.find((one) => one.startsWith("vy="))!
		.split(";")[0]!;
	const again = async (person: "maria" | "mats", path = paths.run(id)) => {
		const config = readConfig({ DATA_DIR: world.dataDir, NODE_ENV: "test" });
		const session = `${sessionCookie(config).name}=${await signIn(await world.as(person), "test")}`;
		return (await clientFor(world, null)).get(path, { Cookie: `${session}; ${kept}` });
	};
	expect(await (await again("maria")).text(), "kept").toContain("data-check-grid");
	expect(await (await again("maria", paths.runView(id, "kort"))).text()).not.toContain("data-check-grid");
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("control_runs").set({ performer_id: world.ids.mats }).where("id", "=", id).execute(),
	);
	expect(await (await again("mats")).text(), "another's choice").not.toContain("data-check-grid");
	expect(await (await again("mats", paths.runView(id, "rutnat"))).text()).toContain("data-check-grid");
	const nothing = await (await again("maria")).text();
	expect(nothing, "who may not answer has nothing to walk").not.toContain("data-check-grid");
	expect((await maria.get(`${paths.run(id)}?vy=<script>`)).status, "T05").toBe(200);
});

test("what answers an answer is small, since it is waited for on a slow network", async () => {
	const world = await openWorld();
	const run = await openDrawnRun(world, { n: 10, population: 40 });
	const maria = await clientFor(world, "maria");
	const form = { fraga: "1", "svar-1": "yes", "sett-1": "0" };
	const headers = { "Accept-Encoding": "gzip" };
	const answer = await maria.post(paths.itemAnswers(run.itemIds[0]!), form, { htmx: true, headers });
	const sent = (await answer.arrayBuffer()).byteLength;
	expect([answer.status, answer.headers.get("content-encoding")]).toEqual([200, "gzip"]);
	expect(sent).toBeLessThan(2_048);
});
