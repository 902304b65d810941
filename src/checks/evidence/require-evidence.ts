import type { Readable } from "node:stream";
import type { Db } from "../../../db/open.ts";
import {
	type Evidence,
	type EvidenceOwner,
	findEvidence,
	findEvidenceOwner,
} from "../../../db/queries/checks/evidence.ts";
import { EVIDENCE_PARENTS, type EvidenceParent } from "../../../db/schema/vocabulary.ts";
import { onlyMainThread } from "../../ground/threads/main-thread.ts";
import { requireMay } from "../../ground/access/require-may.ts";
import { recordReading } from "../../proof/trail/record-reading.ts";
import type { Context } from "../../ground/write/context.ts";
import { NotFound } from "../../ground/errors.ts";
import { storageLost } from "../../ground/files/storage-errors.ts";

/** The object that evidence belongs to. */
export type Owner = EvidenceOwner & { kind: EvidenceParent };

/** The object evidence belongs to, named by kind and id as they stand in an address. */
export async function requireOwner(db: Db, kind: string, id: string): Promise<Owner> {
	if (!Object.hasOwn(EVIDENCE_PARENTS, kind)) throw new NotFound(`evidence of ${kind}`);
	const owner = await findEvidenceOwner(db, kind as EvidenceParent, id);
	if (!owner) throw new NotFound(`evidence of ${kind} ${id}`);
	return { ...owner, kind: kind as EvidenceParent };
}

/** A piece of evidence the actor may see, by the right at the object it belongs to as that object stands now (T11). */
export async function requireEvidence(ctx: Context, id: string): Promise<{ evidence: Evidence; owner: Owner }> {
	const evidence = await findEvidence(ctx.db, id);
	if (!evidence) throw new NotFound(`evidence ${id}`);
	const owner = await requireOwner(ctx.db, evidence.parent_kind, evidence.parent_id);
	await requireMay(ctx.db, ctx.actor, "evidence.view", owner.unit_id);
	return { evidence, owner };
}

/**
 * The one gate every byte of evidence leaves through: download, preview and archive export alike (T13). Who opened what is part of
 * the trail.
 */
export async function openEvidence(ctx: Context, id: string): Promise<{ evidence: Evidence; bytes: Readable }> {
	// before the bytes are opened: a stream that nobody reads stays open
	onlyMainThread();
	const { evidence } = await requireEvidence(ctx, id);
	if (evidence.disposal_id !== null) throw new NotFound(`bytes of evidence ${id} were disposed of`);
	if ((await ctx.files.size(evidence.sha256)) === null) throw storageLost(evidence.sha256);
	await recordReading(ctx, {
		type: "evidence.opened",
		unit_id: evidence.unit_id,
		object: { kind: "evidence", id },
		data: { file_name: evidence.file_name, sha256: evidence.sha256 },
	});
	return { evidence, bytes: await ctx.files.open(evidence.sha256) };
}
