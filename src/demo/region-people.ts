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
const SYSTEM: DemoPerson = { id: "system", name: "Systemet" };

interface Made {
	past: Past;
	organisation: RegionOrganisation;
}

/** A region's tree under one förvaltning, everybody who leads a part of it, and whoever checks its purchases. */
export function regionPeople(random: Random, size: RegionSize, from: string): Made {
	const org_units: OrgUnitTable[] = [];
	const boards: BoardTable[] = [];
	const people: PersonTable[] = [];
	const roles: RoleTable[] = [];
	const events: Past["events"] = [];
	const posts: RegionOrganisation["posts"] = new Map();
	const unit = (kind: UnitKind, name: string, parent_id: string | null, code: string | null = null) => {
		const id = random.id();
		const sort_name = sortKey(name);
		org_units.push({ id, kind, code, name, sort_name, parent_id, valid_from: from, valid_to: null, version: 1 });
		events.push({ actor: SYSTEM, type: "unit.added", unit_id: id, object: { kind: "org_unit", id }, data: { name } });
		return { id, name };
	};
	const person = (at: { id: string; name: string }, held: Role[], ledger_name: string | null = null): DemoPerson => {
		const name = `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES)}`;
		const id = random.id();
		const email = `person${people.length + 1}@region.example`;
		const created_at = `${from}T08:00:00.000Z`;
		people.push({
			id,
			name,
			sort_name: personSortKey(name),
			email,
			ledger_name,
			created_at,
			ended_at: null,
			version: 1,
		});
		const about = { actor: SYSTEM, unit_id: at.id, object: { kind: "person", id } };
		events.push({ ...about, type: "person.added", data: { name } });
		for (const role of held) {
			const days = { valid_from: from, valid_to: null, substitute_for: null };
			roles.push({ id: random.id(), person_id: id, role, unit_id: at.id, ...days, version: 1 });
			const data = { person: name, role, unit: at.name, from, to: null, for: null };
			events.push({ ...about, type: "role.granted", data });
		}
		return { id, name };
	};
	const region = unit("region", "Region Storlän", null);
	const administration = unit("administration", "Hälso- och sjukvårdsförvaltningen", region.id);
	const board_id = random.id();
	const name = "Hälso- och sjukvårdsnämnden";
	boards.push({ id: board_id, name, unit_id: administration.id, valid_from: from, valid_to: null, version: 1 });
	const object = { kind: "board", id: board_id };
	events.push({ actor: SYSTEM, type: "board.added", unit_id: administration.id, object, data: { name } });
	const top = {
		controller: person(administration, ["controller"]),
		approver: person(administration, ["approver", "allocating_manager"]),
		auditor: person(region, ["auditor"]),
		administrator: person(region, ["administrator"]),
	};
	const division_managers = new Map<string, DemoPerson>();
	const departments = DIVISIONS.flatMap((name) => {
		const division = unit("division", name, administration.id);
		const head = person(division, ["allocating_manager", "manager"]);
		division_managers.set(name, head);
		posts.set(division.id, { id: division.id, manager: head, superior: top.approver });
		return Array.from({ length: DEPARTMENTS_PER_DIVISION }, (_, n) => {
			const department = unit("department", `${name}, verksamhetsområde ${n + 1}`, division.id);
			const attestant = `attest${people.length + 1}`;
			const manager = person(department, ["allocating_manager", "manager"], attestant);
			posts.set(department.id, { id: department.id, manager, superior: head });
			return { ...department, manager, attestant };
		});
	});
	const representatives: DemoPerson[] = [];
	const units = Array.from({ length: size.units + size.otherUnits }, (_, n) => {
		const department = departments[n % departments.length]!;
		const code = String(10_000 + n);
		const name = `${n < OWN_FORMS.prefixed ? OWN_FORMS.prefix : "Enhet"} ${n + 1}`;
		const at = unit("unit", name, department.id, code);
		const manager = person(at, ["manager"]);
		posts.set(at.id, { id: at.id, manager, superior: department.manager });
		const checks = n < size.units;
		const performer = checks ? person(at, ["material_coordinator"]) : manager;
		const ownForms = n < OWN_FORMS.units;
		const stand_in = ownForms ? person(at, ["material_coordinator"]) : performer;
		if (ownForms) representatives.push(person(at, ["safety_representative"]));
		const division = ownForms ? OWN_FORMS.division : "";
		return { ...at, code, division, performer, stand_in, manager, reviewer: manager, attestant: department.attestant };
	});
	return {
		past: { tables: { org_units, boards, people, roles }, events },
		organisation: {
			administration_id: administration.id,
			region_id: region.id,
			board_id,
			units: units.slice(0, size.units),
			division_managers,
			posts,
			representative: representatives[0]!,
			...top,
		},
	};
}
