import type { Db } from "../../../db/open.ts";
import { listMappedRisks, type MappedRisk } from "../../../db/queries/report/coverage.ts";
import { type Reading, untilChanged } from "../../ground/remembered/remembered.ts";
import { PLAN_BESIDE } from "../../register/plans/plan-readings.ts";

const RISKS: Reading<MappedRisk[]> = { kept: 8, beside: PLAN_BESIDE };

/** The risks of boards until a year, remembered: the map shows every cell of some thousands. Nobody may write in them. */
export function readMappedRisks(db: Db, boards: readonly string[], year: number): Promise<MappedRisk[]> {
	return untilChanged(db, RISKS, JSON.stringify([boards, year]), () => listMappedRisks(db, boards, year));
}
