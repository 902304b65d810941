import type { Db } from "../../../db/open.ts";
import { findPeriod, type Period } from "../../../db/queries/report/periods.ts";
import { isSealed } from "../../../db/queries/report/closing.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";

/** The period, where its report is still open for writing. The database guards the same rule by itself. */
export async function requireOpenPeriod(db: Db, id: string): Promise<Period> {
	const period = await requireKnownPeriod(db, id);
	if (await isSealed(db, id)) {
		throw new Invalid({ "": `${period.name} är stängd. Öppna den för rättelse om något behöver ändras.` });
	}
	return period;
}

export async function requireKnownPeriod(db: Db, id: string): Promise<Period> {
	const period = await findPeriod(db, id);
	if (!period) throw new NotFound(`reporting period ${id}`);
	return period;
}
