import type { Db } from "../../../db/open.ts";
import type { Plan } from "../../../db/queries/register/plans.ts";
import { listAreaVersions, listPlaces, listStatements } from "../../../db/queries/report/coverage.ts";
import { endOfDay } from "../../ground/calendar/stockholm-day.ts";
import { NotFound } from "../../ground/errors.ts";
import { readMappedRisks } from "./mapped-risks.ts";
import { areasOf, areasOfRisks, type CoverageCell, coverageOf, type RiskArea } from "./coverage.ts";

type Of = Pick<Plan, "id" | "board_id" | "year">;

/** The board's areas as they stood when the plan's year ended, so that a later name is not read into an earlier year. */
export async function readAreas(db: Db, { board_id, year }: Omit<Of, "id">): Promise<RiskArea[]> {
	return areasOf(await listAreaVersions(db, [board_id], endOfDay(`${year}-12-31`)));
}

export async function readCoverage(db: Db, plan: Of) {
	const areas = await readAreas(db, plan);
	const risks = areasOfRisks(plan.id, await readMappedRisks(db, [plan.board_id], plan.year));
	const places = await listPlaces(db, plan.id);
	const cells = coverageOf({ areas, places, risks, statements: await listStatements(db, [plan.id]) });
	return { areas, risks, places, cells };
}

/** One cell of the map; an area that has been retired, or a verksamhet that has been dropped, is not in it. */
export async function requireCell(db: Db, plan: Of, area: string, place: string): Promise<CoverageCell> {
	const { cells } = await readCoverage(db, plan);
	const cell = cells.find((one) => one.area.key === area && one.place.id === place);
	if (!cell) throw new NotFound(`coverage ${area} ${place} of plan ${plan.id}`);
	return cell;
}
