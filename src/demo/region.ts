import type { SealKey } from "../report/closing/seal-key.ts";
import type { Context } from "../ground/write/context.ts";
import type { DemoOrganisation, DemoPerson, DemoUnit } from "./demo-organisation.ts";
import type { Agenda } from "./region-agenda.ts";
import type { Random } from "./region-random.ts";

export interface RegionSize {
	/** Enheter with stickprov, and the managers of SAM besides those. */
	units: number;
	otherUnits: number;
	years: number;
	/** The newest years, in which everybody checks purchases and answers SAM. Before them a few checked, and the plans were shorter. */
	fullYears: number;
	risksPerYear: number;
	sessions: number;
}

/** A unit of the tree with whoever leads it, for SAM. */
export interface RegionPost {
	id: string;
	manager: DemoPerson;
	superior: DemoPerson;
}

export interface RegionUnit extends DemoUnit {
	/** How the ledger writes the verksamhetschef who attests the unit's purchases: never somebody who checks them. */
	attestant: string;
}

export interface RegionOrganisation extends DemoOrganisation {
	units: RegionUnit[];
	auditor: DemoPerson;
	region_id: string;
	posts: Map<string, RegionPost>;
	/** The skyddsombud of the first unit. */
	representative: DemoPerson;
}

/** What every part of the filling works on. */
export interface Region {
	ctx: Context;
	key: SealKey;
	size: RegionSize;
	random: Random;
	agenda: Agenda;
	organisation: RegionOrganisation;
}

const EVERY = 12;
const RISKS_ONCE = 3;

/** What a year held: the work grew into what it is, and a region has more of the newest years than of the oldest. */
export function yearOf({ size, organisation, ctx }: Region, year: number) {
	const isFull = year > Number(ctx.clock().toISOString().slice(0, 4)) - size.fullYears;
	return {
		isFull,
		checking: isFull ? organisation.units : organisation.units.filter((_, n) => n % EVERY === 0),
		risks: isFull ? size.risksPerYear : Math.ceil(size.risksPerYear / RISKS_ONCE),
	};
}
