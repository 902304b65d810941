import type { Db } from "../../../db/open.ts";
import { listRisks, type Risk, type RiskFilter } from "../../../db/queries/register/risks.ts";
import { CHECKING, KEEPING, type Reading, SAM, untilChanged } from "../../ground/remembered/remembered.ts";

/** Whole registers, as somebody orders them: some thousand risks each, of no unit by name. */
const ROWS: Reading<readonly Risk[]> = {
	kept: 4,
	beside: [...KEEPING, ...CHECKING, ...SAM, ...(["unit", "role"] as const)],
};

/** Every risk of the filter, in the plan's order. */
export async function allRisks(db: Db, filter: Omit<RiskFilter, "page">): Promise<Risk[]> {
	return [...(await untilChanged(db, ROWS, JSON.stringify(filter), () => listRisks(db, filter)))];
}
