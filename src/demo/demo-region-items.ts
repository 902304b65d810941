import { listOpenReports } from "../../db/queries/report/region.ts";
import type { Context } from "../ground/write/context.ts";
import { answerItem } from "../report/region/answer-item.ts";
import { pushItem } from "../report/region/push-item.ts";
import { rewordItem } from "../report/region/reword-item.ts";

/** Invented: what the region asks of every nämnd. Returns the id of the risk. */
export async function pushDemoItems(region: Context, year: number): Promise<string> {
	const risk = await pushItem(region, {
		...{ year, kind: "risk", title: "Längre avbrott i IT-driften" },
		text: "Verksamheten kan inte arbeta när gemensamma system ligger nere i mer än ett dygn.",
	});
	await rewordItem(region, risk, {
		text: "Verksamheten kan inte arbeta när gemensamma system ligger nere i mer än fyra timmar.",
		version: 1,
	});
	await pushItem(region, {
		...{ year, kind: "question", title: "Reservrutiner" },
		text: "Vilka reservrutiner är övade under året, och när?",
	});
	return risk;
}

/** One nämnd answers the risk; the other has not come to it yet. */
export async function answerDemoItem(controller: Context, risk: string, board_id: string, year: number): Promise<void> {
	const [report] = await listOpenReports(controller.db, board_id, year);
	if (!report) return;
	await answerItem(controller, risk, board_id, {
		...{ period_id: report.id, status: "ongoing", wording: 2, version: 0 },
		answer: "Reservrutiner finns för vårdens system. De övas under året.",
	});
}
