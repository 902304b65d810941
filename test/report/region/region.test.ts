import { expect, test } from "vitest";
import { listRegionAnswers, listRegionItems } from "../../../db/queries/report/region.ts";
import { paths } from "../../../src/paths/paths.ts";
import { pushItem } from "../../../src/report/region/push-item.ts";
import { clientFor } from "../../support/browser-client.ts";
import { regionController } from "../../support/region-controller.ts";
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
