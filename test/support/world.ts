import { join } from "node:path";
import type { Database } from "../../db/open.ts";
import { listRolesOn } from "../../db/queries/people/session.ts";
import { SYSTEM_PERSON } from "../../db/schema/people/people.ts";
import { personSortKey, sortKey } from "../../db/schema/sort-key.ts";
import type { Role, UnitKind } from "../../db/schema/vocabulary.ts";
import { ALWAYS_ASKED } from "../../db/seeds/checklists.ts";
import { insertChecklist, insertControl, insertControlUnit, insertQuestion } from "../../db/writes/checks/controls.ts";
import { insertPerson, insertRole } from "../../db/writes/people/people.ts";
import { insertBoard } from "../../db/writes/people/boards.ts";
import { insertUnit } from "../../db/writes/people/units.ts";
import { insertReportingPeriod } from "../../db/writes/report/periods.ts";
import { insertMeasure } from "../../db/writes/register/measures.ts";
import { insertRisk } from "../../db/writes/register/risks.ts";
import { insertArea, insertPlan } from "../../db/writes/register/plans.ts";
import type { Actor, ActorRole } from "../../src/ground/access/actor.ts";
import { openFolderStore } from "../../src/ground/files/file-store.ts";
import { keysFrom } from "../../src/ground/keys.ts";
import type { Context } from "../../src/ground/write/context.ts";
import { newId } from "../../src/ground/write/new-id.ts";
import { write } from "../../src/ground/write/write.ts";
import { recordDecision } from "../../src/register/plans/record-decision.ts";
import { filledBytes, openTestDatabase } from "./database.ts";

let made = 0;

/** Ids from before the first day any test is about: what the world is filled with has always been there. */
function nextId(): string {
	return newId(new Date(Date.parse("2020-01-01T00:00:00.000Z") + made++));
}

const SYSTEM: Actor = { id: SYSTEM_PERSON, name: "Systemet", roles: [], via: "system" };
const SCALE = {
	likelihood: ["Osannolik", "Mindre sannolik", "Möjlig", "Sannolik"],
	impact: ["Försumbar", "Lindrig", "Kännbar", "Allvarlig"],
	bands: [
		{ key: "low", label: "Låg", to: 3 },
		{ key: "medium", label: "Medel", to: 8 },
		{ key: "high", label: "Hög", to: 16 },
	],
};

/**
 * A small region on 2026-11-16 (a Monday): Region → Förvaltning → two områden → units `alfa` and `beta` under `nara`, `gamma`
 * under `psyk`. People: see PEOPLE. A plan in force for 2026 with one risk, one measure, and the monthly control
 * `inkop-under-10000` at alfa and beta (five items, the 12 questions), performed by `maria` at alfa and `beata` at beta,
 * reviewed by `mats` (chef alfa) and `boris` (chef beta).
 */
export interface World {
	/** A context that acts as this person; `at` moves the clock. */
	as(person: PersonKey | "system", at?: string): Promise<Context>;
	ctx: Context;
	dataDir: string;
	keysDir: string;
	ids: {
		region: string;
		administration: string;
		nara: string;
		psyk: string;
		alfa: string;
		beta: string;
		gamma: string;
		board: string;
		plan: string;
		area: string;
		risk: string;
		measure: string;
		checklist: string;
		questions: string[];
		control: string;
		alfaAssignment: string;
		betaAssignment: string;
		period: string;
	} & Record<PersonKey, string>;
}

/** Key → name, role, unit. */
const PEOPLE = {
	maria: ["Maria Ek", "material_coordinator", "alfa"],
	beata: ["Beata Lind", "material_coordinator", "beta"],
	mats: ["Mats Berg", "manager", "alfa"],
	boris: ["Boris Falk", "manager", "beta"],
	gunnel: ["Gunnel Dahl", "manager", "gamma"],
	nils: ["Nils Holm", "allocating_manager", "nara"],
	carin: ["Carin Åberg", "controller", "administration"],
	fia: ["Fia Ström", "approver", "administration"],
	rune: ["Rune Öberg", "auditor", "region"],
	adam: ["Adam Norén", "administrator", "region"],
	siv: ["Siv Lund", "safety_representative", "alfa"],
} as const satisfies Record<string, [string, Role, string]>;
export type PersonKey = keyof typeof PEOPLE;

export const TODAY = "2026-11-16T09:00:00.000Z";

/** The same world in another database, e.g. PostgreSQL. */
export async function openWorldIn(database: Database): Promise<World> {
	const { dataDir } = await openTestDatabase();
	return worldOf(database, dataDir, await fillWorld(database, dataDir));
}

