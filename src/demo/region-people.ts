import type { PersonTable, RoleTable } from "../../db/schema/people/people.ts";
import type { BoardTable } from "../../db/schema/people/boards.ts";
import type { OrgUnitTable } from "../../db/schema/people/units.ts";
import { personSortKey, sortKey } from "../../db/schema/sort-key.ts";
import type { Role, UnitKind } from "../../db/schema/vocabulary.ts";
import { FIRST_NAMES, LAST_NAMES } from "../../db/seeds/organisation.ts";
import type { Past } from "./bulk-trail.ts";
import type { DemoPerson } from "./demo-organisation.ts";
import type { RegionOrganisation, RegionSize } from "./region.ts";
import type { Random } from "./region-random.ts";

/** Units with forms of their own: material costs at the first three, a kontantkassa and hired staff at the first two. */
const OWN_FORMS = { division: "Område specialiserad vård", units: 3, prefix: "Vårdcentralen", prefixed: 2 };
const DIVISIONS = [
	"Område nära vård",
	"Område specialiserad vård",
	"Område psykiatri",
	"Område forskning och utbildning",
	"Hälso- och sjukvårdsgemensamt",
];
const DEPARTMENTS_PER_DIVISION = 6;
/** Of those that check purchases; a region with more of them has more verksamhetsområden, not larger ones. */
const UNITS_PER_DEPARTMENT = 10;
const SYSTEM: DemoPerson = { id: "system", name: "Systemet" };

interface Made {
	past: Past;
	organisation: RegionOrganisation;
}

type Place = Pick<RegionOrganisation["units"][number], "id" | "name">;
type Builder = ReturnType<typeof organisationBuilder>;

/** A region's tree under one förvaltning, everybody who leads a part of it, and whoever checks its purchases. */
export function regionPeople(random: Random, size: RegionSize, from: string): Made {
	const builder = organisationBuilder(random, from);
	const { unit, person } = builder;
	const posts: RegionOrganisation["posts"] = new Map();
	const region = unit("region", "Region Storlän", null);
	const administration = unit("administration", "Hälso- och sjukvårdsförvaltningen", region.id);
	const board_id = builder.board("Hälso- och sjukvårdsnämnden", administration.id);
	const top = {
		controller: person(administration, ["controller"]),
		approver: person(administration, ["approver", "allocating_manager"]),
		auditor: person(region, ["auditor"]),
		administrator: person(region, ["administrator"]),
	};
	const count = Math.max(DEPARTMENTS_PER_DIVISION, Math.ceil(size.units / DIVISIONS.length / UNITS_PER_DEPARTMENT));
	const divisions = DIVISIONS.map((name) => addDivision(builder, posts, name, administration.id, top.approver, count));
	const departments = divisions.flatMap((division) => division.departments);
	const representatives: DemoPerson[] = [];
	const units = Array.from({ length: size.units + size.otherUnits }, (_, n) => {
		const department = departments[n % departments.length]!;
		const made = addLeafUnit(builder, n, department, n < size.units);
		posts.set(made.id, { id: made.id, manager: made.manager, superior: department.manager });
		if (n < OWN_FORMS.units) representatives.push(person(made, ["safety_representative"]));
		return made;
	});
	return {
		past: builder.past,
		organisation: {
			administration_id: administration.id,
			region_id: region.id,
			board_id,
			units: units.slice(0, size.units),
			division_managers: new Map(divisions.map(({ name, head }) => [name, head])),
			posts,
			representative: representatives[0]!,
			...top,
		},
	};
}

/** A division with its head and its departments, each with a manager who is an attestant in the ledger. */
function addDivision(
	{ unit, person, past }: Builder,
	posts: RegionOrganisation["posts"],
	name: string,
	administration_id: string,
	superior: DemoPerson,
	count: number,
) {
	const division = unit("division", name, administration_id);
	const head = person(division, ["allocating_manager", "manager"]);
	posts.set(division.id, { id: division.id, manager: head, superior });
	const departments = Array.from({ length: count }, (_, n) => {
		const department = unit("department", `${name}, verksamhetsområde ${n + 1}`, division.id);
		const attestant = `attest${past.tables.people.length + 1}`;
		const manager = person(department, ["allocating_manager", "manager"], attestant);
		posts.set(department.id, { id: department.id, manager, superior: head });
		return { ...department, manager, attestant };
	});
	return { name, head, departments };
}

/** The `n`th unit: with a samordnare of its own when it checks purchases, and a stand-in when it has forms of its own. */
function addLeafUnit(
	{ unit, person }: Builder,
	n: number,
	department: Place & { attestant: string },
	checks: boolean,
): RegionOrganisation["units"][number] {
	const code = String(10_000 + n);
	const name = `${n < OWN_FORMS.prefixed ? OWN_FORMS.prefix : "Enhet"} ${n + 1}`;
	const at = unit("unit", name, department.id, code);
	const manager = person(at, ["manager"]);
	const performer = checks ? person(at, ["material_coordinator"]) : manager;
	const ownForms = n < OWN_FORMS.units;
	const stand_in = ownForms ? person(at, ["material_coordinator"]) : performer;
	const division = ownForms ? OWN_FORMS.division : "";
	return { ...at, code, division, performer, stand_in, manager, reviewer: manager, attestant: department.attestant };
}

/** Gathers units, boards and people with the events that tell of them. */
function organisationBuilder(random: Random, from: string) {
	const tables = {
		org_units: [] as OrgUnitTable[],
		boards: [] as BoardTable[],
		people: [] as PersonTable[],
		roles: [] as RoleTable[],
	};
	const events: Past["events"] = [];
	const current = { valid_from: from, valid_to: null, version: 1 };
	return {
		past: { tables, events },
		unit(kind: UnitKind, name: string, parent_id: string | null, code: string | null = null): Place {
			const id = random.id();
			tables.org_units.push({ id, kind, code, name, sort_name: sortKey(name), parent_id, ...current });
			events.push({ actor: SYSTEM, type: "unit.added", unit_id: id, object: { kind: "org_unit", id }, data: { name } });
			return { id, name };
		},
		board(name: string, unit_id: string): string {
			const id = random.id();
			tables.boards.push({ id, name, unit_id, ...current });
			events.push({ actor: SYSTEM, type: "board.added", unit_id, object: { kind: "board", id }, data: { name } });
			return id;
		},
		person(at: Place, held: Role[], ledger_name: string | null = null): DemoPerson {
			const name = `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`;
			const id = random.id();
			const email = `person${tables.people.length + 1}@region.example`;
			const days = { created_at: `${from}T08:00:00.000Z`, ended_at: null };
			tables.people.push({ id, name, sort_name: personSortKey(name), email, ledger_name, ...days, version: 1 });
			const about = { actor: SYSTEM, unit_id: at.id, object: { kind: "person", id } };
			events.push({ ...about, type: "person.added", data: { name } });
			for (const role of held) {
				const granted = { id: random.id(), person_id: id, role, unit_id: at.id, substitute_for: null };
				tables.roles.push({ ...granted, ...current });
				const data = { person: name, role, unit: at.name, from, to: null, for: null };
				events.push({ ...about, type: "role.granted", data });
			}
			return { id, name };
		},
	};
}
