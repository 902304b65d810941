import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { type Database, openDatabase, type Trx } from "../../db/open.ts";
import { STANDARD_SCALE } from "../../db/schema/register/risks-scale.ts";
import { STANDARD_AREAS } from "../../db/schema/report/words.ts";
import { sortKey } from "../../db/schema/sort-key.ts";
import { insertPerson, insertRole } from "../../db/writes/people/people.ts";
import { insertBoard } from "../../db/writes/people/boards.ts";
import { insertUnit } from "../../db/writes/people/units.ts";
import { insertMeasure } from "../../db/writes/register/measures.ts";
import { insertArea, insertPlan } from "../../db/writes/register/plans.ts";
import { insertRisk } from "../../db/writes/register/risks.ts";
import { insertAreaLink, insertAreaVersion, insertStatement } from "../../db/writes/report/coverage.ts";
import { createApp } from "../../src/app.tsx";
import { readConfig } from "../../src/config.ts";
import type { Actor } from "../../src/ground/access/actor.ts";
import { openFolderStore } from "../../src/ground/files/file-store.ts";
import { keysFrom } from "../../src/ground/keys.ts";
import type { Context } from "../../src/ground/write/context.ts";
import { paths } from "../../src/paths/paths.ts";
import { signIn } from "../../src/people/session/sign-in.ts";
import { recordDecision } from "../../src/register/plans/record-decision.ts";
import { readRegionCoverage } from "../../src/report/coverage/read-region-coverage.ts";
import { percentile, row, spent } from "./timing.ts";

const YEAR = 2026;
const NOW = `${YEAR}-06-01T08:00:00.000Z`;
const BOARDS = 20;
/** Beside the nine that every board has. */
const OWN_AREAS = 3;
const RISKS_A_BOARD = 30;
const RISKS = 1000;
const MEASURES = 2;
const TIMES = 60;
const LONG = "Rutinen följs inte i hela verksamheten och det upptäcks först när någon frågar. ".repeat(4);

