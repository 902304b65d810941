import { expect, test } from "vitest";
import { listRegionAnswers, listRegionItems } from "../../../db/queries/report/region.ts";
import { findPeriod } from "../../../db/queries/report/periods.ts";
import { paths } from "../../../src/paths/paths.ts";
import { closePeriod } from "../../../src/report/closing/close-period.ts";
import { openSealKey } from "../../../src/report/closing/seal-key.ts";
import { verifySeals } from "../../../src/report/closing/verify-seals.ts";
import { readPapers } from "../../../src/report/documents/read-papers.ts";
import { answerItem } from "../../../src/report/region/answer-item.ts";
import { pushItem } from "../../../src/report/region/push-item.ts";
import { rewordItem } from "../../../src/report/region/reword-item.ts";
import { approvedAssessment, JANUARY, openFinishedYear, writeFollowUps } from "../closing/support.ts";
import { clientFor } from "../../support/browser-client.ts";
import { withdrawItem } from "../../../src/report/region/withdraw-item.ts";
import { regionController } from "../../support/region-controller.ts";
import { openWholeWorld } from "../../support/whole-world.ts";
import { openWorld } from "../../support/world.ts";

const sent = { year: 2026, kind: "question" as const, title: "Reservrutiner", text: "Vilka är övade?" };

test("a board's controller reads and answers by the form, and posts by hand in vain what only the region may", async () => {
	const world = await openWorld();
	const id = await pushItem(regionController(world), sent);
	const carin = await clientFor(world, "carin");
	const list = await (await carin.get(paths.regionItems(2026))).text();
	expect(list).toContain("Inte besvarad");
	expect(list).not.toContain("Skicka till alla nämnder");
	expect((await carin.post(paths.regionItems(), { ...sent, year: "2026", title: "Egen" })).status).toBe(403);
	expect((await carin.post(paths.regionWordings(id), { text: "Lokal lydelse", version: "1" })).status).toBe(403);
	expect(await listRegionItems(world.ctx.db, 2026)).toMatchObject([{ title: sent.title, text: sent.text, wording: 1 }]);
	const address = paths.regionAnswer(id, world.ids.board);
	expect(await (await carin.get(address)).text()).toContain("är beslutad och ändras inte av utskicket");
	const given = {
		period_id: world.ids.period,
		status: "ongoing",
		answer: "Övades i mars.",
		wording: "1",
		version: "0",
	};
	for (const [bad, sentence] of [
		[{ wording: "2" }, "Regionen har gett en ny lydelse"],
		[{ status: "klart" }, "Övades i mars."],
	] as const) {
		const refused = await carin.post(address, { ...given, ...bad });
		expect(refused.status).toBe(422);
		const shown = await refused.text();
		expect(shown).toContain(sentence);
		expect(shown).toContain("Övades i mars.");
	}
	expect((await carin.post(paths.regionAnswer(id, "annan"), given)).status).toBe(404);
	expect(await listRegionAnswers(world.ctx.db, { item_id: id })).toEqual([]);
	expect((await carin.post(address, given)).status).toBe(303);
	expect((await carin.post(address, given)).status).toBe(409);
	expect(await (await carin.get(`${paths.regionItems()}.json?ar=2026`)).json()).toMatchObject([{ state: "Pågår" }]);
});

test("is asked for in Att göra and readiness until it is answered, and the answer stands in the report, its paper and its seal", async () => {
	const opened = await openWorld();
	const region = regionController(opened);
	const id = await pushItem(region, sent);
	const withdrawn = await pushItem(region, { ...sent, title: "Reservkraft" });
	await pushItem(regionController(opened, "2027-01-19T09:00:00.000Z"), { ...sent, year: 2027, title: "Nästa år" });
	const world = await openFinishedYear(opened);
	const { period, board } = world.ids;
	const seen = async (path: string, at?: string) =>
		await (await (await clientFor(world, "carin", at)).get(path)).text();
	for (const [path, text] of [
		[paths.inbox(), `Svara regionen: ${sent.title}`],
		[paths.readiness(period), "2 regiongemensamma som nämnden inte har svarat på"],
		[paths.reportPeriod(period), "Inte besvarad"],
	] as const)
		expect(await seen(path), path).toContain(text);
	expect(await (await (await clientFor(world, "mats")).get(paths.inbox())).text()).not.toContain("Svara regionen");
	const carin = await world.as("carin", JANUARY);
	const given = { period_id: period, status: "ongoing" as const, wording: 1 };
	await answerItem(carin, id, board, { ...given, answer: "Övas i mars.", version: 0 });
	await answerItem(carin, withdrawn, board, { ...given, answer: "Provas i mars.", version: 0 });
	expect(await seen(paths.inbox())).not.toContain(`Svara regionen: ${sent.title}`);
	expect(await seen(paths.readiness(period))).not.toContain("nämnden inte har svarat på");
	await rewordItem(regionController(world), withdrawn, { text: "Hur länge räcker den?", version: 1 });
	expect(await seen(paths.inbox())).toContain("Svara regionen: Reservkraft");
	const adam = regionController(world);
	await withdrawItem(adam, withdrawn, { reason: "Frågan är besvarad nationellt.", version: 2 });
	expect(await seen(paths.inbox())).not.toContain("Svara regionen: Reservkraft");

	await writeFollowUps(world);
	await approvedAssessment(world, "administration");
	await approvedAssessment(world, "board");
	await closePeriod(carin, openSealKey(world), period);
	const { db } = world.ctx;
	const { content, report } = await readPapers(db, (await findPeriod(db, period))!, "2027-01-20");
	expect(content.seal).not.toBeNull();
	expect(content.region.map(({ item, latest }) => [item.title, latest?.answer, item.withdrawn_reason])).toEqual([
		[sent.title, "Övas i mars.", null],
		["Reservkraft", "Provas i mars.", "Frågan är besvarad nationellt."],
	]);
	// what the region says afterwards changes nothing that is closed
	await withdrawItem(adam, id, { reason: "För sent.", version: 1 });
	for (const path of [paths.reportPeriod(period), paths.sealedReport(period, 1)]) {
		const page = await seen(path, JANUARY);
		expect(page).toContain("Övas i mars.");
		expect(page).toContain("Frågan är besvarad nationellt.");
		expect(page).not.toContain("För sent.");
	}
	expect(JSON.stringify(report.blocks)).toContain("Övas i mars.");
	expect((await verifySeals(db, openSealKey(world))).problems).toEqual([]);
});

