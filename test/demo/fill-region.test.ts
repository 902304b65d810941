import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "../../db/open.ts";
import { systemActor } from "../../src/ground/access/system-actor.ts";
import { asOfFolder, openAsOfStore } from "../../src/proof/as-of/as-of-store.ts";
import { verifyDraws } from "../../src/proof/trail/verify-draws.ts";
import { verifyRows } from "../../src/proof/trail/verify-rows.ts";
import { verifyTrail } from "../../src/proof/trail/verify-trail.ts";
import { openSealKey } from "../../src/report/closing/seal-key.ts";
import { verifySeals } from "../../src/report/closing/verify-seals.ts";
import { fillRegion } from "../../src/demo/fill-region.ts";
import { verifyEvidence } from "../../src/checks/evidence/verify-evidence.ts";
import { openFolderStore } from "../../src/ground/files/file-store.ts";
import { keysFrom } from "../../src/ground/keys.ts";
import type { Context } from "../../src/ground/write/context.ts";
import { keysIn } from "../support/database.ts";

const NOW = "2026-11-23T09:00:00.000Z";
const SMALL = { units: 4, otherUnits: 3, years: 3, fullYears: 2, risksPerYear: 18, sessions: 5 };

/** Tables that a filled region leaves empty, and why. */
const EMPTY: Record<string, string> = {
	ledger_arrivals: "A file is there only while it is being stored.",
	directory_proposals: "no directory has asked for anything",
	plan_row_choices: "the plans are drafted here, not carried from the year before",
	plan_imports: "the plans are drafted here, not read from a table",
	evidence_requests: "whoever performs adds the evidence, and has asked nobody",
	evidence_replies: "as the requests",
	risk_disagreements: "no meeting has scored the risks",
	paper_templates: "the board has our own layout",
	risk_area_versions: "the board has left the product's list as it is",
	risk_area_links: "the controller has not begun the coverage map",
	coverage_statements: "as the links",
	region_items: "what is common to the region is sent by its controller, and nobody has",
	region_wordings: "as the items",
	region_withdrawals: "as the items",
	region_answers: "as the items",
	recommendation_links: "the controller has linked none to the plan",
	thread_messages: "nobody has asked anything",
	second_looks: "the sample plan decides on none",
	account_pairs: "nobody has said anything of two accounts",
	letters: "no mail server is set, so nothing is written to anybody",
	notices: "as the letters",
	notice_choices: "as the letters",
	calendar_feeds: "nobody has asked for a calendar address",
	saved_views: "nobody has kept a choice of a list",
	api_tokens: "a key is shown to the person who makes it, and to nobody else",
	node_notes: "what nodes tell each other while they work lives for minutes",
	kept_forms: "what was typed when a session ended lives for half an hour",
	tap_keys: "a browser gives its taps keys, and no browser fills a region",
	sign_in_steps: "a sign-in that is half done lives for minutes",
};

describe("a filled region", () => {
	const folder = mkdtempSync(join(tmpdir(), "region-"));
	let database: Database;
	let ctx: Context;

	beforeAll(async () => {
		database = openDatabase({ file: join(folder, "tillracklig.db"), synchronous: "OFF" });
		await database.migrate();
		ctx = {
			database,
			db: database.db,
			actor: await systemActor(database.db, "cli"),
			clock: () => new Date(NOW),
			files: openFolderStore(folder),
			keys: keysFrom(Buffer.alloc(32, 7)),
		};
		await fillRegion(ctx, openSealKey(keysIn(folder)), SMALL, () => {});
	}, 300_000);

	afterAll(async () => {
		await database.close();
		rmSync(folder, { recursive: true, force: true });
	});

	test("has rows in every table but those that are named with a reason", async () => {
		const tables = await sql<{ name: string }>`
			select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`.execute(ctx.db);
		const empty: string[] = [];
		for (const { name } of tables.rows) {
			const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(ctx.db);
			if (rows.length === 0) empty.push(name);
		}
		expect(empty.sort()).toEqual(Object.keys(EMPTY).sort());
	});

	test("tells its past in the order it happened, and nothing of the future", async () => {
		const events = await ctx.db.selectFrom("events").select(["seq", "at", "type"]).orderBy("seq").execute();
		const backwards = events.filter(({ at }, n) => n > 0 && at < events[n - 1]!.at);
		expect(backwards).toEqual([]);
		expect(events.filter(({ at }) => at > NOW)).toEqual([]);
	});

	test("stands every control: chain, files, draws made again, rows by the log, and the sealed reports", async () => {
		const key = openSealKey(keysIn(folder));
		expect((await verifyTrail(ctx.db, { list: () => ({ anchors: [], faults: [] }) })).problems).toEqual([]);
		expect((await verifyEvidence(ctx.db, ctx.files)).problems).toEqual([]);
		expect((await verifyDraws(ctx.db)).problems).toEqual([]);
		expect((await verifyRows(ctx.db)).problems).toEqual([]);
		const seals = await verifySeals(ctx.db, key);
		expect(seals.problems).toEqual([]);
		expect(seals.seals).toBeGreaterThanOrEqual(3);
	});

	test("keeps apart who checks and who had a hand in the purchase or the work", async () => {
		const runs = await sql<{ id: string }>`
			select r.id from control_runs r
			join sample_items i on i.run_id = r.id join ledger_lines l on l.id = i.line_id
			join people p on p.id in (r.performer_id, r.reviewer_id)
			where coalesce(p.ledger_name, p.name) in (l.requisitioner, l.receiver, l.approver)
				or p.name in (l.requisitioner, l.receiver, l.approver)`.execute(ctx.db);
		const own = await ctx.db
			.selectFrom("control_runs")
			.select("id")
			.where("status", "=", "approved")
			.whereRef("reviewed_by", "=", "signed_by")
			.execute();
		expect(runs.rows.concat(own)).toEqual([]);
	});

	test("has a deviation for each Nej, and an answer Nej for each of those", async () => {
		const no = await ctx.db
			.selectFrom("check_answers")
			.select(["item_id", "question_id"])
			.where("answer", "=", "no")
			.execute();
		const found = await ctx.db
			.selectFrom("deviations")
			.select(["item_id", "question_id"])
			.where("item_id", "is not", null)
			.execute();
		const keys = (rows: { item_id: string | null; question_id: string | null }[]) =>
			rows.map((one) => `${one.item_id} ${one.question_id}`).sort();
		expect(no.length).toBeGreaterThan(0);
		expect(keys(no)).toEqual(keys(found));
	});

	test("can be opened as of an earlier day, when less had happened", async () => {
		const then = await openAsOfStore(database, folder).open("2026-03-10");
		const at = await then.db
			.selectFrom("events")
			.select((eb) => eb.fn.max("at").as("last"))
			.executeTakeFirstOrThrow();
		expect(at.last! < "2026-03-11").toBe(true);
		const february = then.db.selectFrom("control_runs").where("period_key", "=", "2026-02");
		const statuses = await february.select("status").distinct().execute();
		expect(statuses.map(({ status }) => status)).not.toContain("planned");
		const march = await then.db
			.selectFrom("control_runs")
			.select("status")
			.where("period_key", "=", "2026-03")
			.execute();
		expect(march.filter(({ status }) => status === "approved" || status === "signed")).toEqual([]);
		expect(march.length).toBeGreaterThan(0);
		await then.close();
		rmSync(asOfFolder(folder), { recursive: true, force: true });
	});
});
