import type { Db } from "../../../../db/open.ts";
import { listLedgerUnits } from "../../../../db/queries/checks/populations.ts";
import { settingOn } from "../../../../db/queries/office/settings.ts";
import { listRootUnits } from "../../../../db/queries/people/units.ts";
import { occurrenceOf } from "../../../ground/calendar/occurrence.ts";
import { listUnitCodes } from "../../../../db/queries/checks/populations-codes.ts";
import { unitFinder } from "../frame/unit-finder.ts";
import { mappingOf, sourceFor } from "../read/named-source.ts";
import type { ReadTerms } from "../read/read-file.ts";
import type { ReadAs } from "../../../ground/reading/read-options.ts";

/** How a file is looked at before it is for any control: with the settings, headings and units of the installation, if there is one. */
export async function previewTerms(
	db: Db | null,
	period: string,
	{ mapping = {}, ...how }: ReadAs,
	source: string | null = null,
): Promise<ReadTerms> {
	if (db === null) return { options: { period, mapping, ...how } };
	const limit = await settingOn(db, "purchase_limit", occurrenceOf(period).last_day);
	const roots = await listRootUnits(db);
	const units = (await Promise.all(roots.map((root) => listLedgerUnits(db, root.id)))).flat();
	const find = unitFinder(units, await listUnitCodes(db, occurrenceOf(period).last_day), {});
	return {
		options: {
			period,
			basis: limit.unit_basis === "order" ? "order" : "voucher",
			vat_basis: limit.vat_basis,
			...how,
			mapping: { ...(await mappingOf(db, await sourceFor(db, null, source))), ...mapping },
		},
		...(units.length > 0 ? { knowsUnit: (code: string) => find(code) !== undefined } : {}),
	};
}
