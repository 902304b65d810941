import { createHash } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { findPeriod } from "../../../db/queries/report/periods.ts";
import type { Schema } from "../../../db/schema/index.ts";
import { canonicalJson, objectDigest, sha256 } from "../../../src/ground/canonical.ts";
import { closePeriod } from "../../../src/report/closing/close-period.ts";
import { readContent } from "../../../src/report/closing/content.ts";
import { readRuns } from "../../../src/report/closing/held-content.ts";
import { FORMAT_1 } from "../../../src/report/closing/seal-format-1.ts";
import { findSealFormat, NEWEST_FORMAT, pick, type SealFormat } from "../../../src/report/closing/seal-formats.ts";
import { openSealKey } from "../../../src/report/closing/seal-key.ts";
import { verifySeals } from "../../../src/report/closing/verify-seals.ts";
import { scopeOf } from "../../../src/report/periods/scope.ts";
import type { World } from "../../support/world.ts";
import { approvedAssessment, JANUARY, openClosedYear, openFinishedYear, writeFollowUps } from "./support.ts";

/** How verification names a row of each table. */
const HELD = findSealFormat(NEWEST_FORMAT)!.held;
const NAMED: Record<string, string> = {
	reporting_periods: "Perioden",
	control_runs: "Kontrolltillfället",
	sample_items: "Kontrolltillfället",
	swaps: "Kontrolltillfället",
	populations: "Kontrolltillfället",
	check_answers: "Kontrolltillfället",
	invoice_checks: "Kontrolltillfället",
	period_deliveries: "Leveransen",
	follow_ups: "Uppföljningen",
	assessments: "ISK-bedömningen",
	assessment_parts: "Bedömningen",
	governance_statuses: "Statusen",
	dialogues: "Dialogen",
	region_answers: "Svaret till regionen",
	deviations: "Avvikelsen",
	evidence: "Underlaget",
	recommendations: "Rekommendationen",
};

/** A closed year with a row of every table that a seal covers. */
async function openWholeYear() {
	const world = await openFinishedYear();
	const { ids } = world;
	const [period_id, id, version] = [ids.period, "fylld", 1];
	await world.ctx.database.transaction(async (trx) => {
		const add = <T extends keyof Schema>(table: T, row: Partial<Schema[T]>) =>
			trx
				.insertInto(table as "dialogues")
				.values(row as unknown as Schema["dialogues"])
				.execute();
		const [item_id, by_item_id] = world.itemIds as [string, string];
		const swap = { position: 1, item_id, by_item_id, kind: "not_purchase" as const, unit_id: null, note: "Återtaget" };
		const decided = { decision: "accepted" as const, decision_note: "", decided_at: JANUARY, decided_by: ids.mats };
		const run = await trx
			.selectFrom("sample_items")
			.select("run_id")
			.where("id", "=", item_id)
			.executeTakeFirstOrThrow();
		await add("swaps", { id, ...run, ...swap, proposed_at: JANUARY, proposed_by: ids.maria, ...decided, version });
		const checked = { checked_at: JANUARY, checked_by: ids.maria, version };
		await add("invoice_checks", { id, item_id: world.itemIds[1]!, unit_by: "", supplier_by: "", note: "", ...checked });
		await add("dialogues", { id, period_id, held_on: "2027-01-10", participants: "Alla", notes: "", version });
		const delivered = { delivered_at: JANUARY, delivered_by: ids.mats };
		await add("period_deliveries", {
			...{ id, period_id, what: "Text", person_id: ids.mats, due_on: "2027-01-10", ...delivered, version },
		});
		const goal = { kind: "goal" as const, position: 1, number: "1", title: "Mål", details: "", signed: 0 };
		const empty = { chapter: "", source: "", receiver: "", report_back_to: "", unit: "" };
		await add("governance_items", { id, board_id: ids.board, year: 2026, ...goal, ...empty, version });
		const said = { status: "on_the_way" as const, comment: "", written_at: JANUARY, written_by: ids.carin };
		await add("governance_statuses", { id, period_id, item_id: id, ...said, version });
		const sent = {
			year: 2026,
			number: 1,
			kind: "risk" as const,
			title: "Avbrott",
			pushed_at: "2026-05-05T09:00:00.000Z",
		};
		await add("region_items", { id, region_id: ids.region, ...sent, pushed_by: ids.adam });
		const wording = { id, item_id: id, number: 1, text: "Avbrott", written_at: JANUARY, written_by: ids.adam };
		await add("region_wordings", wording);
		const answered = { edition: 1, wording: 1, status: "ongoing" as const, answer: "Övas", written_at: JANUARY };
		await add("region_answers", {
			...{ id, item_id: id, board_id: ids.board, period_id, ...answered, written_by: ids.carin },
		});
		const received = { number: 1, source: "audit" as const, issuer: "Revisorerna", received_on: "2026-05-05" };
		const answers = { decided: "yes", carried_out: "yes", reported_back: "yes", remaining_need: "no" } as const;
		const state = { requirements: "[]", answer: "", status: "open" as const, registered_at: JANUARY, version };
		await add("recommendations", {
			...{ id, board_id: ids.board, ...received, title: "Brist", text: "Brist", ...answers, ...state },
		});
	});
	await writeFollowUps(world);
	await approvedAssessment(world, "administration");
	await approvedAssessment(world, "board");
	await closePeriod(await world.as("carin", JANUARY), openSealKey(world), ids.period);
	return world;
}

