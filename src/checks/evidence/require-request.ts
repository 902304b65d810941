import type { Db, Trx } from "../../../db/open.ts";
import {
	type EvidenceRequest,
	findEvidenceRequest,
	listRequestsOf,
} from "../../../db/queries/checks/evidence-requests.ts";
import {
	REQUEST_OUTCOMES,
	REQUESTED_PARENTS,
	type RequestedParent,
} from "../../../db/schema/checks/evidence-requests.ts";
import { peopleOf } from "../../ground/access/actor.ts";
import { mayAt } from "../../ground/access/require-may.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import type { Context } from "../../ground/write/context.ts";
import type { Writing } from "../../ground/write/write.ts";
import { type Owner, requireOwner } from "./require-evidence.ts";

/** What evidence can be asked for about, named by kind and id as they stand in an address. */
export async function requireRequestable(db: Db, kind: string, id: string): Promise<Owner & { kind: RequestedParent }> {
	const owner = await requireOwner(db, kind, id);
	if (!isRequestable(owner)) throw new NotFound(`requests about ${kind}`);
	return owner;
}

function isRequestable<O extends { kind: string }>(owner: O): owner is O & { kind: RequestedParent } {
	return (REQUESTED_PARENTS as readonly string[]).includes(owner.kind);
}

/** What has been asked for about an object; undefined where nobody can be asked. */
export async function requestsAbout(db: Db, kind: string, id: string): Promise<EvidenceRequest[] | undefined> {
	const about = { kind };
	return isRequestable(about) ? listRequestsOf(db, about.kind, id) : undefined;
}

/** What the reader is to a request. */
export interface RequestRights {
	/** The one who is asked, or stands in for them. */
	asked: boolean;
	/** May take it back. */
	withdraw: boolean;
	/** May see what it is about. */
	see: boolean;
}

/**
 * A request as the reader may see it: the one who is asked (with nothing else of the check), the one who asked, and whoever may see
 * evidence at its unit. To everybody else it does not exist.
 */
export async function requireRequest(
	ctx: Pick<Context, "db" | "actor">,
	id: string,
): Promise<{ request: EvidenceRequest; rights: RequestRights }> {
	const request = await requireRow(ctx.db, id);
	const people = peopleOf(ctx.actor);
	const asked = people.includes(request.asked_of);
	const see = await mayAt(ctx.db, ctx.actor, "evidence.view", request.unit_id);
	if (!asked && !see && !people.includes(request.asked_by)) throw new NotFound(`evidence request ${id}`);
	const open = request.outcome === null && !ctx.actor.reads_only;
	const withdraw = open && (await mayAt(ctx.db, ctx.actor, "evidence_request.ask", request.unit_id));
	return { request, rights: { asked: asked && open, withdraw, see } };
}

async function requireRow(db: Db, id: string): Promise<EvidenceRequest> {
	const request = await findEvidenceRequest(db, id);
	if (!request) throw new NotFound(`evidence request ${id}`);
	return request;
}

/** The request as the one who is asked sees it. Asked before a byte of an answer is received (T17). */
export async function requireAskedOf(ctx: Pick<Context, "db" | "actor">, id: string): Promise<EvidenceRequest> {
	return mine(await requireRow(ctx.db, id), ctx);
}

/** Whoever else may see a request has nothing to answer: to them the answer's address does not exist. */
function mine(request: EvidenceRequest, { actor }: Pick<Context, "actor">): EvidenceRequest {
	if (!peopleOf(actor).includes(request.asked_of)) throw new NotFound(`evidence request ${request.id} is another's`);
	return request;
}

/** In a write: only the one who is asked answers, or whoever stands in for them, which is stamped. */
export async function requireAsked({ trx, allow }: Writing, ctx: Context, id: string): Promise<EvidenceRequest> {
	const request = mine(await requireRow(trx, id), ctx);
	const absent = ctx.actor.id === request.asked_of ? null : request.asked_of;
	await allow("evidence_request.answer", request.unit_id, absent);
	return request;
}

/** A request has one end. Read anew in the write: another tab, or the one who asked, may have been first. */
export async function requireOpen(trx: Trx, id: string): Promise<EvidenceRequest> {
	const request = await requireRow(trx, id);
	if (request.outcome !== null)
		throw new Invalid({ "": `Begäran är redan avslutad: ${REQUEST_OUTCOMES[request.outcome].toLowerCase()}.` });
	return request;
}
