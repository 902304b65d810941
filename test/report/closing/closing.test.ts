import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { findSeal, listSeals } from "../../../db/queries/report/closing.ts";
import { closePeriod } from "../../../src/report/closing/close-period.ts";
import { contentOf } from "../../../src/report/closing/sealed-content.ts";
import type { Difference } from "../../../src/report/closing/differences.ts";
import { openCorrection } from "../../../src/report/closing/open-correction.ts";
import { LOST_KEY, openSealKey, SEAL_FILES } from "../../../src/report/closing/seal-key.ts";
import { sealedJson } from "../../../src/report/closing/sealed-json.ts";
import { verifySeals } from "../../../src/report/closing/verify-seals.ts";
import { writeFollowUp } from "../../../src/report/follow-ups/write-follow-up.ts";
import { paths } from "../../../src/paths/paths.ts";
import { clientFor } from "../../support/browser-client.ts";
import { trailOf } from "../../support/trail-of.ts";
import { followUp, JANUARY, openClosedYear, openFinishedYear } from "./support.ts";

test("a report is sealed with everything in it, by a key outside the database", async () => {
	const world = await openClosedYear();
	const [seal] = await listSeals(world.ctx.db, world.ids.period);
	expect(seal).toMatchObject({ edition: 1, reason: "", sealer: "Carin Åberg" });
	const content = contentOf((await findSeal(world.ctx.db, world.ids.period, 1))!.content);
	expect(content.runs.map((run) => [run.items, run.answers])).toEqual(
		expect.arrayContaining([
			[5, 12],
			[2, 0],
		]),
	);
	expect(content.follow_ups.filter((row) => row.follow_up)).toHaveLength(3);
	expect(content.assessments.flatMap((one) => one.parts)).toHaveLength(12);
	const key = openSealKey(world);
	expect(seal!.key_fingerprint).toBe(key.fingerprint);
	expect(readFileSync(join(world.dataDir, SEAL_FILES.fingerprint), "utf8").trim()).toBe(key.fingerprint);
	expect(statSync(join(world.dataDir, SEAL_FILES.key)).mode & 0o777).toBe(0o600);
	expect(key.notes()).toMatchObject([{ edition: 1, digest: seal!.digest }]);
	expect(await verifySeals(world.ctx.db, key)).toMatchObject({ seals: 1, problems: [] });
	expect((await trailOf(world, "reporting_period", world.ids.period))[0]).toContain(
		"stängde Verksamhetsberättelse 2026",
	);
});

test("rule 6: it is not closed before its time, nor while anything stops it, and the page says what", async () => {
	const world = await openFinishedYear();
	const key = openSealKey(world);
	const early = closePeriod(await world.as("carin", "2026-12-31T12:00:00.000Z"), key, world.ids.period);
	await expect(early).rejects.toThrow("Perioden är inte slut");
	await expect(closePeriod(await world.as("carin", JANUARY), key, world.ids.period)).rejects.toThrow("hindrar");
	const client = await clientFor(world, "carin", JANUARY);
	const page = await (await client.get(paths.readiness(world.ids.period))).text();
	expect(page).toContain("Kontrollmoment utan resultat i uppföljningen");
	expect(page).toContain("ISK-bedömning");
	expect(await listSeals(world.ctx.db, world.ids.period)).toEqual([]);
});

test("closing twice is refused; only the controller closes", async () => {
	const world = await openClosedYear();
	const again = closePeriod(await world.as("carin", JANUARY), openSealKey(world), world.ids.period);
	await expect(again).rejects.toThrow("är redan stängd");
	for (const person of ["maria", "mats", "fia", "rune", "adam"] as const) {
		const client = await clientFor(world, person, JANUARY);
		expect((await client.post(paths.closing(world.ids.period), { confirmed: "yes" })).status).toBe(403);
		expect((await client.post(paths.correction(world.ids.period), { reason: "x" })).status).toBe(403);
	}
});