/** The pages of the plan's year that grow: all boards over all areas, two versions of a large plan, and a meeting that scores it. */
export async function bench(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-bench-year-"));
	const database = openDatabase({ file: join(folder, "tillracklig.db"), synchronous: "OFF" });
	try {
		await database.migrate();
		await measure(folder, database);
	} finally {
		await database.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

async function measure(folder: string, database: Database): Promise<void> {
	const roles = (["auditor", "controller"] as const).map((role) => ({
		...{ role, unit_id: "region", substitute_for: null },
	}));
	const actor: Actor = { id: "person", name: "Person", roles, via: "web" };
	const ctx: Context = {
		...{ database, db: database.db, files: openFolderStore(folder), keys: keysFrom(Buffer.alloc(32, 7)) },
		...{ clock: () => new Date(NOW), actor },
	};
	await fill(ctx);
	const config = readConfig({ DATA_DIR: folder, NODE_ENV: "test" });
	const app = createApp({ ...ctx, config, log: pino({ level: "silent" }) });
	const cookie = `session=${await signIn(ctx, "bench")}`;
	const get = async (path: string) => {
		const response = await app.request(`http://127.0.0.1:3000${path}`, { headers: { Cookie: cookie } });
		if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
		return response.text();
	};
	const floor = await spent(TIMES, () => get(paths.accessibility()));
	const told = (name: string, { ms, cpu }: Awaited<ReturnType<typeof spent>>, kB: number | string = "") =>
		row(name, percentile(ms, 0.5), percentile(ms, 0.95), cpu, cpu / floor.cpu, kB);
	row("sida (ms)", "p50", "p95", "CPU", "CPU mot golv", "kB");
	told("golv: tillgänglighet", floor);
	told("täckning, läsningen ensam", await spent(TIMES, () => readRegionCoverage(ctx.db, YEAR)));
	for (const [name, path] of Object.entries({
		[`täckning, ${BOARDS} nämnder × ${Object.keys(STANDARD_AREAS).length + OWN_AREAS}`]: paths.coverageOfAll(),
		"täckning, en nämnd": paths.coverage("plan-0"),
		[`jämförelse mot nu, ${RISKS} risker`]: `${paths.planComparison("large")}?fran=large.0`,
		[`jämförelse av beslut, ${RISKS} risker`]: `${paths.planComparison("large")}?fran=large.0&till=large.1`,
		[`möte, ${RISKS} risker`]: paths.planScoring("large", { av: "residual" }),
	})) {
		told(name, await spent(TIMES, () => get(path)), (await get(path)).length / 1000);
	}
	// what a key press waits for: the score is stored, and the next risk is shown
	const headers = { Cookie: cookie, Origin: "http://127.0.0.1:3000" };
	const save = async (n: number) => {
		const form = { kind: "target", likelihood: "1", impact: "1", reason: "Enligt mötet.", version: "1" };
		const body = new URLSearchParams(form);
		const saved = await app.request(`http://127.0.0.1:3000${paths.riskScore(`large-r${n}`)}`, {
			method: "POST",
			headers,
			body,
		});
		if (saved.status !== 303) throw new Error(`The score answered ${saved.status}`);
		await get(saved.headers.get("location")!);
	};
	told(`möte, spara och nästa, ${RISKS} risker`, await spent(TIMES, save));
}

function fill(ctx: Context): Promise<void> {
	return ctx.database.transaction(async (trx) => {
		const lasts = { valid_from: "2020-01-01", valid_to: null, version: 1 };
		const unit = (id: string, kind: "region" | "administration", parent_id: string | null) =>
			insertUnit(trx, { id, kind, code: null, name: id, sort_name: sortKey(id), parent_id, ...lasts });
		await unit("region", "region", null);
		await insertPerson(trx, {
			...{ id: "person", name: "Person", sort_name: "person", email: "person@prov.example", ledger_name: null },
			...{ created_at: NOW, ended_at: null, version: 1 },
		});
		for (const role of ["auditor", "controller"] as const)
			await insertRole(trx, { id: role, person_id: "person", role, unit_id: "region", substitute_for: null, ...lasts });
		for (let n = 0; n <= BOARDS; n++) {
			await unit(`unit-${n}`, "administration", "region");
			const name = n === BOARDS ? "Nämnden med den stora planen" : `Nämnd ${n}`;
			// the board of the large plan is not among those whose map is drawn
			const valid_to = n === BOARDS ? `${YEAR - 1}-12-31` : null;
			await insertBoard(trx, { id: `board-${n}`, name, unit_id: `unit-${n}`, ...lasts, valid_to });
			if (n < BOARDS) await boardPlan(trx, n);
		}
		await largePlan(ctx, trx);
	});
}

const plan = (id: string, board_id: string, status: "in_force" | "draft") => ({
	...{ id, board_id, year: YEAR, status, scale: JSON.stringify(STANDARD_SCALE), carried_from: null, version: 1 },
	...{ decided_on: `${YEAR - 1}-11-20`, decision_paragraph: "98", registry_no: "25RS1" },
});

const risk = (plan_id: string, area_id: string, n: number) => ({
	...{ id: `${plan_id}-r${n}`, plan_id, area_id, number: n + 1, title: `Risk ${n} i verksamheten` },
	...{ description: LONG, cause: LONG, effect: LONG, scope: "board" as const, requirements: '["c"]', origin: "Bench" },
	...{ owner_id: "person", inherent_likelihood: 1 + (n % 4), inherent_impact: 1 + (n % 3), inherent_reason: LONG },
	...{ residual_likelihood: 1 + (n % 2), residual_impact: 1 + (n % 3), residual_reason: LONG, target_reason: "" },
	...{ treatment: "treat" as const, treatment_reason: "", treatment_decider_id: null, carried_from: null, version: 1 },
});

async function boardPlan(trx: Trx, n: number): Promise<void> {
	const id = `plan-${n}`;
	const wrote = { written_at: NOW, written_by: "person" };
	await insertPlan(trx, plan(id, `board-${n}`, "in_force"));
	await insertArea(trx, { id: `${id}-area`, plan_id: id, name: "Ekonomi", position: 1 });
	for (let own = 0; own < OWN_AREAS; own++)
		await insertAreaVersion(trx, {
			...{ id: `${id}-own-${own}`, board_id: `board-${n}`, area: `${id}-own-${own}`, number: 1 },
			...{ name: `Eget område ${own}`, retired_reason: "", ...wrote },
		});
	const areas = Object.keys(STANDARD_AREAS);
	for (let one = 0; one < RISKS_A_BOARD; one++) {
		const made = risk(id, `${id}-area`, one);
		await insertRisk(trx, made);
		await insertAreaLink(trx, { id: `${made.id}-l`, risk_id: made.id, number: 1, area: areas[one % 5]!, ...wrote });
	}
	for (const area of areas.slice(5, 8))
		await insertStatement(trx, {
			...{ id: `${id}-${area}`, plan_id: id, area, place: "", number: 1, state: "embedded", ...wrote },
			...{ routine: "Rutinen", owner: "Chefen", reason: LONG },
		});
}

/** A plan that was decided as it stood, and every tenth risk of it changed since. */
async function largePlan(ctx: Context, trx: Trx): Promise<void> {
	await insertPlan(trx, plan("large", `board-${BOARDS}`, "in_force"));
	for (let n = 0; n < 20; n++)
		await insertArea(trx, { id: `area-${n}`, plan_id: "large", name: `Verksamhet ${n}`, position: n + 1 });
	for (let n = 0; n < RISKS; n++) {
		const made = risk("large", `area-${n % 20}`, n);
		await insertRisk(trx, made);
		for (let one = 0; one < MEASURES; one++)
			await insertMeasure(trx, {
				...{ id: `${made.id}-m${one}`, risk_id: made.id, position: one + 1, title: `Åtgärd ${one} mot risk ${n}` },
				...{ kind: "action", scope: null, performer_text: "chef", support: LONG, owner_id: "person" },
				...{ due_on: `${YEAR}-12-31`, status: "ongoing", status_reason: "", effect_tested: "not_yet", effect_note: "" },
				...{ carried_from: null, version: 1 },
			});
	}
	const decision = { decided_on: `${YEAR - 1}-11-20`, decision_paragraph: "98", registry_no: "25RS1", outside: false };
	await recordDecision(ctx, trx, "large", { number: 0, ...decision });
	// and taken in by an ändringsbeslut
	for (let n = 0; n < RISKS; n += 10)
		await trx
			.updateTable("risks")
			.set({ cause: `${LONG} Nu också på kvällar.` })
			.where("id", "=", `large-r${n}`)
			.execute();
	await recordDecision(ctx, trx, "large", { number: 1, ...decision });
}
