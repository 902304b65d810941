import { personSortKey, sortKey } from "../../db/schema/sort-key.ts";
import type { Role, UnitKind } from "../../db/schema/vocabulary.ts";
import { DEPARTMENTS, FIRST_NAMES, LAST_NAMES } from "../../db/seeds/organisation.ts";
import governance from "../../db/seeds/styrning-2024.json" with { type: "json" };
import { insertPerson, insertRole } from "../../db/writes/people/people.ts";
import { insertBoard } from "../../db/writes/people/boards.ts";
import { insertUnit } from "../../db/writes/people/units.ts";
import type { Context } from "../ground/write/context.ts";
import { newId } from "../ground/write/new-id.ts";
import { type Writing, write } from "../ground/write/write.ts";

export interface DemoPerson {
	id: string;
	name: string;
}

export interface DemoUnit {
	id: string;
	name: string;
	code: string;
	division: string;
	/** The person who performs the unit's stickprov, and one more who can step in. */
	performer: DemoPerson;
	stand_in: DemoPerson;
	manager: DemoPerson;
	/** Reviews the unit's checks, and so attests none of its purchases. */
	reviewer: DemoPerson;
	/** How the ledger writes whoever attests, when that is not the manager. */
	attestant?: string;
}

export interface DemoOrganisation {
	administration_id: string;
	board_id: string;
	units: DemoUnit[];
	/** Fördelande chef per område, by the område's name. */
	division_managers: Map<string, DemoPerson>;
	controller: DemoPerson;
	approver: DemoPerson;
	administrator: DemoPerson;
	/** Who stands in for one performer during one month (YYYY-MM). */
	substitute?: { of: DemoPerson; substitute: DemoPerson; month: string };
}

/** A second, smaller nämnd in the same region, and who makes the samlad bedömning of both. */
export interface DemoSecond {
	administration_id: string;
	board_id: string;
	units: Pick<DemoUnit, "id" | "name" | "performer" | "manager">[];
	/** Controller of the whole region. */
	controller: DemoPerson;
	approver: DemoPerson;
}

/** The tree of `styrning-2024.json`, 32 enheter below it, a second förvaltning, and people for every role from `from` (YYYY-MM-DD). */
export function addDemoOrganisation(
	ctx: Context,
	from: string,
): Promise<{ organisation: DemoOrganisation; second: DemoSecond }> {
	return write(ctx, async (writing) => {
		const { addUnit, addPerson, addBoard } = builder(ctx, writing, from);
		const region = await addUnit("region", "Region Örebro län", null);
		const [top, ...divisions] = governance.units;
		const administration = await addUnit("administration", top!.name, region);
		const board_id = await addBoard("Hälso- och sjukvårdsnämnden", administration);

		const people = {
			controller: await addPerson("Carin Åberg", [["controller", administration]]),
			approver: await addPerson("Fia Ström", [["approver", administration]]),
			administrator: await addPerson("Adam Norén", [["administrator", region]]),
		};
		await addPerson("Rune Öberg", [["auditor", region]]);

		const division_managers = new Map<string, DemoPerson>();
		const divisionIds = new Map<string, string>();
		for (const { name } of divisions) {
			const id = await addUnit("division", name, administration);
			divisionIds.set(name, id);
			division_managers.set(
				name,
				await addPerson(null, [
					["allocating_manager", id],
					["manager", id],
				]),
			);
		}
		const units: DemoUnit[] = [];
		for (const { division, department, units: below } of DEPARTMENTS) {
			const parent = await addUnit("department", department, divisionIds.get(division)!);
			const reviewer = await addPerson(null, [["manager", parent]]);
			for (const [name, code] of below) {
				const id = await addUnit("unit", name, parent, code);
				units.push({
					id,
					name,
					code,
					division,
					performer: await addPerson(null, [["material_coordinator", id]]),
					stand_in: await addPerson(null, [["material_coordinator", id]]),
					manager: await addPerson(null, [["manager", id]]),
					reviewer,
				});
			}
		}
		const organisation = { administration_id: administration, board_id, units, division_managers, ...people };
		return { organisation, second: await addSecond({ addUnit, addPerson, addBoard }, region) };
	});
}

async function addSecond(
	{ addUnit, addPerson, addBoard }: ReturnType<typeof builder>,
	region: string,
): Promise<DemoSecond> {
	const administration_id = await addUnit("administration", "Kulturförvaltningen", region);
	const board_id = await addBoard("Kulturnämnden", administration_id);
	const units: DemoSecond["units"] = [];
	for (const [name, code] of [
		["Folkhögskolan", "61010"],
		["Länskulturen", "61020"],
	] as const) {
		const id = await addUnit("unit", name, administration_id, code);
		const performer = await addPerson(null, [["material_coordinator", id]]);
		units.push({ id, name, performer, manager: await addPerson(null, [["manager", id]]) });
	}
	return {
		...{ administration_id, board_id, units },
		controller: await addPerson("Regina Hallgren", [["controller", region]]),
		approver: await addPerson("Kristoffer Blom", [["approver", administration_id]]),
	};
}

function builder(ctx: Context, { trx, record }: Writing, from: string) {
	const names = generatedNames();
	const unitNames = new Map<string, string>();
	const current = { valid_from: from, valid_to: null, version: 1 };
	return {
		async addBoard(name: string, unit_id: string): Promise<string> {
			const id = newId(ctx.clock());
			await insertBoard(trx, { id, name, unit_id, ...current });
			await record({ type: "board.added", unit_id, object: { kind: "board", id }, data: { name } });
			return id;
		},
		async addUnit(kind: UnitKind, name: string, parent_id: string | null, code: string | null = null): Promise<string> {
			const id = newId(ctx.clock());
			await insertUnit(trx, { id, kind, code, name, sort_name: sortKey(name), parent_id, ...current });
			unitNames.set(id, name);
			await record({ type: "unit.added", unit_id: id, object: { kind: "org_unit", id }, data: { name } });
			return id;
		},
		async addPerson(given: string | null, roles: [Role, string][]): Promise<DemoPerson> {
			const id = newId(ctx.clock());
			const name = given ?? names.next().value;
			await insertPerson(trx, {
				id,
				name,
				sort_name: personSortKey(name),
				email: emailOf(name),
				ledger_name: null,
				created_at: ctx.clock().toISOString(),
				ended_at: null,
				version: 1,
			});
			await record({ type: "person.added", unit_id: roles[0]![1], object: { kind: "person", id }, data: { name } });
			for (const [role, unit_id] of roles) {
				const granted = { id: newId(ctx.clock()), person_id: id, role, unit_id };
				await insertRole(trx, { ...granted, substitute_for: null, ...current });
				await record({
					type: "role.granted",
					unit_id,
					object: { kind: "person", id },
					data: { person: name, role, unit: unitNames.get(unit_id)!, from, to: null, for: null },
				});
			}
			return { id, name };
		},
	};
}

function emailOf(name: string): string {
	const plain = name.toLocaleLowerCase("sv").normalize("NFD");
	return `${plain.replace(/[^a-z ]/g, "").replaceAll(" ", ".")}@demo.example`;
}

/** Every first name with every last name, in an order that mixes both: no name comes twice. */
function* generatedNames(): Generator<string, never> {
	for (let n = 0; ; n++) {
		yield `${FIRST_NAMES[n % FIRST_NAMES.length]} ${LAST_NAMES[(n * 7 + Math.floor(n / (FIRST_NAMES.length * LAST_NAMES.length))) % LAST_NAMES.length]}`;
	}
}
