import type { Db } from "../../../db/open.ts";
import {
	countHitsByRule,
	type HitCard,
	type HitFilter,
	type LedgerHit,
	listCards,
	type RuleCount,
} from "../../../db/queries/checks/ledger.ts";
import type { UnitReach } from "../../../db/queries/people/units.ts";
import { branchesKey } from "../../ground/remembered/branches.ts";
import { CHECKING, KEEPING, type Reading, REPORTING, SAM, untilChanged } from "../../ground/remembered/remembered.ts";
import { namesMended } from "../../ground/remembered/units.ts";
import type { EventNoun } from "../../ground/write/events.ts";

/** Rules find hits in files, and people judge them, some as deviations. */
const FINDING: readonly string[] = ["ledger", "hit", "deviation", "population", "purchases", "unit_code", "agreements"];

const BESIDE_HITS = [
	...[...KEEPING, ...REPORTING, ...SAM, ...CHECKING.filter((noun) => !FINDING.includes(noun))],
	...(["role", "plan", "area", "risk", "measure", "control", "checklist", "risk_proposal", "region_item"] as const),
] satisfies EventNoun[];

/** Of no unit and no person by name. */
export const BESIDE_CARDS = [...BESIDE_HITS, "unit", "person"] satisfies EventNoun[];
const COUNTS: Reading<readonly RuleCount[]> = { beside: BESIDE_CARDS };
const CARDS: Reading<readonly HitCard[]> = { beside: BESIDE_CARDS };

/** Whole lists of cards, as somebody orders them. */
const ROWS: Reading<readonly LedgerHit[]> = {
	kept: 4,
	beside: BESIDE_HITS,
	mends: namesMended((row, nameOf) => ({ ...row, unit_name: nameOf(row.unit_id) })),
};

const keyOf = async (db: Db, filter: HitFilter) =>
	JSON.stringify([filter, await branchesKey(db, filter.unit_id ? [filter.unit_id] : [], filter.reach)]);

/** Hits per rule before and in a year. */
export async function readRuleCounts(db: Db, reach: UnitReach, yearFrom: string): Promise<readonly RuleCount[]> {
	const key = JSON.stringify([reach, yearFrom, await branchesKey(db, [], reach)]);
	return untilChanged(db, COUNTS, key, () => countHitsByRule(db, reach, yearFrom));
}

export async function readCards(db: Db, filter: HitFilter): Promise<readonly HitCard[]> {
	return untilChanged(db, CARDS, await keyOf(db, filter), () => listCards(db, filter));
}

/** Every card of a filter as rows, as `make` reads them. */
export async function readRows(db: Db, filter: HitFilter, make: () => Promise<LedgerHit[]>): Promise<LedgerHit[]> {
	return [...(await untilChanged(db, ROWS, await keyOf(db, filter), make))];
}
