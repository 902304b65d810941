import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import SqliteDriver from "better-sqlite3";
import { sql } from "kysely";
import { describe, expect, onTestFinished, test } from "vitest";
import { OUTSIDE_THE_REGISTER, WITHOUT_HISTORY } from "../../db/dialect/row-history.ts";
import { type Database, type Db, openReading } from "../../db/open.ts";
import type { Schema } from "../../db/schema/index.ts";
import { endOfDay } from "../../src/ground/calendar/stockholm-day.ts";
import { createRuns } from "../../src/checks/runs/create-runs.ts";
import { randomFrom } from "../../src/demo/region-random.ts";
import { addDeviation } from "../../src/checks/deviations/add-deviation.ts";
import { handleDeviation } from "../../src/checks/deviations/handle-deviation.ts";
import { addMeasure } from "../../src/register/measures/add-measure.ts";
import { reportMeasure } from "../../src/register/measures/report-measure.ts";
import { addPerson } from "../../src/people/people/add-person.ts";
import { editPerson } from "../../src/people/people/edit-person.ts";
import { endPerson } from "../../src/people/people/end-person.ts";
import { endRole } from "../../src/people/people/end-role.ts";
import { grantRole } from "../../src/people/people/grant-role.ts";
import { addRisk } from "../../src/register/risks/add-risk.ts";
import { editRisk } from "../../src/register/risks/edit-risk.ts";
import { signIn } from "../../src/people/session/sign-in.ts";
import { decidePurchaseLimit } from "../../src/office/settings/decide-purchase-limit.ts";
import { addUnit } from "../../src/people/units/add-unit.ts";
import { editUnit } from "../../src/people/units/edit-unit.ts";
import { Refusal } from "../../src/ground/errors.ts";
import { write } from "../../src/ground/write/write.ts";
import { FULL_MEASURE } from "../support/measure.ts";
import type { World } from "../support/world.ts";
import { DIALECTS, openWorldOn } from "./dialects.ts";

const DAYS = ["2026-11-17", "2026-11-18", "2026-11-20", "2026-11-24", "2026-12-01"];

/** The register as of the end of a day, in a file of the test's own. */
async function asOf(database: Database, date: string) {
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-test-"));
	const file = join(folder, "copy.db");
	await database.copyAsOf(endOfDay(date), file);
	const copy = openReading(file);
	onTestFinished(async () => {
		await copy.close();
		rmSync(folder, { recursive: true, force: true });
	});
	return { ...copy, file };
}

/** Every table of a migrated register. */
async function tablesOf(db: Db): Promise<(keyof Schema)[]> {
	const tables = await db.introspection.getTables();
	return tables.map(({ name }) => name as keyof Schema).sort();
}

/** Every row of every table of the register, in an order of its own. */
async function contentOf(db: Db): Promise<Record<string, string[]>> {
	const content: Record<string, string[]> = {};
	for (const table of await tablesOf(db)) {
		if (OUTSIDE_THE_REGISTER.includes(table)) continue;
		const rows = (await db.selectFrom(table).selectAll().execute()) as Record<string, unknown>[];
		content[table] = rows.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();
	}
	return content;
}

