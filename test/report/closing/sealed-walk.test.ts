import type { Hono } from "hono";
import { sql } from "kysely";
import { pino } from "pino";
import { afterAll, describe, expect, test } from "vitest";
import { createApp } from "../../../src/app.tsx";
import { openCorrection } from "../../../src/report/closing/open-correction.ts";
import { openSealKey } from "../../../src/report/closing/seal-key.ts";
import { verifySeals } from "../../../src/report/closing/verify-seals.ts";
import { readConfig } from "../../../src/config.ts";
import { clientFor } from "../../support/browser-client.ts";
import { hold } from "../../support/lifetime.ts";
import { FULL_MEASURE } from "../../support/measure.ts";
import type { PersonKey, World } from "../../support/world.ts";
import { JANUARY, openClosedYear } from "./support.ts";

/** What was found, and what was said: every row of a sealed period. */
const FOUND = ["control_runs", "sample_items", "check_answers"];
const SAID = [
	"follow_ups",
	"assessments",
	"assessment_parts",
	"governance_statuses",
	"period_deliveries",
	"dialogues",
	"region_answers",
];
const SEALS = ["period_seals", "reporting_periods"];

async function rowsOf(world: World, tables: readonly string[]): Promise<string> {
	const rows = await Promise.all(
		tables.map((table) => sql`select * from ${sql.table(table)} order by id`.execute(world.ctx.db)),
	);
	return JSON.stringify(rows.map((result) => result.rows));
}

/** Every mutating route but those that are made for a sealed report: the correction, and the nämnd's decision. */
async function mutatingPaths(world: World, except: readonly string[]): Promise<string[]> {
	const config = readConfig({ DATA_DIR: world.dataDir, NODE_ENV: "test" });
	const app: Hono<never> = createApp({ ...world.ctx, config, log: pino({ level: "silent" }) }) as never;
	const paths = app.routes.filter(({ method }) => !["GET", "ALL", "HEAD"].includes(method)).map(({ path }) => path);
	const outside = /^\/(logga|scim|uppstart|inbjudan|mitt-konto|mina-sessioner|sessioner)/;
	return [...new Set(paths)].filter((path) => !outside.test(path) && !except.includes(path));
}

/** A form that many commands would take, with the version that stands. */
const FORM = {
	version: "1",
	reason: "Ändring efteråt",
	text: "Ändring",
	title: "Ändring",
	result: "no_deviation",
	status: "as_planned",
	comment: "Ändring",
	grade: "insufficient",
	reasons: "Ändring",
	deficiencies: "Ändring",
	departure_reason: "Ändring",
	analysis: "Ändring",
	new_measure: "",
	note: "Ändring",
	confirmed: "yes",
	"svar-1": "no",
	"kommentar-1": "Ändring",
	"allvar-1": "major",
	what: "Ändring",
	due_on: "2027-02-01",
	held_on: "2027-01-10",
	participants: "Alla",
	notes: "",
	kind: "goal",
};

const EVERYBODY = ["carin", "maria", "mats", "fia"] as const;
/** Every route every day as the one who may do most, in full as everybody; the routes of what was found as everybody every day, below. */
const WALKING = FULL_MEASURE ? EVERYBODY : (["carin"] as const);

type Closed = World & { runId: string; itemIds: string[]; assessmentId: string };

async function walk(world: Closed, paths: string[], people: readonly PersonKey[]) {
	const { ids } = world;
	const candidates = [
		ids.period,
		world.runId,
		world.itemIds[0]!,
		world.assessmentId,
		ids.control,
		ids.measure,
		"avvikelse-1",
	];
	const faults: string[] = [];
	for (const person of people) {
		const client = await clientFor(world, person, JANUARY);
		const form = { ...FORM, person_id: ids.mats, performer_id: ids.beata, owner_id: ids.mats, risk_id: ids.risk };
		for (const path of paths) {
			const known = path.replace("/uppfoljning/:kind/:subject", `/uppfoljning/control/${ids.control}`);
			const some = known.includes(":") ? candidates : [""];
			for (const id of some) {
				const address = known.replace(":requirement", "total").replace(/:\w+(\{[^}]*\})?/g, id);
				for (const version of ["1", "2"]) {
					const response = await client.post(address, { ...form, version });
					if (response.status >= 500) faults.push(`${person} ${address}: ${response.status}`);
				}
			}
		}
	}
	return faults;
}

