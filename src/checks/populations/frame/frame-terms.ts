import type { Db } from "../../../../db/open.ts";
import {
	findPopulationOf,
	findPurchaseControl,
	listFrameRuns,
	listLedgerUnits,
	type Population,
	type PurchaseControl,
} from "../../../../db/queries/checks/populations.ts";
import { listUnitCodes, type UnitCode } from "../../../../db/queries/checks/populations-codes.ts";
import { type FrameRule, listFrameRules } from "../../../../db/queries/checks/populations-rules.ts";
import type { KnownSource } from "../../../../db/queries/checks/populations-sources.ts";
import { listSchedules } from "../../../../db/queries/checks/runs-schedules.ts";
import { type Settings, settingOn } from "../../../../db/queries/office/settings.ts";
import { isMoneyKind } from "../../../../db/schema/vocabulary.ts";
import { requireMay } from "../../../ground/access/require-may.ts";
import {
	formatOccurrence,
	frequencyOfKey,
	type Occurrence,
	occurrenceOf,
} from "../../../ground/calendar/occurrence.ts";
import { formatDateTime, stockholmDate } from "../../../ground/calendar/stockholm.ts";
import { unitFinder } from "./unit-finder.ts";
import { holdsIn } from "../../runs/due-runs.ts";
import { type Context, nowOf } from "../../../ground/write/context.ts";
import { Invalid, NotFound } from "../../../ground/errors.ts";
import { mappingOf, sourceFor } from "../read/named-source.ts";
import type { ReadTerms } from "../read/read-file.ts";
import { detached } from "../../../ground/reading/detached.ts";
import type { HeadingMapping } from "../../../ground/reading/headings.ts";
import type { ReadAs, ReadOptions } from "../../../ground/reading/read-options.ts";

/** What a file is read for: one control and period, and the whole file's unit when it has no column for units. */
export interface FrameInput {
	control_id: string;
	period_key: string;
	unit_id: string | null;
	/** The system that the file comes from, by name; left out for the one that the control's files come from. */
	source?: string | null;
	/** Headings mapped now, on top of those that are remembered of the source. */
	mapping?: HeadingMapping;
	/** What has been said of the file by hand. */
	reading?: Omit<ReadAs, "mapping">;
	/** Codes of the file that have been placed on a unit for this time. */
	placed?: Readonly<Record<string, string>>;
	/** The frozen population that the file is a corrected one for, and whether it was drawn from when that was said. */
	corrects?: Corrects | null;
}

export interface Corrects {
	population_id: string;
	drawn: boolean;
}

/** A unit of the board's tree; `in_control` when the control is carried out there in the period. */
export interface FrameUnit {
	id: string;
	code: string | null;
	name: string;
	in_control: boolean;
}

/** Everything that decides which purchases make the population of a control and period. */
export interface FrameFacts {
	control: PurchaseControl;
	period: Occurrence;
	limit: Settings["purchase_limit"];
	/** The frozen population that the file corrects; null for a period's first file. */
	corrected: Population | null;
	/** The named source whose kept mapping the file is read with. */
	source: KnownSource | null;
	units: FrameUnit[];
	/** What the control has decided to be in and out of its frame. */
	rules: readonly FrameRule[];
	/** Codes that have been placed on a unit, for good and for this file alone. */
	codes: readonly UnitCode[];
	placed: Readonly<Record<string, string>>;
	/** The unit of the whole file, or of its rows that name none, when it was chosen. */
	chosen_id: string | null;
	options: ReadOptions;
}

export interface FrameTerms extends FrameFacts {
	read: ReadTerms;
	/** The unit of a row, by the ledger's code or name, or by its own id; null is a file without a unit column. */
	unitOf(code: string | null): FrameUnit | undefined;
}

/** Throws `NotFound` or `NotAllowed` for a control out of reach, `Invalid` for a period that is not the control's. */
export async function frameTerms(ctx: Context, db: Db, input: FrameInput): Promise<FrameTerms> {
	const control = await requirePurchaseControl(ctx, input.control_id, db);
	const period = periodOf(control, input.period_key, stockholmDate(nowOf(ctx)));
	const limit = limitOf(control, await settingOn(db, "purchase_limit", period.last_day));
	const corrected = await correctedBy(db, control, period, input.corrects ?? null);
	const units = await frameUnits(db, control, period);
	if (!units.some((unit) => unit.in_control)) {
		throw new Invalid({ period_key: "Kontrollmomentet utförs inte på någon enhet under perioden." });
	}
	const chosen = units.find((unit) => unit.id === input.unit_id);
	if (input.unit_id !== null && !chosen?.in_control)
		throw new Invalid({ unit_id: "Välj en enhet där kontrollmomentet utförs." });
	const source = await sourceFor(db, control.id, input.source ?? null);
	const options = {
		period: period.key,
		basis: limit.unit_basis === "order" ? ("order" as const) : ("voucher" as const),
		vat_basis: limit.vat_basis,
		...input.reading,
		mapping: { ...(await mappingOf(db, source)), ...input.mapping },
	};
	const codes = await listUnitCodes(db, period.last_day);
	const placed = input.placed ?? {};
	const rules = await listFrameRules(db, control.id, period.last_day);
	const chosen_id = chosen?.id ?? null;
	return termsOf({ control, period, limit, corrected, source, units, rules, codes, placed, chosen_id, options });
}

