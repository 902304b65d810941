import type { Db } from "../../../db/open.ts";
import { type GovernanceRow, listGovernance } from "../../../db/queries/report/governance.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { NotFound } from "../../ground/errors.ts";

/** A row of the report's own plan year: another year's is not there. */
export async function requireItem(db: Db, period: Period, itemId: string): Promise<GovernanceRow> {
	const [row] = await listGovernance(db, period, { item_id: itemId });
	if (!row) throw new NotFound(`governance item ${itemId} in period ${period.id}`);
	return row;
}
