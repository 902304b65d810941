import { expect, test } from "vitest";
import { listAccessibilityReports } from "../../../db/queries/office/accessibility.ts";
import { listEventsOf } from "../../../db/queries/ground/write.ts";
import { paths } from "../../../src/paths/paths.ts";
import { eventSentence } from "../../../src/ground/write/events.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openWorld } from "../../support/world.ts";

const fault = { place: "Stickprov", problem: "Skärmläsaren läser inte beloppet.", contact: "maria@prov.example" };

test("a fault is told from the statement, stored, answered by the administrator, and each is a fact", async () => {
	const world = await openWorld();
	const maria = await clientFor(world, "maria");
	expect(await (await maria.get(paths.accessibility())).text()).toContain("Rapportera felet");
	expect((await maria.post(paths.accessibility(), fault)).status).toBe(303);
	const [report] = await listAccessibilityReports(world.ctx.db);
	expect(report).toMatchObject({ ...fault, reporter: "Maria Ek", handled_at: null });
	const adam = await clientFor(world, "adam");
	expect(await (await adam.get(paths.administration())).text()).toContain("Tillgänglighetsfel");
	expect(await (await adam.get(paths.accessibilityReports())).text()).toContain("Skärmläsaren läser inte beloppet.");
	for (const ending of ["json", "csv", "xlsx"])
		expect((await adam.get(`${paths.accessibilityReports()}.${ending}`)).status, ending).toBe(200);
	const to = paths.accessibilityAnswer(report!.id);
	expect((await adam.post(to, { version: "1", answer: "" })).status).toBe(422);
	expect((await adam.post(to, { version: "2", answer: "Rättat" })).status).toBe(409);
	expect((await adam.post(to, { version: "1", answer: "Rättat i nästa version." })).status).toBe(303);
	expect((await adam.post(to, { version: "2", answer: "Igen" })).status).toBe(422);
	expect((await adam.post(paths.accessibilityAnswer("finns-inte"), { version: "1", answer: "x" })).status).toBe(404);
	const events = await listEventsOf(world.ctx.db, "accessibility_report", [report!.id]);
	expect(events.map(eventSentence)).toEqual([
		"Adam Norén besvarade tillgänglighetsfelet ”Stickprov”: Rättat i nästa version.",
		"Maria Ek rapporterade ett tillgänglighetsfel: Stickprov",
	]);
});

test("whoever is not signed in reads the statement; what is left out is asked for; others do not read the reports", async () => {
	const world = await openWorld();
	const nobody = await clientFor(world, null);
	const statement = await nobody.get(paths.accessibility());
	expect(statement.status).toBe(200);
	expect(await statement.text()).not.toContain("Rapportera felet");
	expect((await nobody.post(paths.accessibility(), fault)).status).toBe(403);
	const maria = await clientFor(world, "maria");
	const refused = await maria.post(paths.accessibility(), { ...fault, problem: "", place: "<b>Här</b>" });
	expect(refused.status).toBe(422);
	expect(await refused.text()).toContain("&lt;b&gt;Här&lt;/b&gt;");
	for (const person of ["maria", "mats", "carin", "fia"] as const)
		expect((await (await clientFor(world, person)).get(paths.accessibilityReports())).status, person).toBe(403);
	const rune = await clientFor(world, "rune");
	expect((await rune.get(paths.accessibilityReports())).status).toBe(200);
	expect((await rune.post(paths.accessibilityAnswer("x"), {})).status).toBe(403);
	expect(await listAccessibilityReports(world.ctx.db)).toEqual([]);
});
