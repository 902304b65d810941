import { isUniqueViolation } from "../../../db/errors.ts";
import type { EvidenceRequest } from "../../../db/queries/checks/evidence-requests.ts";
import type { RequestOutcome } from "../../../db/schema/checks/evidence-requests.ts";
import { insertEvidenceReply } from "../../../db/writes/checks/evidence-requests.ts";
import { sha256 } from "../../ground/canonical.ts";
import { Invalid } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { receiveEvidence } from "./add-evidence.ts";
import { requireAsked, requireAskedOf, requireOpen, requireRequest } from "./require-request.ts";
import type { SendRequested } from "./schema.ts";
import type { ArrivedFile } from "./add-evidence.ts";

/**
 * The one who is asked sends the file. It is evidence as any other, by its sender's name; the right to add it here is this one
 * request's and ends with it.
 */
export async function sendRequested(ctx: Context, id: string, input: SendRequested, file: ArrivedFile): Promise<void> {
	const request = await requireAskedOf(ctx, id);
	const about = { kind: request.parent_kind, parent_id: request.parent_id, series_id: null, ...input };
	await onlyOnce(
		receiveEvidence(ctx, about, file, {
			may: (writing) => requireAsked(writing, ctx, id),
			rule: async ({ trx }) => void (await requireOpen(trx, id)),
			kept: (writing, evidence_id) =>
				settle(writing, ctx, request, { outcome: "sent", note: input.note, evidence_id, file_name: file.name }),
		}),
	);
}

/** The one who is asked has nothing to send, and says why. */
export async function declineRequest(ctx: Context, id: string, { note }: { note: string }): Promise<void> {
	await onlyOnce(
		write(ctx, async (writing) => {
			await requireAsked(writing, ctx, id);
			const request = await requireOpen(writing.trx, id);
			await settle(writing, ctx, request, { outcome: "declined", note, evidence_id: null, file_name: null });
		}),
	);
}

/** It is not needed any more. Whoever may ask here takes it back: the performer may be another by now. */
export async function withdrawRequest(ctx: Context, id: string): Promise<void> {
	await requireRequest(ctx, id);
	await onlyOnce(
		write(ctx, async (writing) => {
			const request = await requireOpen(writing.trx, id);
			await writing.allow("evidence_request.ask", request.unit_id);
			await settle(writing, ctx, request, { outcome: "withdrawn", note: "", evidence_id: null, file_name: null });
		}),
	);
}

async function settle(
	{ trx, record, notify }: Writing,
	ctx: Context,
	request: EvidenceRequest,
	end: { outcome: RequestOutcome; note: string; evidence_id: string | null; file_name: string | null },
): Promise<void> {
	const { outcome, note, evidence_id, file_name } = end;
	const { number, asked_of, asked_of_name, unit_id, parent_kind, parent_id } = request;
	await insertEvidenceReply(trx, {
		...{ request_id: request.id, outcome, note, evidence_id },
		...{ replied_at: nowOf(ctx), replied_by: ctx.actor.id! },
	});
	await record({
		type: "evidence.request_settled",
		unit_id,
		object: { kind: parent_kind, id: parent_id },
		data: { number, asked_of, asked_of_name, outcome, file_name, digest: sha256(note) },
	});
	if (outcome === "withdrawn") return;
	await notify({
		to: request.asked_by,
		kind: "evidence_answered",
		unit_id,
		object: { kind: "evidence_request", id: request.id },
		title: "Svar på en begäran om underlag",
		unit: request.unit_name,
	});
}

/** Two tabs, or the one who asks and the one who answers: the second is told, and nothing of its own is kept. */
async function onlyOnce<T>(writing: Promise<T>): Promise<T> {
	try {
		return await writing;
	} catch (error) {
		if (isUniqueViolation(error))
			throw new Invalid({ "": "Begäran avslutades just av någon annan. Läs in sidan på nytt." });
		throw error;
	}
}
