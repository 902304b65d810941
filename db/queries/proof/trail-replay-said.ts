import { keptQuery } from "../../kept-query.ts";
import type { Db } from "../../open.ts";
import type { RequestedParent } from "../../schema/checks/evidence-requests.ts";
import type { MessageSubject } from "../../schema/ground/messages.ts";
import { type IdRange, isIn } from "./trail-replay.ts";

export const listProposalsToldOf = keptQuery((db: Db, range: IdRange) =>
	db
		.selectFrom("risk_proposals")
		.select(["id as object_id", "year", "number", "title", "cause", "effect", "seen_where"])
		.where(isIn(range, "id")),
);

export const listProposalAnswersToldOf = keptQuery((db: Db, range: IdRange) =>
	db
		.selectFrom("proposal_answers")
		.innerJoin("risk_proposals", "risk_proposals.id", "proposal_answers.proposal_id")
		.select(["proposal_id as object_id", "year", "number", "outcome", "risk_id", "into_id", "reason"])
		.where(isIn(range, "proposal_id")),
);

export const listMessagesToldOf = keptQuery((db: Db, kind: MessageSubject, range: IdRange) =>
	db
		.selectFrom("thread_messages as message")
		.leftJoin("thread_messages as question", "question.id", "message.answers_id")
		.select(["message.subject_id as object_id", "message.number", "message.subject_title as title", "message.text"])
		.select(["message.asked_part as to", "question.number as answers"])
		.where("message.subject_kind", "=", kind)
		.where(isIn(range, "message.subject_id")),
);

export const listRequestsToldOf = keptQuery((db: Db, kind: RequestedParent, range: IdRange) =>
	db
		.selectFrom("evidence_requests as request")
		.leftJoin("evidence_replies as reply", "reply.request_id", "request.id")
		.select(["request.parent_id as object_id", "request.number", "request.asked_of", "request.wanted"])
		.select(["reply.outcome", "reply.note"])
		.where("request.parent_kind", "=", kind)
		.where(isIn(range, "request.parent_id")),
);
