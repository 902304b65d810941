import { expect, test } from "vitest";
import { listEventsOf } from "../../../db/queries/ground/write.ts";
import { findPeriodByKey } from "../../../db/queries/report/periods.ts";
import { insertBoard } from "../../../db/writes/people/boards.ts";
import { paths } from "../../../src/paths/paths.ts";
import { addPeriod } from "../../../src/report/periods/add-period.ts";
import { periodKey } from "../../../src/report/periods/period-key.ts";
import { NewPeriod } from "../../../src/report/periods/schema.ts";
import { eventSentence } from "../../../src/ground/write/events.ts";
import { write } from "../../../src/ground/write/write.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld } from "../../support/world.ts";

const interim = {
	name: "Delårsrapport 2026",
	kind: "interim_report",
	year: "2026",
	first_day: "2026-01-01",
	cut_off: "2026-07-31",
	deadline: "2026-09-15",
};

test("the controller adds a period; row, key and event are there", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const response = await carin.post(paths.reports(), interim);
	expect(response.status).toBe(303);
	const period = await findPeriodByKey(world.ctx.db, "delarsrapport-2026");
	expect(period).toMatchObject({
		...interim,
		year: 2026,
		board_id: world.ids.board,
		unit_id: world.ids.administration,
	});
	expect(response.headers.get("location")).toBe(paths.reportPeriod(period!.id));
	const [event] = await listEventsOf(world.ctx.db, "reporting_period", [period!.id]);
	expect(event).toMatchObject({ type: "period.added", unit_id: world.ids.administration });
	expect(eventSentence(event!)).toBe("Carin Åberg lade till rapporttillfället Delårsrapport 2026 per 2026-07-31");
});

test("refused input answers 422 with the values kept, and nothing is stored", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const response = await carin.post(paths.reports(), { ...interim, cut_off: "2025-12-31", deadline: "2025-01-01" });
	expect(response.status).toBe(422);
	const html = await response.text();
	expect(html).toContain("Brytdatum kan inte ligga före periodens första dag.");
	expect(html).toContain('value="Delårsrapport 2026"');
	expect(await findPeriodByKey(world.ctx.db, "delarsrapport-2026")).toBeUndefined();
});

test("the same name and year twice for a board is refused", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	await carin.post(paths.reports(), interim);
	const again = await carin.post(paths.reports(), interim);
	expect(again.status).toBe(422);
	expect(await again.text()).toContain("Nämnden har redan ett rapporttillfälle med det namnet");
});

test("another board may have the same name; its key says which board", async () => {
	const world = await openWorld();
	const carin = await world.as("carin");
	await addPeriod(carin, NewPeriod.parse(interim));
	await write(world.ctx, async ({ trx, record }) => {
		await insertBoard(trx, {
			id: "board-2",
			name: "Folktandvårdsnämnden",
			unit_id: world.ids.psyk,
			valid_from: "2020-01-01",
			valid_to: null,
			version: 1,
		});
		await record({
			type: "board.added",
			unit_id: world.ids.psyk,
			object: { kind: "board", id: "board-2" },
			data: { name: "Folktandvårdsnämnden" },
		});
	});
	await addPeriod(carin, NewPeriod.parse({ ...interim, board_id: "board-2" }));
	expect(await findPeriodByKey(world.ctx.db, "delarsrapport-2026-folktandvardsnamnden")).toBeDefined();
	await expect(addPeriod(carin, NewPeriod.parse(interim))).rejects.toMatchObject({
		fields: { board_id: "Välj en nämnd i listan." },
	});
});

test("T19: a board outside the actor's reach is refused", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	const response = await carin.post(paths.reports(), { ...interim, board_id: "finns-inte" });
	expect(response.status).toBe(422);
	expect(await response.text()).toContain("Välj en nämnd i listan.");
});

test("only those who may see reports see the list, and only the controller adds", async () => {
	const world = await openWorld();
	for (const person of ["carin", "fia", "rune"] as const) {
		const response = await (await clientFor(world, person)).get(paths.reports());
		expect([person, response.status]).toEqual([person, 200]);
	}
	expect((await (await clientFor(world, "maria")).get(paths.reports())).status).toBe(403);
	expect((await (await clientFor(world, "rune")).post(paths.reports(), interim)).status).toBe(403);
	expect((await (await clientFor(world, "maria")).get(`${paths.reports()}.json`)).status).toBe(403);
});

test("the list is the same in four formats", async () => {
	const world = await openWorld();
	const carin = await clientFor(world, "carin");
	expect(await (await carin.get(paths.reports())).text()).toContain("Verksamhetsberättelse 2026");
	expect(await (await carin.get(`${paths.reports()}.json`)).json()).toEqual([
		expect.objectContaining({
			key: "verksamhetsberattelse-2026",
			cut_off: "2026-12-31",
			kind: "Verksamhetsberättelse",
		}),
	]);
	expect(await (await carin.get(`${paths.reports()}.csv`)).text()).toContain('"Verksamhetsberättelse 2026"');
	expect((await carin.get(`${paths.reports()}.xlsx`)).headers.get("content-type")).toContain("spreadsheetml");
});

test.each([
	["Delårsrapport 2026", 2026, "delarsrapport-2026"],
	["Verksamhetsberättelse", 2026, "verksamhetsberattelse-2026"],
	["Tertial 2 / 2026 (Öst)", 2026, "tertial-2-2026-ost"],
	["—", 2026, "2026"],
])("the key of %j in %i is %s", (name, year, key) => {
	expect(periodKey(name, year)).toBe(key);
});
