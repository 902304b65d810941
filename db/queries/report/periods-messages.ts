import type { Db } from "../../open.ts";
import type { MessagePart, MessageSubject } from "../../schema/ground/messages.ts";
import { type ReportScope, runsOf } from "./periods-membership.ts";

/** A question or an answer as an outsider reads it. */
export interface HandedMessage {
	subject_kind: MessageSubject;
	subject_id: string;
	subject_title: string;
	unit: string;
	number: number;
	asked_part: MessagePart | null;
	/** The number of the question that it answers. */
	answers: number | null;
	text: string;
	written_at: string;
	writer: string;
}

/**
 * What has been asked and answered of the report's runs, and of the risks and measures of its year's plan, dropped ones too. A
 * thread is handed over whole: an answer after the cut-off is the answer to a question before it.
 */
export function listMessagesOf(db: Db, scope: ReportScope): Promise<HandedMessage[]> {
	const risks = db
		.selectFrom("risks")
		.innerJoin("plans", "plans.id", "risks.plan_id")
		.where("plans.board_id", "=", scope.board_id)
		.where("plans.year", "=", scope.year)
		.select("risks.id");
	const measures = db.selectFrom("measures").where("measures.risk_id", "in", risks).select("measures.id");
	return db
		.selectFrom("thread_messages as message")
		.innerJoin("people", "people.id", "message.written_by")
		.innerJoin("org_units as unit", "unit.id", "message.unit_id")
		.leftJoin("thread_messages as question", "question.id", "message.answers_id")
		.select(["message.subject_kind", "message.subject_id", "message.subject_title", "unit.name as unit"])
		.select(["message.number", "message.asked_part", "question.number as answers", "message.text"])
		.select(["message.written_at", "people.name as writer"])
		.where((eb) =>
			eb.or([
				eb.and([
					eb("message.subject_kind", "=", "control_run"),
					eb("message.subject_id", "in", runsOf(db, scope).select("control_runs.id")),
				]),
				eb.and([eb("message.subject_kind", "=", "risk"), eb("message.subject_id", "in", risks)]),
				eb.and([eb("message.subject_kind", "=", "measure"), eb("message.subject_id", "in", measures)]),
			]),
		)
		.orderBy("message.subject_kind")
		.orderBy("message.subject_title")
		.orderBy("message.subject_id")
		.orderBy("message.number")
		.execute();
}