test("the region takes it back by the form, with a reason, and only the region", async () => {
	const world = await openWorld();
	const id = await pushItem(regionController(world), sent);
	const reason = "Hanteras nationellt.";
	const carin = await clientFor(world, "carin");
	expect((await carin.post(paths.regionWithdrawal(id), { reason, version: "1" })).status).toBe(403);
	await world.ctx.database.transaction((trx) =>
		trx.updateTable("roles").set({ role: "controller" }).where("person_id", "=", world.ids.adam).execute(),
	);
	const adam = await clientFor(world, "adam");
	expect(await (await adam.get(paths.regionItem(id))).text()).toContain(paths.regionWithdrawal(id));
	const refused = await adam.post(paths.regionWithdrawal(id), { reason: "", version: "1" });
	expect(refused.status).toBe(422);
	expect((await adam.post(paths.regionWithdrawal(id), { reason, version: "1" })).status).toBe(303);
	const shown = await (await adam.get(paths.regionItem(id))).text();
	expect(shown).toContain("Återkallad av regionen");
	expect(shown).toContain(reason);
	expect(shown).not.toContain(paths.regionWithdrawal(id));
	const address = paths.regionAnswer(id, world.ids.board);
	expect((await carin.get(address)).status).toBe(403);
	// nor is it answered, reworded or taken back again by hand
	const given = { period_id: world.ids.period, status: "ongoing", answer: "För sent.", wording: "1", version: "0" };
	expect((await carin.post(address, given)).status).toBe(403);
	expect((await adam.post(paths.regionWordings(id), { text: "Ny lydelse", version: "1" })).status).toBe(403);
	expect((await adam.post(paths.regionWithdrawal(id), { reason: "Igen", version: "1" })).status).toBe(403);
	expect(await listRegionAnswers(world.ctx.db, { item_id: id })).toEqual([]);
});

test("nobody answers for a board but those of its own förvaltning: not the region, not another board's controller", async () => {
	const world = await openWholeWorld();
	const id = await pushItem(regionController(world), sent);
	const given = { period_id: world.ids.period, status: "ongoing", answer: "Övas.", wording: "1", version: "0" };
	const address = paths.regionAnswer(id, world.ids.board);
	for (const unit_id of [world.ids.region, world.elsewhere.administration]) {
		await world.ctx.database.transaction((trx) =>
			trx.updateTable("roles").set({ role: "controller", unit_id }).where("person_id", "=", world.ids.adam).execute(),
		);
		const adam = await clientFor(world, "adam");
		expect((await adam.post(address, given)).status, unit_id).toBe(403);
		expect(await (await adam.get(paths.regionItem(id))).text(), unit_id).not.toContain(address);
	}
	expect(await listRegionAnswers(world.ctx.db, { item_id: id })).toEqual([]);
});

test("a board's answer is read by its own, the region and the auditor, and by no other board: page, file and history", async () => {
	const world = await openWholeWorld();
	const { ctx, ids } = world;
	const id = await pushItem(regionController(world), sent);
	await answerItem(await world.as("carin"), id, ids.board, {
		...{ period_id: ids.period, status: "ongoing" as const, wording: 1, version: 0 },
		answer: "Övas i mars.",
	});
	await answerItem(await world.as("carin"), id, ids.board, {
		...{ period_id: ids.period, status: "handled" as const, wording: 1, version: 1 },
		answer: "Övade i mars.",
	});
	const move = (role: "controller" | "material_coordinator", unit_id: string) =>
		ctx.database.transaction((trx) =>
			trx.updateTable("roles").set({ role, unit_id }).where("person_id", "=", ids.beata).execute(),
		);
	const told = async (person: Parameters<typeof clientFor>[1]) => {
		const client = await clientFor(world, person);
		const shown = [paths.regionItems(2026), `${paths.regionItems()}.json?ar=2026`, paths.regionItem(id)];
		const texts = await Promise.all(shown.map(async (path) => (await client.get(path)).text()));
		expect(
			texts.filter((text) => text.includes(sent.title)).length,
			"what the region sent is read by all",
		).toBeGreaterThan(1);
		return texts.map((text) => /mars|besvarade/.test(text) || text.includes("Hälso- och sjukvårdsnämnden"));
	};
	await move("material_coordinator", ids.alfa);
	for (const reader of ["carin", "rune", "beata"] as const)
		expect(await told(reader), reader).toEqual([true, true, true]);
	for (const role of ["controller", "material_coordinator"] as const) {
		await move(role, world.elsewhere.administration);
		expect(await told("beata"), `${role} of another board`).toEqual([false, false, false]);
	}
	await move("controller", ids.region);
	expect(await told("beata")).toEqual([true, true, true]);
});
