import type { PersonTable, RoleTable } from "../../db/schema/people/people.ts";
import type { BoardTable } from "../../db/schema/people/boards.ts";
import type { OrgUnitTable } from "../../db/schema/people/units.ts";
import { personSortKey, sortKey } from "../../db/schema/sort-key.ts";
import type { Role, UnitKind } from "../../db/schema/vocabulary.ts";
import { FIRST_NAMES, LAST_NAMES } from "../../db/seeds/organisation.ts";
import type { Random } from "./region-random.ts";

/** A unit with the people who work with its stickprov. */
export interface RegionUnit {
	id: string;
	name: string;
	code: string;
	performer: { id: string; name: string };
	reviewer: { id: string; name: string };
}

export interface RegionPeople {
	org_units: OrgUnitTable[];
	boards: BoardTable[];
	people: PersonTable[];
	roles: RoleTable[];
	units: RegionUnit[];
	board_id: string;
	administration_id: string;
	controller: { id: string; name: string };
}

const DIVISIONS = [
	"Område nära vård",
	"Område specialiserad vård",
	"Område psykiatri",
	"Område forskning och utbildning",
	"Hälso- och sjukvårdsgemensamt",
];
const DEPARTMENTS_PER_DIVISION = 6;

/** A region of `count` enheter under one förvaltning, two people each, and one of every other role. */
export function regionPeople(random: Random, count: number, from: string): RegionPeople {
	const made: RegionPeople = {
		org_units: [],
		boards: [],
		people: [],
		roles: [],
		units: [],
		board_id: random.id(),
		administration_id: "",
		controller: { id: "", name: "" },
	};
	const unit = (kind: UnitKind, name: string, parent: string | null, code: string | null = null) => {
		const id = random.id();
		made.org_units.push({
			id,
			kind,
			code,
			name,
			sort_name: sortKey(name),
			parent_id: parent,
			valid_from: from,
			valid_to: null,
			version: 1,
		});
		return id;
	};
	const person = (role: Role, unitId: string) => {
		const name = `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`;
		const id = random.id();
		const email = `person${made.people.length + 1}@region.example`;
		made.people.push({
			id,
			name,
			sort_name: personSortKey(name),
			email,
			ledger_name: null,
			created_at: `${from}T00:00:00.000Z`,
			ended_at: null,
			version: 1,
		});
		made.roles.push({
			id: random.id(),
			person_id: id,
			role,
			unit_id: unitId,
			valid_from: from,
			valid_to: null,
			substitute_for: null,
			version: 1,
		});
		return { id, name };
	};
	const region = unit("region", "Region Storlän", null);
	made.administration_id = unit("administration", "Hälso- och sjukvårdsförvaltningen", region);
	made.boards.push({
		id: made.board_id,
		name: "Hälso- och sjukvårdsnämnden",
		unit_id: made.administration_id,
		valid_from: from,
		valid_to: null,
		version: 1,
	});
	made.controller = person("controller", made.administration_id);
	person("approver", made.administration_id);
	person("auditor", region);
	person("administrator", region);
	const departments = DIVISIONS.flatMap((name) => {
		const division = unit("division", name, made.administration_id);
		person("allocating_manager", division);
		return Array.from({ length: DEPARTMENTS_PER_DIVISION }, (_, n) =>
			unit("department", `${name}, verksamhetsområde ${n + 1}`, division),
		);
	});
	for (let n = 0; n < count; n++) {
		const name = `Enhet ${n + 1}`;
		const code = String(10_000 + n);
		const id = unit("unit", name, departments[n % departments.length]!, code);
		made.units.push({ id, name, code, performer: person("material_coordinator", id), reviewer: person("manager", id) });
	}
	return made;
}
