import { type ExpressionBuilder, sql } from "kysely";
import type { ControlRunTable } from "../../schema/checks/runs.ts";
import type { Schema } from "../../schema/index.ts";
import { RUN_RESULTS } from "../../schema/vocabulary.ts";
import { byFilled, byLadder, byText, byValue, type Orders, wordsIn } from "../ground/tables-orders.ts";

/** The control, the unit or the performer has the word in its name. */
export function hasWord(eb: ExpressionBuilder<Schema & { run: ControlRunTable }, "run">, word: string) {
	return eb.or([
		eb("run.control_id", "in", (q) =>
			q
				.selectFrom("controls")
				.select("id")
				.where(wordsIn(word, { texts: ["controls.title"] })),
		),
		eb("run.unit_id", "in", (q) =>
			q
				.selectFrom("org_units")
				.select("id")
				.where(wordsIn(word, { names: ["org_units.sort_name"] })),
		),
		eb("run.performer_id", "in", (q) =>
			q
				.selectFrom("people")
				.select("id")
				.where(wordsIn(word, { names: ["people.sort_name"] })),
		),
	]);
}

/** The place of a run's state among `RUN_STATES`, whose order is the run's own way from planned to done. */
function stateOn(today: string): Orders[string] {
	const late = sql`${sql.ref("run.due_on")} < ${today}`;
	const by = sql`case ${sql.ref("run.status")} when 'planned' then case when ${late} then 2 else 0 end
		when 'drawn' then case when ${late} then 2 else 1 end when 'signed' then 3 + ${sql.ref("run.is_late")}
		when 'approved' then 5 + ${sql.ref("run.is_late")} when 'returned' then 7 else 8 end`;
	return { by, nullable: false };
}

/** What each column of the list is ordered by. */
export const runOrders = (today: string): Orders => ({
	control: byText("control.title"),
	unit: byFilled("unit.sort_name"),
	period: byFilled("run.last_day"),
	last_day: byFilled("run.last_day"),
	due_on: byFilled("run.due_on"),
	state: stateOn(today),
	result: byLadder("run.result", Object.keys(RUN_RESULTS)),
	reason: byText("run.result_reason"),
	performer: byValue("performer.sort_name"),
	reviewer: byValue("reviewer.sort_name"),
	signed_at: byValue("run.signed_at"),
	reviewed_at: byValue("run.reviewed_at"),
});
