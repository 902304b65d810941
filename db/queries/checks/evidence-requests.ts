import type { Compilable, Selectable } from "kysely";
import { keptQuery } from "../../kept-query.ts";
import type { Db } from "../../open.ts";
import type { EvidenceRequestTable, RequestedParent, RequestOutcome } from "../../schema/checks/evidence-requests.ts";

export interface EvidenceRequest extends Selectable<EvidenceRequestTable> {
	asked_of_name: string;
	asked_by_name: string;
	unit_name: string;
	/** Null while it is open. */
	outcome: RequestOutcome | null;
	note: string | null;
	replied_at: string | null;
	replied_by_name: string | null;
	evidence_id: string | null;
	file_name: string | null;
}

function requests(db: Db) {
	return db
		.selectFrom("evidence_requests as request")
		.innerJoin("people as asked", "asked.id", "request.asked_of")
		.innerJoin("people as asker", "asker.id", "request.asked_by")
		.innerJoin("org_units as unit", "unit.id", "request.unit_id")
		.leftJoin("evidence_replies as reply", "reply.request_id", "request.id")
		.leftJoin("people as replier", "replier.id", "reply.replied_by")
		.leftJoin("evidence as sent", "sent.id", "reply.evidence_id")
		.selectAll("request")
		.select(["asked.name as asked_of_name", "asker.name as asked_by_name", "unit.name as unit_name"])
		.select(["reply.outcome", "reply.note", "reply.replied_at", "replier.name as replied_by_name"])
		.select(["reply.evidence_id", "sent.file_name"])
		.orderBy("request.asked_at")
		.orderBy("request.number");
}

export function findEvidenceRequest(db: Db, id: string): Promise<EvidenceRequest | undefined> {
	return requests(db).where("request.id", "=", id).executeTakeFirst();
}

/** What has been asked for about one object, the oldest first. */
export function listRequestsOf(db: Db, kind: RequestedParent, parentId: string): Promise<EvidenceRequest[]> {
	return requests(db).where("request.parent_kind", "=", kind).where("request.parent_id", "=", parentId).execute();
}

/** The same of every drawn item of a run. */
export function listRequestsOfItems(db: Db, runId: string): Promise<EvidenceRequest[]> {
	return requests(db)
		.where("request.parent_kind", "=", "sample_item")
		.where("request.parent_id", "in", (eb) => eb.selectFrom("sample_items").select("id").where("run_id", "=", runId))
		.execute();
}

/** Open requests: those put to these people, or those that they have made. */
export const listOpenRequests = keptQuery(
	(db, by: "asked_of" | "asked_by", people: readonly string[], limit: number): Compilable<EvidenceRequest> => {
		return requests(db)
			.where(`request.${by}`, "in", [...people, ""])
			.where("reply.request_id", "is", null)
			.limit(limit);
	},
);