/** JSON that is still JSON. */
const SUFFIX: Record<string, string> = { terms: "' '" };

/** As somebody with the database's password could. */
async function dropTriggers(world: World): Promise<void> {
	await world.ctx.database.transaction(async (trx) => {
		const triggers = await sql<{ name: string }>`select name from sqlite_master where type = 'trigger'`.execute(trx);
		for (const { name } of triggers.rows) await sql.raw(`drop trigger ${name}`).execute(trx);
	});
}

/** What verification says after one value was altered; the alteration is undone again. */
async function afterAltering(world: World, table: string, column: string): Promise<string> {
	let said = "";
	const undo = new Error("undo");
	const work = world.ctx.database.transaction(async (trx) => {
		for (const pragma of ["defer_foreign_keys", "ignore_check_constraints"])
			await sql.raw(`pragma ${pragma} = on`).execute(trx);
		const { rows } = await sql<{
			type: string;
		}>`select type from pragma_table_info(${table}) where name = ${column}`.execute(trx);
		const other =
			rows[0]!.type === "INTEGER"
				? `coalesce(${column}, 0) + 100`
				: `coalesce(${column}, '') || ${SUFFIX[column] ?? "'x'"}`;
		const [row] = (await sql.raw<{ id: string }>(SEALED_ROW[table] ?? `select id from ${table}`).execute(trx)).rows;
		await sql.raw(`update ${table} set ${column} = ${other} where id = '${row!.id}'`).execute(trx);
		said = (await verifySeals(trx, openSealKey(world))).problems.join("\n");
		throw undo;
	});
	await expect(work).rejects.toBe(undo);
	return said;
}

/** Where not every row of the table is the report's. */
const SEALED_ROW: Record<string, string> = { deviations: "select id from deviations where number = 1" };

