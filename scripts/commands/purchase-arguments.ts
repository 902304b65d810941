import { readFileSync } from "node:fs";
import type { Db } from "../../db/open.ts";
import { listPurchaseControls, type PurchaseControl } from "../../db/queries/checks/populations.ts";
import { frequencyOfKey } from "../../src/ground/calendar/occurrence.ts";
import type { HeadingMapping } from "../../src/ground/reading/headings.ts";
import { FIELDS, type Field } from "../../src/ground/reading/fields.ts";
import { UsageError } from "./command.ts";

/** A period key that exists, `2026-10`. */
export function periodOf(value: string | undefined): string {
	if (value === undefined) throw new UsageError("Ange perioden med --period, till exempel --period 2026-10.");
	if (frequencyOfKey(value) === null) throw new UsageError(`”${value}” är ingen period. Skriv till exempel 2026-10.`);
	return value;
}

/** The purchase control named by its key in the plan in force for the period's year, or the only one there is. */
export async function controlOf(db: Db, period: string, key: string | undefined): Promise<PurchaseControl> {
	const year = period.slice(0, 4);
	const controls = await listPurchaseControls(db, "all", Number(year));
	const named = key === undefined ? onlyPurchases(controls) : controls.filter((control) => control.key === key);
	const [only] = named;
	if (only && named.length === 1) return only;
	const keys = controls.map((control) => control.key).join(", ");
	if (controls.length === 0) throw new UsageError(`Ingen gällande plan för ${year} har ett kontrollmoment med inköp.`);
	throw new UsageError(`Ange kontrollmomentet med --control: ${keys}.`);
}

/** Said without a control, a file is of purchases under the limit where there is one such control. */
function onlyPurchases(controls: readonly PurchaseControl[]): readonly PurchaseControl[] {
	const purchases = controls.filter((control) => control.population_kind === "purchases_below_limit");
	return purchases.length === 1 ? purchases : controls;
}

/** MAP.json: heading → field (null for a column to leave out). */
export function mappingOf(file: string | undefined): HeadingMapping {
	if (file === undefined) return {};
	const wrong = () => new UsageError(`${file} ska vara ett JSON-objekt från rubrik till fält: ${FIELDS.join(", ")}.`);
	let map: unknown;
	try {
		map = JSON.parse(readFileSync(file, "utf8").replace(/^\ufeff/, ""));
	} catch {
		throw wrong();
	}
	if (typeof map !== "object" || map === null || Array.isArray(map)) throw wrong();
	const isField = (value: unknown) => value === null || FIELDS.includes(value as Field);
	if (!Object.values(map).every(isField)) throw wrong();
	return map as HeadingMapping;
}