/** One of the product's own commands, chosen by chance. What it refuses leaves nothing behind. */
async function act(world: World, at: string, random: ReturnType<typeof randomFrom>, n: number): Promise<void> {
	const { ids } = world;
	const { db } = world.ctx;
	const carin = await world.as("carin", at);
	const adam = await world.as("adam", at);
	const text = `Text ${n} – å"'\\ ${random.below(1000)}`;
	const one = async <T extends "risks" | "measures" | "people" | "roles" | "org_units">(table: T) => {
		const rows = await db
			.selectFrom(table as "risks")
			.selectAll()
			.orderBy("id")
			.execute();
		return random.pick(rows) as unknown as Schema[T] & { id: string; version: number };
	};
	const person = { name: text, email: null, ledger_name: random.below(2) ? text : null };
	const risk = {
		area_id: ids.area,
		title: text,
		description: text,
		cause: "",
		effect: "",
		scope: "board" as const,
		requirements: ["c" as const],
		origin: text,
		owner_id: random.below(2) ? ids.nils : null,
		inherent_likelihood: random.below(4) + 1,
		inherent_impact: random.below(4) + 1,
		inherent_reason: text,
		residual_likelihood: null,
		residual_impact: null,
		residual_reason: "",
		...{ target_likelihood: null, target_impact: null, target_reason: "" },
		treatment: null,
		treatment_reason: "",
		treatment_decider_id: null,
		treatment_review_on: null,
	};
	const commands: (() => Promise<unknown>)[] = [
		() => addRisk(carin, ids.plan, risk),
		async () => editRisk(carin, ids.risk, { ...risk, version: (await one("risks")).version }),
		async () => {
			const { id, version } = await one("risks");
			return editRisk(carin, id, { ...risk, version });
		},
		async () =>
			addMeasure(carin, (await one("risks")).id, {
				title: text,
				kind: "spot_check",
				scope: null,
				performer_text: text,
				support: "",
				owner_id: ids.nils,
				due_on: null,
			}),
		async () => {
			const { id, version } = await one("measures");
			const status = random.pick(["ongoing", "done", "not_started"] as const);
			return reportMeasure(carin, id, {
				status,
				status_reason: text,
				...{ percent: null, steps_done: null, steps_total: null, cost_ore: null },
				effect_tested: "not_yet",
				effect_note: "",
				version,
			});
		},
		() => addPerson(adam, person),
		async () => {
			const { id, version } = await one("people");
			return editPerson(adam, id, { ...person, version });
		},
		async () => {
			const { id, version, created_at } = await one("people");
			return created_at > "2026-11-17" ? endPerson(adam, id, { version }) : undefined;
		},
		async () =>
			grantRole(adam, (await one("people")).id, {
				role: "material_coordinator",
				unit_id: (await one("org_units")).id,
				valid_from: at.slice(0, 10),
				valid_to: null,
				substitute_for: null,
			}),
		async () => {
			const { id, version, role } = await one("roles");
			return role === "material_coordinator" ? endRole(adam, id, { valid_to: at.slice(0, 10), version }) : undefined;
		},
		() => addUnit(adam, { name: text, kind: "unit", code: null, valid_from: "2026-11-01", parent_id: ids.nara }),
		async () => {
			const { id, version, kind, code, valid_from, valid_to, parent_id } = await one("org_units");
			const unit = { kind, code, valid_from, valid_to, parent_id };
			return editUnit(adam, id, { ...unit, name: text, version });
		},
		() =>
			decidePurchaseLimit(carin, {
				limit_kr: random.below(9000) + 1,
				unit_basis: "invoice",
				vat_basis: "net",
				counted: "whole",
				valid_from: at.slice(0, 10),
			}),
		async () => createRuns(await world.as("system", at), { today: at.slice(0, 10) }),
		() =>
			addDeviation(carin, {
				title: text,
				description: text,
				severity: "minor",
				cause_code: null,
				direct_fix: "",
				unit_id: ids.alfa,
				risk_id: ids.risk,
			}),
		async () => {
			const found = await db.selectFrom("deviations").select(["id", "version"]).executeTakeFirst();
			if (!found) return;
			const { id, version } = found;
			return handleDeviation(carin, id, { version, root_cause: text, plan: text, owner_id: null, due_on: null });
		},
	];
	try {
		await random.pick(commands)();
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
	}
}

