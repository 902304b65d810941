import { findPlan } from "../../db/queries/register/plans.ts";
import { listComingMeetings } from "../../db/queries/report/meetings.ts";
import { chooseRows } from "../../src/register/preparation/choose-rows.ts";
import { preparePlan } from "../../src/register/preparation/prepare-plan.ts";
import { isWaiting, listReviewRows } from "../../src/register/preparation/review-rows.ts";
import { addMeeting } from "../../src/report/meetings/add-meeting.ts";
import { TODAY, type World } from "./world.ts";

/** A meeting of the nämnd on the day, put in once. */
export async function meetingOn(world: World, day = TODAY.slice(0, 10)): Promise<string> {
	const ctx = await world.as("carin");
	const known = (await listComingMeetings(ctx.db, world.ids.board, day)).find((one) => one.held_on === day);
	const days = { kind: "board" as const, held_on: day, papers_due_on: day };
	return known?.id ?? addMeeting(ctx, { board_id: world.ids.board, ...days });
}

/** Keeps every row that came from last year. */
export async function keepRows(world: World, planId: string): Promise<void> {
	const ctx = await world.as("carin");
	const plan = (await findPlan(ctx.db, planId))!;
	const rows = (await listReviewRows(ctx.db, plan)).filter(isWaiting).map(({ id }) => id);
	if (rows.length > 0) await chooseRows(ctx, planId, { rows, choice: "keep", reason: "", version: plan.version });
}

/** Takes a draft to beredning by the product's own acts; the nämnd meets today. */
export async function prepare(world: World, planId: string): Promise<void> {
	await keepRows(world, planId);
	const ctx = await world.as("carin");
	const { version } = (await findPlan(ctx.db, planId))!;
	await preparePlan(ctx, planId, { meetings: [await meetingOn(world)], version });
}
