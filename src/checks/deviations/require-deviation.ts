import type { Db } from "../../../db/open.ts";
import { type Deviation, findDeviation } from "../../../db/queries/checks/deviations.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import { OPEN_DEVIATIONS } from "../../../db/schema/vocabulary.ts";

export async function requireDeviation(db: Db, id: string): Promise<Deviation> {
	const deviation = await findDeviation(db, id);
	if (!deviation) throw new NotFound(`deviation ${id}`);
	return deviation;
}

/** True until the effect has been checked, or the deviation was withdrawn. */
export function isUnfinished(deviation: Pick<Deviation, "status">): boolean {
	return OPEN_DEVIATIONS.includes(deviation.status);
}

export function requireUnfinished(deviation: Deviation): void {
	if (deviation.status === "withdrawn") throw new Invalid({ "": "Avvikelsen är återtagen och kan inte ändras." });
	if (deviation.status === "closed") throw new Invalid({ "": "Avvikelsen är avslutad och kan inte ändras." });
}