describe.each(DIALECTS)("%s", (_name, open) => {
	test.each(FULL_MEASURE ? [1, 2, 3] : [1])(
		"whatever was done on several days (%i), every table of a past day is what it was that evening",
		async (seed) => {
			const world = await openWorldOn(open);
			const { database, db } = world.ctx;
			const random = randomFrom(seed);
			const evenings: Record<string, string[]>[] = [];
			for (const day of DAYS) {
				for (let n = 0; n < 25; n++)
					await act(world, `${day}T${String(8 + (n % 12)).padStart(2, "0")}:00:00.000Z`, random, n);
				evenings.push(await contentOf(db));
			}
			expect(evenings[4]!.row_history).toBeUndefined();
			expect(evenings[4]!.events!.length).toBeGreaterThan(50);
			expect(await db.selectFrom("row_history").selectAll().execute()).not.toEqual([]);
			for (const [index, day] of DAYS.entries()) {
				const copy = await asOf(database, day);
				expect(await contentOf(copy.db), day).toEqual(evenings[index]);
				expect((await sql`pragma foreign_key_check`.execute(copy.db)).rows).toEqual([]);
			}
		},
	);

	test("a change made after a write's last event belongs to that day, also when the next write comes another day", async () => {
		const world = await openWorldOn(open);
		const { database, db } = world.ctx;
		const rename = async (title: string, at: string, early: boolean) =>
			write(await world.as("carin", at), async ({ trx, record }) => {
				const said = () =>
					record({
						type: "system.started",
						unit_id: null,
						object: { kind: "system", id: title },
						data: { note: title },
					});
				if (early) await said();
				await trx.updateTable("risks").set({ title }).where("id", "=", world.ids.risk).execute();
				if (!early) await said();
			});
		await rename("Måndag", "2026-11-16T12:00:00.000Z", true);
		await rename("Tisdag", "2026-11-17T12:00:00.000Z", false);
		await rename("Onsdag", "2026-11-18T12:00:00.000Z", true);
		expect(await db.selectFrom("risks").select("title").executeTakeFirst()).toEqual({ title: "Onsdag" });
		for (const [date, title] of [
			["2026-11-16", "Måndag"],
			["2026-11-17", "Tisdag"],
			["2026-11-18", "Onsdag"],
		] as const)
			expect(await (await asOf(database, date)).db.selectFrom("risks").select("title").execute()).toEqual([{ title }]);
	});

	test("a row that was deleted stands in the days before; the day ends at midnight in Stockholm", async () => {
		const world = await openWorldOn(open);
		const { database } = world.ctx;
		await write(await world.as("system", "2026-11-17T23:00:00.000Z"), async ({ trx, record }) => {
			await trx.deleteFrom("control_units").where("id", "=", world.ids.betaAssignment).execute();
			const data = { note: "tog bort" };
			await record({ type: "system.started", unit_id: null, object: { kind: "system", id: "x" }, data });
		});
		const count = async (date: string) =>
			(await (await asOf(database, date)).db.selectFrom("control_units").select("id").execute()).length;
		expect(await count("2026-11-17")).toBe(2);
		expect(await count("2026-11-18")).toBe(1);
	});

	test("every table of the register keeps its history and tells when its rows came; history itself stands still", async () => {
		const world = await openWorldOn(open);
		const { database, db } = world.ctx;
		// a view has no rows of its own
		const kept = (await tablesOf(db)).filter((table) => ![...WITHOUT_HISTORY, "ledger_lines"].includes(table));
		expect(kept.length).toBeGreaterThan(50);
		const triggers =
			database.name === "sqlite"
				? sql<{
						name: string;
					}>`select tbl_name as name from sqlite_master where type = 'trigger' and name like '%\\_history\\_update' escape '\\'`
				: sql<{
						name: string;
					}>`select event_object_table as name from information_schema.triggers where trigger_name like '%\\_history' and event_manipulation = 'UPDATE'`;
		expect((await triggers.execute(db)).rows.map(({ name }) => name).sort()).toEqual(kept);
		// shapeOf throws for a table that does not tell
		await asOf(database, "2026-11-16");
		await database.transaction((trx) => trx.updateTable("risks").set({ title: "x" }).execute());
		for (const change of [
			() => database.transaction((trx) => trx.updateTable("row_history").set({ was: "{}" }).execute()),
			() => database.transaction((trx) => trx.deleteFrom("row_history").execute()),
		])
			await expect(change()).rejects.toThrow("not allowed");
	});

	test("T40: no session, password or token goes into a past day's copy", async () => {
		const world = await openWorldOn(open);
		await signIn(await world.as("maria"), "test");
		const copy = await asOf(world.ctx.database, "2026-11-17");
		for (const table of OUTSIDE_THE_REGISTER.filter((name) => !name.startsWith("kysely")))
			expect(
				await copy.db
					.selectFrom(table as "sessions")
					.selectAll()
					.execute(),
				table,
			).toEqual([]);
		const raw = new SqliteDriver(copy.file, { readonly: true });
		expect(raw.prepare("select count(*) from sqlite_master where type = 'trigger'").pluck().get()).toBe(0);
		raw.close();
	});
});