export const fillWorld = (database: Database, dataDir: string) => fill(baseOf(database, dataDir), YEAR);

const YEAR = 2026;
const filled = new Map<number, Promise<{ bytes: Buffer; ids: World["ids"] }>>();

/** Filled once per worker and copied; nobody sees the world of another test. `year` is that of the plan in force. */
export async function openWorld(year = YEAR): Promise<World> {
	const filling = filled.get(year) ?? fillOf(year);
	filled.set(year, filling);
	const { bytes, ids } = await filling;
	const { database, dataDir } = await openTestDatabase(bytes);
	return worldOf(database, dataDir, { ...ids });
}

async function fillOf(year: number): Promise<{ bytes: Buffer; ids: World["ids"] }> {
	let ids: World["ids"];
	const bytes = await filledBytes(async (...opened) => {
		ids = await fill(baseOf(...opened), year);
	});
	return { bytes, ids: ids! };
}

function baseOf(database: Database, dataDir: string) {
	return {
		database,
		db: database.db,
		files: openFolderStore(dataDir),
		keys: keysFrom(Buffer.alloc(32, 7)),
		actor: SYSTEM,
		clock: () => new Date(TODAY),
	};
}

export function worldOf(database: Database, dataDir: string, ids: World["ids"]): World {
	const base = baseOf(database, dataDir);
	const as: World["as"] = async (person, at = TODAY) => {
		const clock = () => new Date(at);
		if (person === "system") return { ...base, clock };
		const roles: ActorRole[] = await listRolesOn(database.db, ids[person], at.slice(0, 10));
		return { ...base, clock, actor: { id: ids[person], name: PEOPLE[person][0], roles, via: "web" } };
	};
	return { as, ctx: base, dataDir, keysDir: join(dataDir, "keys"), ids };
}

function fill(ctx: Context, year: number): Promise<World["ids"]> {
	return write(ctx, async ({ trx, record }) => {
		const ids: Record<string, string> = {};
		const unit = async (
			key: string,
			kind: UnitKind,
			name: string,
			parent: string | null,
			code: string | null = null,
		) => {
			ids[key] = nextId();
			await insertUnit(trx, {
				id: ids[key],
				kind,
				code,
				name,
				sort_name: sortKey(name),
				parent_id: parent,
				valid_from: "2020-01-01",
				valid_to: null,
				version: 1,
			});
		};
		await unit("region", "region", "Region Prov", null);
		await unit("administration", "administration", "Hälso- och sjukvårdsförvaltningen", ids.region!);
		await unit("nara", "division", "Område nära vård", ids.administration!);
		await unit("psyk", "division", "Område psykiatri", ids.administration!);
		await unit("alfa", "unit", "Vårdcentralen Alfa", ids.nara!, "1001");
		await unit("beta", "unit", "Vårdcentralen Beta", ids.nara!, "1002");
		await unit("gamma", "unit", "Mottagning Gamma", ids.psyk!, "2001");
		ids.board = nextId();
		await insertBoard(trx, {
			id: ids.board,
			name: "Hälso- och sjukvårdsnämnden",
			unit_id: ids.administration!,
			valid_from: "2020-01-01",
			valid_to: null,
			version: 1,
		});
		for (const [key, [name, role, at]] of Object.entries(PEOPLE)) {
			ids[key] = nextId();
			await insertPerson(trx, {
				id: ids[key],
				name,
				sort_name: personSortKey(name),
				email: `${key}@prov.example`,
				ledger_name: null,
				created_at: "2020-01-01T00:00:00.000Z",
				ended_at: null,
				version: 1,
			});
			await insertRole(trx, {
				id: nextId(),
				person_id: ids[key],
				role,
				unit_id: ids[at]!,
				valid_from: "2020-01-01",
				valid_to: null,
				substitute_for: null,
				version: 1,
			});
		}
		await register(ids, trx, year);
		// decided long before the first day any test is about, like everything else here
		const long_ago = { ...ctx, clock: () => new Date("2020-01-01T00:00:00.000Z") };
		await recordDecision(long_ago, trx, ids.plan!, { number: 0, ...decisionOf(year), outside: false });
		await record({
			type: "system.started",
			unit_id: null,
			object: { kind: "system", id: "world" },
			data: { note: "fyllde testvärlden" },
		});
		return { ...ids, questions: questionIds } as unknown as World["ids"];
	});
}

