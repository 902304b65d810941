import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { findAssessment } from "../../db/queries/report/assessments.ts";
import { findPeriod } from "../../db/queries/report/periods.ts";
import { suggest } from "../../src/report/assessments/suggest.ts";
import { openSealKey } from "../../src/report/closing/seal-key.ts";
import { verifySeals } from "../../src/report/closing/verify-seals.ts";
import { readReadiness } from "../../src/report/readiness/read-readiness.ts";
import { Invalid } from "../../src/ground/errors.ts";
import { closePeriod } from "../../src/report/closing/close-period.ts";
import { writeFollowUp } from "../../src/report/follow-ups/write-follow-up.ts";
import {
	approvedAssessment,
	followUp,
	JANUARY,
	openClosedYear,
	openFinishedYear,
	writeFollowUps,
} from "../report/closing/support.ts";
import { openTrailAnchors } from "../../src/proof/trail/trail-anchors.ts";
import { verifyDraws } from "../../src/proof/trail/verify-draws.ts";
import { verifyTrail } from "../../src/proof/trail/verify-trail.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

describe.each(DIALECTS)("a report in %s", (_name, open) => {
	test("T36, T37 is assessed, sealed, verified, and refuses every change inside", async () => {
		const world = await openClosedYear(await openWorldOn(open));
		const { database, db } = world.ctx;
		expect(await verifySeals(db, openSealKey(world))).toMatchObject({ seals: 1, problems: [] });
		expect(await suggest(db, (await findAssessment(db, world.assessmentId))!, "2027-01-20")).toHaveLength(6);
		const period = (await findPeriod(db, world.ids.period))!;
		expect(await readReadiness(db, period, "2027-01-20")).toMatchObject({ stops: 0 });
		const tries = [
			() => database.transaction((trx) => trx.updateTable("control_runs").set({ result: "no_deviation" }).execute()),
			() => database.transaction((trx) => trx.deleteFrom("check_answers").execute()),
			() => database.transaction((trx) => trx.updateTable("sample_items").set({ reason: "x" }).execute()),
			() => database.transaction((trx) => trx.updateTable("follow_ups").set({ result: "x" }).execute()),
			() => database.transaction((trx) => trx.updateTable("assessments").set({ state: "draft" }).execute()),
			() => database.transaction((trx) => trx.updateTable("assessment_parts").set({ reasons: "x" }).execute()),
			() => database.transaction((trx) => trx.deleteFrom("period_seals").execute()),
			() => database.transaction((trx) => trx.deleteFrom("deviations").execute()),
		];
		for (const attempt of tries) await expect(attempt()).rejects.toThrow(/not allowed here/);
	});

	test("T37 two who close at once: one edition, one event, and the other is told; whoever writes meanwhile is in it or refused", async () => {
		const world = await openFinishedYear(await openWorldOn(open));
		await writeFollowUps(world);
		await approvedAssessment(world, "administration");
		await approvedAssessment(world, "board");
		const carin = await world.as("carin", JANUARY);
		const subject = { period_id: world.ids.period, kind: "risk", id: world.ids.risk } as const;
		const late = { ...followUp, result: "Skrivet i samma stund.", version: 2 };
		const key = openSealKey(world);
		const [first, other, wrote] = await Promise.allSettled([
			closePeriod(carin, key, world.ids.period),
			closePeriod(carin, key, world.ids.period),
			writeFollowUp(carin, subject, late),
		]);
		const closings = [first!, other!];
		expect(closings.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
		for (const one of closings) if (one.status === "rejected") expect(one.reason).toBeInstanceOf(Invalid);
		const sealed = await world.ctx.db.selectFrom("events").select("seq").where("type", "=", "seal.made").execute();
		expect(sealed).toHaveLength(1);
		expect(key.notes()).toHaveLength(1);
		if (wrote!.status === "rejected") expect(wrote!.reason).toBeInstanceOf(Invalid);
		expect(await verifySeals(world.ctx.db, key)).toMatchObject({ seals: 1, problems: [] });
	});

	test("T37 stays verified when every table grows by a column, filled or empty", async () => {
		const world = await openClosedYear(await openWorldOn(open));
		const { database, db } = world.ctx;
		const draws = await verifyDraws(db);
		const tables = (await db.introspection.getTables()).filter((table) => !table.isView).map((table) => table.name);
		expect(tables.length).toBeGreaterThan(80);
		await database.transaction(async (trx) => {
			for (const table of tables) await sql.raw(`alter table ${table} add column came_later text`).execute(trx);
		});
		expect(await verifySeals(db, openSealKey(world))).toMatchObject({ seals: 1, problems: [] });
		expect((await verifyTrail(db, openTrailAnchors(world))).problems).toEqual([]);
		expect(await verifyDraws(db)).toEqual(draws);
		await database.transaction(async (trx) => {
			for (const table of tables)
				await sql.raw(`alter table ${table} add column came_filled text default 'x'`).execute(trx);
		});
		expect((await verifySeals(db, openSealKey(world))).problems).toEqual([]);
	});
});