test("a correction is a new edition with reason and difference; the edition before opens as it was", async () => {
	const world = await openClosedYear();
	const carin = await world.as("carin", JANUARY);
	const subject = { period_id: world.ids.period, kind: "control" as const, id: world.ids.control };
	const corrected = { ...followUp, result: "Elva av tolv månader är utförda.", version: 2 };
	await expect(writeFollowUp(carin, subject, corrected)).rejects.toThrow("är stängd");
	await openCorrection(carin, world.ids.period, { reason: "Fel antal månader" });
	await writeFollowUp(carin, subject, corrected);
	const edition = await closePeriod(carin, openSealKey(world), world.ids.period);
	expect(edition).toBe(2);
	const second = (await findSeal(world.ctx.db, world.ids.period, 2))!;
	// what leaves the house is written piece by piece: the same bytes, wherever the pieces begin
	for (const length of [undefined, 5_000, 997]) {
		let json = "";
		for await (const piece of sealedJson(world.ctx.db, second, length)) json += piece;
		expect(json).toBe(JSON.stringify(second));
	}
	expect(second.reason).toBe("Fel antal månader");
	expect((JSON.parse(second.difference) as Difference[])[0]).toEqual({
		about: "Uppföljning, kontrollmoment: Stickprov av inköp under 10 tkr",
		field: "Resultat",
		before: followUp.result,
		after: corrected.result,
	});
	const client = await clientFor(world, "rune", JANUARY);
	const first = await (await client.get(paths.sealedReport(world.ids.period, 1))).text();
	expect(first).toContain(followUp.result);
	expect(first).not.toContain(corrected.result);
	expect(await (await client.get(paths.sealedReport(world.ids.period, 2))).text()).toContain("Fel antal månader");
	expect((await client.get(paths.sealedReport(world.ids.period, 3))).status).toBe(404);
	expect((await verifySeals(world.ctx.db, openSealKey(world))).problems).toEqual([]);
});

describe("T37, T38: verification names what has been done behind the product's back", () => {
	/** The triggers are taken away, as somebody with the database's password could. */
	async function tampered(statements: string[]) {
		const world = await openClosedYear();
		await world.ctx.database.transaction(async (trx) => {
			const triggers = await sql<{ name: string }>`select name from sqlite_master where type = 'trigger'`.execute(trx);
			for (const { name } of triggers.rows) await sql.raw(`drop trigger ${name}`).execute(trx);
			for (const statement of statements) await sql.raw(statement).execute(trx);
		});
		return (await verifySeals(world.ctx.db, openSealKey(world))).problems.join("\n");
	}

	test.each([
		["a changed answer", "update check_answers set comment = 'inget fel'", "Kontrolltillfället"],
		["answers taken away", "delete from check_answers", "Kontrolltillfället"],
		["a deviation taken away", "delete from deviations", "finns inte längre"],
		[
			"a run put there",
			`create temp table put as select * from control_runs limit 1;
			update put set id = 'x', unit_id = (select id from org_units where code = '2001');
			insert into control_runs select * from put`,
			"har lagts till efter stängningen",
		],
		[
			"a changed conclusion",
			"update assessment_parts set reasons = 'annat' where requirement = 'total'",
			"har ändrats",
		],
		["a changed follow-up", "update follow_ups set result = 'annat'", "Uppföljningen"],
		[
			"changed sealed content",
			"update period_seals set content = content || ' '",
			"innehållet är inte det som stängdes",
		],
		["a missing signature", "update period_seals set signature = ''", "underskriften saknas"],
		["another sealer", "update period_seals set sealed_by = 'system'", "underskriften stämmer inte"],
		["a seal taken away", "delete from period_seals", "i registret utanför databasen men inte i databasen"],
	])("%s", async (_, statement, problem) => {
		expect(await tampered(statement.split(";"))).toContain(problem);
	});

	test("a key that was put in the place of the known one", async () => {
		const world = await openClosedYear();
		writeFileSync(join(world.dataDir, SEAL_FILES.fingerprint), "annan\n");
		expect((await verifySeals(world.ctx.db, openSealKey(world))).problems[0]).toContain("fingeravtryck");
		expect(existsSync(join(world.dataDir, SEAL_FILES.key))).toBe(true);
	});

	test("a key that is gone is said in words, and no new one is made in its place", async () => {
		const world = await openClosedYear();
		rmSync(join(world.dataDir, SEAL_FILES.key));
		const { problems } = await verifySeals(world.ctx.db, openSealKey(world));
		expect(problems).toEqual([LOST_KEY]);
		expect(existsSync(join(world.dataDir, SEAL_FILES.key))).toBe(false);
		const carin = await clientFor(world, "carin", JANUARY);
		expect((await carin.post(paths.correction(world.ids.period), { reason: "Rättelse" })).status).toBe(303);
		const refused = await carin.post(paths.closing(world.ids.period), { confirmed: "yes" });
		expect(refused.status).toBe(422);
		expect(await refused.text()).toContain("Nyckeln som stänger rapporter saknas");
	});

	test("a run inside the closed report offers no more evidence", async () => {
		const open = await openFinishedYear();
		const offer = 'action="/underlag/till/sample_item/';
		expect(await (await (await clientFor(open, "mats", JANUARY)).get(paths.run(open.runId))).text()).toContain(offer);
		const world = await openClosedYear();
		const page = await (await (await clientFor(world, "mats", JANUARY)).get(paths.run(world.runId))).text();
		expect(page).toContain("Förband.pdf");
		expect(page).not.toContain('action="/underlag/till/');
	});
});
