import { expect, test } from "vitest";
import { paths } from "../../../src/paths/paths.ts";
import { JANUARY, openFinishedYear, writeFollowUps } from "../closing/support.ts";
import { write } from "../../../src/ground/write/write.ts";
import { clientFor } from "../../support/browser-client.ts";
import { openDrawnRun } from "../../support/drawn-run.ts";
import { trailOf } from "../../support/trail-of.ts";
import { openWorld } from "../../support/world.ts";

test("what stops the report stands under whoever mends it, with the way there", async () => {
	const world = await openWorld();
	const { runId } = await openDrawnRun(world);
	await world.ctx.database.transaction((trx) => trx.updateTable("measures").set({ status: "done" }).execute());
	const carin = await clientFor(world, "carin", JANUARY);
	const page = await (await carin.get(paths.readiness(world.ids.period))).text();
	expect(page).toContain("Maria Ek");
	expect(page).toContain(paths.run(runId));
	expect(page).toContain("genomförd utan att effekten är prövad");
	expect(page).toContain(paths.measureReport(world.ids.measure));
	// and the files hold every line of it, for those who may see it
	const address = paths.readiness(world.ids.period);
	const rows = (await (await carin.get(`${address}.json`)).json()) as Record<string, string | number>[];
	const maria = await clientFor(world, "maria", JANUARY);
	for (const { person, text } of rows)
		expect([page.includes(String(person)), page.includes(String(text))]).toEqual([true, true]);
	expect(rows.map(({ person }) => person)).toContain("Maria Ek");
	expect(rows.length).toBe((page.match(/<\/svg>(Hindrar|Försvagar)</g) ?? []).length);
	for (const ending of ["csv", "xlsx"]) {
		expect((await carin.get(`${address}.${ending}`)).status).toBe(200);
		expect((await maria.get(`${address}.${ending}`)).status).toBe(403);
	}
});

test("T45 a reminder is an event, once a day, and shows under Att göra until it is mended", async () => {
	const world = await openFinishedYear();
	const carin = await clientFor(world, "carin", JANUARY);
	const nils = await clientFor(world, "nils", JANUARY);
	const url = paths.reminders(world.ids.period);
	expect(await (await nils.get(paths.inbox())).text()).not.toContain("Påminnelse");
	const answers = await Promise.all([1, 2].map(() => carin.post(url, { person_id: world.ids.nils })));
	expect(answers.map((one) => one.status).sort()).toEqual([303, 422]);
	expect((await trailOf(world, "person", world.ids.nils))[0]).toContain("påminde Nils Holm");
	expect(await (await nils.get(paths.inbox())).text()).toContain(paths.ownReadiness(world.ids.period));
	expect(await (await nils.get(paths.ownReadiness(world.ids.period))).text()).toContain("utan resultat");
	await writeFollowUps(world);
	expect(await (await nils.get(paths.inbox())).text()).not.toContain("Påminnelse");
});

test("what is remembered of a report holds until each thing that it tells of has changed", async () => {
	const world = await openFinishedYear();
	const { ids } = world;
	const carin = await clientFor(world, "carin", JANUARY);
	// what is remembered wrongly fails in the reading itself, which every test works out anew beside it
	const told = async () => {
		const answer = await carin.get(`${paths.readiness(ids.period)}.json`);
		expect(answer.status).toBe(200);
		return answer.text();
	};
	const changes = { title: "", changes: {} };
	const edited = [
		["measure.edited", "measures", ids.measure, { status: "done" }, changes],
		["risk.edited", "risks", ids.risk, { residual_impact: 5, residual_likelihood: 5 }, changes],
		["control.edited", "controls", ids.control, { title: "Ett annat kontrollmoment" }, changes],
		["person.edited", "people", ids.nils, { name: "Nils Annanholm" }, { name: "", changes: {} }],
		["unit.edited", "org_units", ids.psyk, { name: "Annan psykiatri" }, { name: "", changes: {} }],
	] as const;
	for (const [type, table, id, values, data] of edited) {
		const before = await told();
		await write(await world.as("carin"), async ({ trx, record }) => {
			await trx
				.updateTable(table as "measures")
				.set(values as object)
				.where("id", "=", id)
				.execute();
			await record({
				type: type as "measure.edited",
				unit_id: ids.administration,
				object: { kind: table, id },
				data: data as typeof changes,
			});
		});
		const after = await told();
		if (table !== "org_units") expect(after, type).not.toBe(before);
	}
	const before = await told();
	await writeFollowUps(world);
	expect(await told(), "follow_up.written").not.toBe(before);
});

test("only the controller reminds, and only about something", async () => {
	const world = await openFinishedYear();
	for (const person of ["mats", "fia", "rune", "maria"] as const) {
		const client = await clientFor(world, person, JANUARY);
		expect((await client.post(paths.reminders(world.ids.period), { person_id: world.ids.nils })).status).toBe(403);
	}
	const carin = await clientFor(world, "carin", JANUARY);
	const nothing = await carin.post(paths.reminders(world.ids.period), { person_id: world.ids.gunnel });
	expect(nothing.status).toBe(422);
});
