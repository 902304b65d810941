import type { Db } from "../../../db/open.ts";
import { type Deviation, findDeviation } from "../../../db/queries/checks/deviations.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";

export async function requireDeviation(db: Db, id: string): Promise<Deviation> {
	const deviation = await findDeviation(db, id);
	if (!deviation) throw new NotFound(`deviation ${id}`);
	return deviation;
}

export function requireUnfinished(deviation: Deviation): void {
	if (deviation.status === "withdrawn") throw new Invalid({ "": "Avvikelsen är återtagen och kan inte ändras." });
	if (deviation.status === "closed") throw new Invalid({ "": "Avvikelsen är avslutad och kan inte ändras." });
}
