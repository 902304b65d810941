import { findMeasure } from "../../db/queries/register/measures.ts";
import { findPlan } from "../../db/queries/register/plans.ts";
import { listComingMeetings, listMatters } from "../../db/queries/report/meetings.ts";
import { dateOfDay, dayNumber } from "../ground/calendar/civil-date.ts";
import type { Context } from "../ground/write/context.ts";
import { editMeasure } from "../register/measures/edit-measure.ts";
import type { ReviewRow } from "../register/preparation/columns.ts";
import { chooseRows } from "../register/preparation/choose-rows.ts";
import { preparePlan } from "../register/preparation/prepare-plan.ts";
import { isWaiting, listReviewRows } from "../register/preparation/review-rows.ts";
import type { ChooseRows } from "../register/preparation/schema.ts";
import { addMeeting } from "../report/meetings/add-meeting.ts";
import { addMatter, deliverPapers } from "../report/meetings/place-matter.ts";

/** Papers are due two weeks before. */
export const PAPERS = 14;
/** Between the arbetsutskott and the nämnd. */
const GROUP = 14;

/** A year of meetings of a nämnd on these days, each with the arbetsutskott before it. */
export async function addDemoMeetings(controller: Context, board_id: string, days: readonly string[]): Promise<void> {
	const before = (day: string, n: number) => dateOfDay(dayNumber(day) - n);
	for (const held_on of days)
		for (const [kind, day] of [
			["preparing", before(held_on, GROUP)],
			["board", held_on],
		] as const)
			await addMeeting(controller, { board_id, kind, held_on: day, papers_due_on: before(day, PAPERS) });
}

async function choose(
	controller: Context,
	planId: string,
	rows: readonly ReviewRow[],
	how: Omit<ChooseRows, "rows" | "version">,
) {
	if (rows.length === 0) return;
	const { version } = (await findPlan(controller.db, planId))!;
	await chooseRows(controller, planId, { rows: rows.map(({ id }) => id), ...how, version });
}

async function waitingRows(controller: Context, planId: string): Promise<ReviewRow[]> {
	return (await listReviewRows(controller.db, (await findPlan(controller.db, planId))!)).filter(isWaiting);
}

/** Somebody goes through next year's draft: one åtgärd goes, one changes, and of the rest the first `kept` are kept, or all. */
export async function reviewDemoPlan(controller: Context, planId: string, kept?: number): Promise<void> {
	const rows = await waitingRows(controller, planId);
	const measures = rows.filter(({ kind }) => kind === "measure");
	// one that does not stand alone under its risk
	const gone = measures.find((row) => measures.filter((one) => one.risk_number === row.risk_number).length > 1);
	const changed = measures.find((row) => row !== gone);
	if (gone)
		await choose(controller, planId, [gone], {
			choice: "drop",
			reason: "Rutinen är på plats och följs i verksamheten.",
		});
	if (changed) {
		const saved = (await findMeasure(controller.db, changed.id))!;
		const { title, kind, scope, performer_text, owner_id, due_on, version } = saved;
		const support = "Mall och checklista på intranätet";
		const input = { title, kind, scope, performer_text, owner_id, due_on, version, support };
		await editMeasure(controller, changed.id, input);
		await choose(controller, planId, [changed], { choice: "change", reason: "" });
	}
	const rest = await waitingRows(controller, planId);
	await choose(controller, planId, rest.slice(0, kept ?? rest.length), { choice: "keep", reason: "" });
}

/** The plan as it was last year goes to the arbetsutskott and the nämnd that meets on the day. */
export async function prepareDemoPlan(controller: Context, planId: string, held_on: string): Promise<void> {
	await choose(controller, planId, await waitingRows(controller, planId), { choice: "keep", reason: "" });
	const plan = (await findPlan(controller.db, planId))!;
	const today = controller.clock().toISOString().slice(0, 10);
	const coming = await listComingMeetings(controller.db, plan.board_id, today);
	const days = [held_on, dateOfDay(dayNumber(held_on) - GROUP)];
	const meetings = coming.filter((one) => days.includes(one.held_on)).map(({ id }) => id);
	await preparePlan(controller, planId, { meetings, version: plan.version });
}

/** A report goes to the nämnd's meeting on the day. */
export async function placeDemoReport(controller: Context, board_id: string, period: string, held_on: string) {
	const coming = await listComingMeetings(controller.db, board_id, controller.clock().toISOString().slice(0, 10));
	const meeting = coming.find((one) => one.held_on === held_on && one.kind === "board")!;
	await addMatter(controller, meeting.id, { subject: ["period", period] });
}

/** The papers of a plan or a report are handed in to the meetings it goes to whose papers are due in two weeks. */
export async function deliverDemoPapers(controller: Context, kind: "plan" | "period", id: string): Promise<void> {
	const horizon = dateOfDay(dayNumber(controller.clock().toISOString().slice(0, 10)) + PAPERS);
	for (const matter of await listMatters(controller.db, { subjects: { kind, ids: [id] }, open: true }))
		if (matter.papers_due_on <= horizon) await deliverPapers(controller, matter.id, { version: matter.version });
}