/** Different codes whose unit is remembered; a hostile file has a new one on every row. */
const MAX_KNOWN = 10_000;

/** The limit of a frame that takes items of every size. */
export const NO_LIMIT = 0;

/**
 * Returns the control's limit. Invoices of hired staff have none: they are paid one by one, and the largest are what the
 * control is about.
 */
function limitOf({ population_kind }: PurchaseControl, limit: Settings["purchase_limit"]): Settings["purchase_limit"] {
	return isMoneyKind(population_kind) ? { ...limit, limit_ore: NO_LIMIT, unit_basis: "invoice" } : limit;
}

/** A control of purchases whose files the actor may import. */
export async function requirePurchaseControl(ctx: Context, id: string, db: Db = ctx.db): Promise<PurchaseControl> {
	const control = await findPurchaseControl(db, id);
	if (!control) throw new NotFound(`purchase control ${id}`);
	await requireMay(db, ctx.actor, "purchases.import", control.unit_id);
	return control;
}

/** Returns the terms as plain data, which can be sent to the thread that reads the file. */
export function termsOf(facts: FrameFacts): FrameTerms {
	const { units, options } = facts;
	const chosen = units.find((unit) => unit.id === facts.chosen_id);
	const find = unitFinder(units, facts.codes, facts.placed);
	const byId = new Map(units.map((unit) => [unit.id, unit]));
	// asked some times for every row
	const known = new Map<string, FrameUnit | undefined>();
	const unitOf = (code: string | null) => {
		if (code === null) return chosen;
		let unit = known.get(code);
		if (unit === undefined && !known.has(code)) {
			unit = byId.get(code) ?? find(code);
			if (known.size < MAX_KNOWN) known.set(detached(code), unit);
		}
		return unit;
	};
	const read: ReadTerms = {
		options,
		knowsUnit: (code) => unitOf(code) !== undefined,
		unitName: (code) => unitOf(code)?.id ?? code,
		places_unitless: chosen !== undefined,
	};
	return { ...facts, unitOf, read };
}

/** Returns only the stored facts, without the functions made from them. */
export function factsOf({ unitOf: _, read, ...facts }: FrameTerms): FrameFacts {
	return { ...facts, options: read.options };
}

/**
 * Returns the population that holds for the period, when the file is said to correct it. If another population has replaced it
 * meanwhile, the actor must look again.
 */
async function correctedBy(
	db: Db,
	control: PurchaseControl,
	period: Occurrence,
	corrects: Corrects | null,
): Promise<Population | null> {
	const holds = await findPopulationOf(db, control.id, period.key);
	if (corrects === null) {
		if (!holds) return null;
		throw new Invalid({
			period_key: `Populationen för ${formatOccurrence(period.key)} är redan fryst (${holds.file_name}, ${formatDateTime(holds.frozen_at)}). Sena inköp läses in med nästa periods fil; är filen rättad läses den in från populationens sida.`,
		});
	}
	if (holds?.id !== corrects.population_id) {
		throw new Invalid({ file: "Populationen har ersatts av en nyare. Läs in den rättade filen från den nyas sida." });
	}
	if ((holds.drawn_at !== null) !== corrects.drawn) {
		throw new Invalid({ file: "Stickprovet drogs medan filen väntade. Läs in den rättade filen på nytt." });
	}
	return holds;
}

function periodOf(control: PurchaseControl, key: string, today: string): Occurrence {
	const frequency = frequencyOfKey(key);
	if (frequency !== control.frequency) {
		throw new Invalid({ period_key: "Ange en period som hör till kontrollmomentets frekvens, till exempel 2026-10." });
	}
	const period = occurrenceOf(key);
	if (period.last_day.slice(0, 4) !== String(control.year)) {
		throw new Invalid({
			period_key: `Kontrollmomentet hör till planen för ${control.year}. Ange en period under det året.`,
		});
	}
	if (period.first_day > today) throw new Invalid({ period_key: "Perioden har inte börjat." });
	return period;
}

/**
 * Lists the units of the board's tree. A unit is in the control when it has a run there, or (before the runs are created) when
 * it will get one.
 */
async function frameUnits(db: Db, control: PurchaseControl, period: Occurrence): Promise<FrameUnit[]> {
	const runs = await listFrameRuns(db, control.id, period.key);
	const schedules = await listSchedules(db, "all", control.id);
	const due = schedules.filter((unit) => holdsIn(unit, period));
	const inControl = new Set([...runs, ...due].map((unit) => unit.unit_id));
	const units = await listLedgerUnits(db, control.unit_id);
	return units.map(({ id, code, name }) => ({ id, code, name, in_control: inControl.has(id) }));
}