describe("a seal covers the columns of its format", () => {
	test("one altered value of every column is named", { timeout: 120_000 }, async () => {
		const world = await openWholeYear();
		expect((await verifySeals(world.ctx.db, openSealKey(world))).problems).toEqual([]);
		await dropTriggers(world);
		for (const [table, columns] of Object.entries(HELD)) {
			// Derived from the days and the membership, and stored nowhere.
			for (const column of columns.filter((one) => one !== "carried_over")) {
				const what = NAMED[table] ?? `${table} saknar ord`;
				const how = `finns inte längre|lagts till|${column}|dragna rader och svar`;
				expect(await afterAltering(world, table, column), `${table}.${column}`).toMatch(
					new RegExp(`${what} .*(${how})`),
				);
			}
		}
		expect((await verifySeals(world.ctx.db, openSealKey(world))).problems).toEqual([]);
	});

	test("terms that can no longer be read stop nothing: the runs they were frozen for are named", async () => {
		const world = await openWholeYear();
		await dropTriggers(world);
		await world.ctx.database.transaction((trx) => sql`update populations set terms = 'x'`.execute(trx));
		const { problems } = await verifySeals(world.ctx.db, openSealKey(world));
		expect(problems.join("\n")).toMatch(/2026-10 har ändrats efter stängningen: dragna rader och svar/);
	});

	test("format 1 has sealed reports, so its columns are never others than these", () => {
		const digest = createHash("sha256").update(JSON.stringify(FORMAT_1)).digest("hex");
		expect(digest).toBe("83331478fe47250bf633c177ea248ab9e261660c3261217c1ef6e3f096b05d3b");
	});

	test("a run's digest is that of its items and answers as canonical JSON, as the seals made so far have it", async () => {
		const world = await openFinishedYear();
		const { db } = world.ctx;
		const scope = scopeOf((await findPeriod(db, world.ids.period))!);
		for (const run of await readRuns(db, scope, FORMAT_1.sealed)) {
			const items = await db
				.selectFrom("sample_items")
				.selectAll()
				.where("run_id", "=", run.id)
				.orderBy("id")
				.execute();
			const answers = await db
				.selectFrom("check_answers")
				.innerJoin("sample_items", "sample_items.id", "check_answers.item_id")
				.selectAll("check_answers")
				.select("sample_items.run_id")
				.where("sample_items.run_id", "=", run.id)
				.orderBy("check_answers.id")
				.execute();
			const own = {
				items: items.map((item) => pick(item, FORMAT_1.sealed.sample_items)),
				answers: answers.map((answer) => pick(answer, FORMAT_1.sealed.check_answers, ["run_id"])),
			};
			expect(run).toMatchObject({ items: items.length, answers: answers.length, digest: sha256(canonicalJson(own)) });
		}
		const parts = { swaps: [{ b: 1, a: "å" }], frames: [], items: [null] };
		const written = Object.fromEntries(Object.entries(parts).map(([name, rows]) => [name, canonicalJson(rows)]));
		expect(objectDigest(written)).toBe(sha256(canonicalJson(parts)));
	});

	test("a later format covers a new column, and the first does not", async () => {
		const world = await openFinishedYear();
		await world.ctx.database.transaction((trx) =>
			sql`alter table sample_items add column swap_decision text`.execute(trx),
		);
		// as the column will be called by then
		const swap = "swap_decision" as "reason";
		const later: SealFormat["sealed"] = {
			...FORMAT_1.sealed,
			sample_items: [...FORMAT_1.sealed.sample_items, swap],
		};
		const scope = scopeOf((await findPeriod(world.ctx.db, world.ids.period))!);
		const digests = async (sealed: SealFormat["sealed"]) =>
			(await readRuns(world.ctx.db, scope, sealed)).map((run) => run.digest);
		const before = [await digests(FORMAT_1.sealed), await digests(later)];
		await world.ctx.database.transaction((trx) => sql`update sample_items set swap_decision = 'yes'`.execute(trx));
		expect(await digests(FORMAT_1.sealed)).toEqual(before[0]);
		expect(await digests(later)).not.toEqual(before[1]);
	});

	test("the content names its format, and one that this version does not know is said", async () => {
		const world = await openClosedYear();
		const period = (await findPeriod(world.ctx.db, world.ids.period))!;
		expect((await readContent(world.ctx.db, period)).format).toBe(NEWEST_FORMAT);
		for (const content of [`replace(content, '"format":${NEWEST_FORMAT}', '"format":97')`, "'x'"]) {
			await world.ctx.database.transaction(async (trx) => {
				await sql`drop trigger if exists period_seals_refuse_update`.execute(trx);
				await sql.raw(`update period_seals set content = ${content}`).execute(trx);
			});
			const { problems } = await verifySeals(world.ctx.db, openSealKey(world));
			expect(problems.join("\n")).toContain("i ett format som den här versionen av Tillräcklig inte känner till");
		}
	});
});