const decisionOf = (year: number) => ({
	...{ decided_on: `${year - 1}-11-20`, decision_paragraph: "98", registry_no: `${(year - 1) % 100}RS1234` },
});

/** The questions that may be answered Ej tillämpligt. */
const NOT_ALWAYS_APPLICABLE = [6, 12];
const questionIds = Array.from({ length: 12 }, (_, index) => `fraga-${index + 1}`);

async function register(
	ids: Record<string, string>,
	trx: Parameters<typeof insertPlan>[0],
	year: number,
): Promise<void> {
	for (const key of [
		"plan",
		"area",
		"risk",
		"measure",
		"checklist",
		"control",
		"alfaAssignment",
		"betaAssignment",
		"period",
	])
		ids[key] = nextId();
	await insertPlan(trx, {
		id: ids.plan!,
		board_id: ids.board!,
		year,
		status: "in_force",
		scale: JSON.stringify(SCALE),
		...decisionOf(year),
		carried_from: null,
		version: 1,
	});
	await insertArea(trx, { id: ids.area!, plan_id: ids.plan!, name: "Ekonomi", position: 1 });
	await insertRisk(trx, {
		id: ids.risk!,
		plan_id: ids.plan!,
		area_id: ids.area!,
		number: 1,
		title: "Otillåtna beställningar under 10 tkr",
		description: "",
		cause: "",
		effect: "",
		scope: "board",
		requirements: '["c","d"]',
		origin: "Riskinventering",
		owner_id: ids.nils!,
		inherent_likelihood: 3,
		inherent_impact: 3,
		inherent_reason: "Två radattester",
		residual_likelihood: 2,
		residual_impact: 3,
		residual_reason: "Stickprov",
		target_reason: "",
		treatment: "control",
		treatment_reason: "",
		treatment_decider_id: null,
		carried_from: null,
		version: 1,
	});
	await insertMeasure(trx, {
		id: ids.measure!,
		risk_id: ids.risk!,
		position: 1,
		title: "Månadsvisa stickprov av inköp under 10 tkr",
		kind: "spot_check",
		scope: null,
		performer_text: "materialsamordnare",
		support: "",
		owner_id: ids.nils!,
		due_on: `${year}-12-31`,
		status: "ongoing",
		status_reason: "",
		effect_tested: "not_yet",
		effect_note: "",
		carried_from: null,
		version: 1,
	});
	await insertChecklist(trx, { id: ids.checklist!, key: "inkop", edition: 1, title: "Inköp under 10 tkr" });
	for (const [index, id] of questionIds.entries()) {
		await insertQuestion(trx, {
			id,
			checklist_id: ids.checklist!,
			position: index + 1,
			text: `Kontrollpunkt ${index + 1}`,
			help: "",
			is_key: index < 2 ? 1 : 0,
			asks_cause: index === 11 ? 1 : 0,
			...ALWAYS_ASKED,
			may_be_not_applicable: NOT_ALWAYS_APPLICABLE.includes(index + 1) ? 1 : 0,
		});
	}
	await insertControl(trx, {
		id: ids.control!,
		plan_id: ids.plan!,
		risk_id: ids.risk!,
		measure_id: ids.measure!,
		key: "inkop-under-10000",
		title: "Stickprov av inköp under 10 tkr",
		method: "",
		frequency: "monthly",
		population_kind: "purchases_below_limit",
		sample_size: 5,
		reserve_count: 5,
		checklist_id: ids.checklist!,
		owner_id: ids.carin!,
		due_working_days: 10,
		starts_on: `${year}-01-01`,
		ended_on: null,
		version: 1,
	});
	for (const [assignment, unit, performer, reviewer] of [
		["alfaAssignment", "alfa", "maria", "mats"],
		["betaAssignment", "beta", "beata", "boris"],
	] as const) {
		await insertControlUnit(trx, {
			id: ids[assignment]!,
			control_id: ids.control!,
			unit_id: ids[unit]!,
			performer_id: ids[performer]!,
			reviewer_id: ids[reviewer]!,
			valid_from: `${year}-01-01`,
			valid_to: null,
			version: 1,
		});
	}
	await insertReportingPeriod(trx, {
		id: ids.period!,
		key: `verksamhetsberattelse-${year}`,
		board_id: ids.board!,
		name: `Verksamhetsberättelse ${year}`,
		kind: "annual_report",
		year,
		first_day: `${year}-01-01`,
		cut_off: `${year}-12-31`,
		deadline: `${year + 1}-02-15`,
		version: 1,
	});
}
