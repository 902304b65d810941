import type { Db } from "../../../db/open.ts";
import { type KnownPerson, listLedgerPeople } from "../../../db/queries/checks/duties.ts";
import { type Lookalikes, listLookalikes } from "../../../db/queries/people/accounts-pairs.ts";
import {
	listPeople,
	listPeopleOptions,
	type OptionFilter,
	type PeopleFilter,
	type PersonOption,
	type PersonRow,
} from "../../../db/queries/people/people.ts";
import type { UnitReach } from "../../../db/queries/people/units.ts";
import type { EventNoun } from "../write/events.ts";
import { branchesKey } from "./branches.ts";
import { CHECKING, KEEPING, type Reading, REPORTING, SAM, untilChanged } from "./remembered.ts";
import { namesMended } from "./units.ts";

/** By these a person may come, whoever records it. */
const BRINGING: readonly string[] = ["account", "integration"];

/** What says nothing of who there is, what they are called and which roles they have. */
export const BESIDE_PEOPLE = [
	...[...KEEPING.filter((noun) => !BRINGING.includes(noun)), ...REPORTING, ...SAM, ...CHECKING],
	...(["plan", "area", "risk", "measure", "control", "checklist", "risk_proposal", "region_item"] as const),
] satisfies EventNoun[];

const OPTIONS: Reading<readonly PersonOption[]> = {
	beside: BESIDE_PEOPLE,
	mends: namesMended((one, nameOf) => (one.unit_id ? { ...one, unit: nameOf(one.unit_id) } : one)),
};

/** Who can be named on the day, by name. */
export async function peopleOptions(db: Db, filter: OptionFilter): Promise<readonly PersonOption[]> {
	const { reach, roles = null, today } = filter;
	const key = JSON.stringify([reach, roles, today, await branchesKey(db, [], reach)]);
	return untilChanged(db, OPTIONS, key, () => listPeopleOptions(db, filter));
}

/** Some thousand pairs of ids each, where many have the same name. */
const PAIRS: Reading<readonly Lookalikes[]> = { kept: 4, beside: [...BESIDE_PEOPLE, "unit"] };

/** Accounts that look alike, within reach, those not judged yet first. */
export async function lookalikes(db: Db, reach: UnitReach): Promise<readonly Lookalikes[]> {
	const key = JSON.stringify([reach, await branchesKey(db, [], reach)]);
	return untilChanged(db, PAIRS, key, () => listLookalikes(db, reach));
}

/** Some thousand names. */
const NAMED: Reading<readonly KnownPerson[]> = { kept: 1, beside: [...BESIDE_PEOPLE, "unit", "role"] };

/** Everybody whom a ledger may have named. */
export const ledgerPeople = (db: Db) => untilChanged(db, NAMED, "", () => listLedgerPeople(db));

/** How many of them nobody has judged. */
export async function countUnjudged(db: Db, reach: UnitReach): Promise<number> {
	return (await lookalikes(db, reach)).filter(({ judged }) => judged === null).length;
}

/** Whole lists, as somebody orders them: some thousand people with their roles each. */
const ROWS: Reading<readonly PersonRow[]> = {
	kept: 2,
	beside: BESIDE_PEOPLE,
	mends: namesMended((person, nameOf) => ({
		...person,
		roles: person.roles.map((role) => ({ ...role, unit_name: nameOf(role.unit_id) })),
	})),
};

/** Everybody of a filter, with their roles. */
export async function everybody(db: Db, filter: Omit<PeopleFilter, "page">): Promise<PersonRow[]> {
	const key = JSON.stringify([filter, await branchesKey(db, [], filter.reach)]);
	return [...(await untilChanged(db, ROWS, key, () => listPeople(db, filter)))];
}
