import type { Db } from "../../db/open.ts";
import { listLedgerUnits } from "../../db/queries/populations.ts";
import { settingOn } from "../../db/queries/settings.ts";
import { listRootUnits } from "../../db/queries/units.ts";
import { occurrenceOf } from "../calendar/occurrence.ts";
import { namesOf, rememberedMapping } from "./frame-terms.ts";
import type { ReadTerms } from "./read-file.ts";
import type { HeadingMapping } from "./reading/headings.ts";

/** How a file is looked at before it is for any control: with the settings, headings and units of the installation, if there is one. */
export async function previewTerms(db: Db | null, period: string, mapping: HeadingMapping): Promise<ReadTerms> {
	if (db === null) return { options: { period, mapping } };
	const limit = await settingOn(db, "purchase_limit", occurrenceOf(period).last_day);
	const roots = await listRootUnits(db);
	const units = (await Promise.all(roots.map((root) => listLedgerUnits(db, root.id)))).flat();
	const known = namesOf(units);
	return {
		options: {
			period,
			basis: limit.unit_basis === "order" ? "order" : "voucher",
			vat_basis: limit.vat_basis,
			mapping: { ...(await rememberedMapping(db)), ...mapping },
		},
		...(units.length > 0 ? { knowsUnit: (code: string) => known.has(code.trim().toLocaleLowerCase("sv")) } : {}),
	};
}