const [year, close] = await hold(() => openClosedYear());
afterAll(close);

describe("T36: a sealed period survives", () => {
	test("a walk over every mutating route, as everybody who may do something", { timeout: 240_000 }, async () => {
		const world = await openClosedYear();
		const before = await rowsOf(world, [...FOUND, ...SAID, ...SEALS]);
		const decided = ["/rapporter/:id/rattelse", "/bedomningar/:id/beslut"];
		expect(await walk(world, await mutatingPaths(world, decided), WALKING)).toEqual([]);
		expect(await rowsOf(world, [...FOUND, ...SAID, ...SEALS])).toBe(before);
		expect((await verifySeals(world.ctx.db, openSealKey(world))).problems).toEqual([]);
	});

	test("also while its words are open for correction: what was found stays", { timeout: 240_000 }, async () => {
		const world = await openClosedYear();
		const before = await rowsOf(world, FOUND);
		await openCorrection(await world.as("carin", JANUARY), world.ids.period, { reason: "Rättelse" });
		const checks = (await mutatingPaths(world, [])).filter((path) =>
			/^\/(stickprov|kontroller|utvardering|underlag)/.test(path),
		);
		expect(await walk(world, checks, EVERYBODY)).toEqual([]);
		expect(await rowsOf(world, FOUND)).toBe(before);
	});

	// what is refused changes nothing: they share one year
	test.each([
		"update control_runs set result = 'no_deviation'",
		"delete from check_answers",
		"update check_answers set answer = 'yes'",
		"update sample_items set reason = 'x'",
		"delete from sample_items",
		"insert into control_runs select 'ny', control_id, unit_id, '2026-09', '2026-09-01', '2026-09-30', due_on, status, performer_id, reviewer_id, draw_id, population_n, population_sum_ore, result, result_reason, signed_at, signed_by, is_late, reviewed_at, reviewed_by, review_note, version from control_runs limit 1",
		"update follow_ups set result = 'x'",
		"delete from follow_ups",
		"update assessments set state = 'draft'",
		"update assessments set approved_by = prepared_by",
		"delete from assessments",
		"update assessment_parts set grade = 'insufficient'",
		"delete from assessment_parts",
		"update reporting_periods set cut_off = '2026-01-31'",
		"delete from reporting_periods",
		"delete from control_runs",
		"insert into sample_items select 'ny', run_id, line_id, 99, null, null, 'targeted', status, reason, replaces_id, version from sample_items limit 1",
		"update period_seals set reason = 'x'",
		"delete from period_seals",
		"update deviations set found_at = '2027-01-01T00:00:00.000Z'",
		"delete from deviations",
		"insert into evidence select 'nytt', parent_kind, parent_id, unit_id, 'ny', 1, file_name, content_type, bytes, sha256, note, about_on, uploaded_at, uploaded_by from evidence limit 1",
	])("direct SQL: %s", async (statement) => {
		const attempt = year.ctx.database.transaction((trx) => sql.raw(statement).execute(trx));
		await expect(attempt).rejects.toThrow("is not allowed here");
	});

	test("a deviation goes on being handled, and the nämnd decides after the closing", async () => {
		const world = await openClosedYear();
		const carin = await clientFor(world, "carin", JANUARY);
		const form = {
			version: "1",
			root_cause: "Rutinen",
			plan: "Ny rutin",
			owner_id: world.ids.mats,
			due_on: "2027-03-01",
		};
		expect((await carin.post("/avvikelser/avvikelse-1/hantering", form)).status).toBe(303);
		const decision = { version: "3", decided_on: "2027-01-19", paragraph: "§ 7", registry_no: "27RS100" };
		expect((await carin.post(`/bedomningar/${world.assessmentId}/beslut`, decision)).status).toBe(303);
		expect((await verifySeals(world.ctx.db, openSealKey(world))).problems).toEqual([]);
	});
});
