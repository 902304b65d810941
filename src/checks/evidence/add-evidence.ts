import type { EvidenceParent } from "../../../db/schema/vocabulary.ts";
import type { Action } from "../../ground/access/permissions.ts";
import type { Trx } from "../../../db/open.ts";
import { listEditions } from "../../../db/queries/checks/evidence.ts";
import { listUnkeptBytes } from "../../../db/queries/proof/retention.ts";
import { insertEvidence } from "../../../db/writes/checks/evidence.ts";
import { requireMay } from "../../ground/access/require-may.ts";
import type { TempFile } from "../../ground/files/arriving.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { aboutDay, requirePast } from "./about-day.ts";
import { contentTypeOf, hasMacros } from "./content-type.ts";
import { type Owner, requireOwner } from "./require-evidence.ts";
import { PERFORMED_RUNS } from "../../../db/schema/vocabulary.ts";

export type ArrivedFile = TempFile & { name: string };

export interface NewEvidence {
	kind: string;
	parent_id: string;
	/** The document this is a new edition of; null for a new document. */
	series_id: string | null;
	note: string;
	/** The day it is about; null or left out: what `aboutDay` says. */
	about_on?: string | null | undefined;
}

/** By what right a file is taken in, and what follows on it. */
interface Gate {
	/** The right, asked in the write. */
	may(writing: Writing, owner: Owner): Promise<unknown>;
	/** Asked after a replayed tap has been answered: a rule that the tap itself may have changed. */
	rule?(writing: Writing): Promise<void>;
	/** What else the same write does. */
	kept?(writing: Writing, evidenceId: string): Promise<void>;
}

/** The extract of the minutes belongs to a decision, and comes from who prepares or registers it. */
export function addingTo(kind: EvidenceParent): Action {
	return kind === "assessment" ? "minutes.add" : "evidence.add";
}

/** Refuses a person who may not add evidence here. It is checked before a byte is received (T17). */
export async function requireMayAdd(ctx: Context, kind: string, parentId: string) {
	const owner = await requireOwner(ctx.db, kind, parentId);
	await requireMay(ctx.db, ctx.actor, addingTo(owner.kind), owner.unit_id);
	return owner;
}

/** Adds a file by the right of one's own role. */
export async function addEvidence(ctx: Context, input: NewEvidence, file: ArrivedFile): Promise<string> {
	await requireMayAdd(ctx, input.kind, input.parent_id);
	return receiveEvidence(ctx, input, file, {
		may: ({ allow }, owner) => allow(addingTo(owner.kind), owner.unit_id),
	});
}

/** Its type by its content. Throws what is wrong with a file that is not taken in. */
async function requireTakeable(file: ArrivedFile): Promise<string> {
	if (file.bytes === 0) throw new Invalid({ fil: "Filen är tom." });
	const content_type = await contentTypeOf(file.path);
	if (await hasMacros(file.path, content_type)) {
		throw new Invalid({
			fil: "Filen innehåller makron och tas inte emot. Spara den utan makron, till exempel som PDF.",
		});
	}
	return content_type;
}

/**
 * Since the bytes were kept a disposal may have removed the same ones. The store is asked then alone: a bucket that is slow would
 * hold up everybody who writes.
 */
async function requireUndisposed({ files }: Context, trx: Trx, sha256: string): Promise<void> {
	const wasDisposed = (await listUnkeptBytes(trx, { sha256 })).length > 0;
	if (wasDisposed && (await files.size(sha256)) === null)
		throw new Invalid({ fil: "Filen kom inte fram. Försök igen." });
}

/**
 * Keeps an arrived file as evidence. The bytes are moved first and the row and its event written after, so that a committed row
 * always has its file. An earlier edition is never changed (T12). Returns the new row's id.
 */
export async function receiveEvidence(
	ctx: Context,
	input: NewEvidence,
	file: ArrivedFile,
	gate: Gate,
): Promise<string> {
	const content_type = await requireTakeable(file);
	const today = stockholmDate(nowOf(ctx));
	if (input.about_on) requirePast(input.about_on, today);
	await ctx.files.keep(file);
	const id = newId(ctx.clock());
	return write(ctx, async (writing) => {
		const { trx, record, replayed } = writing;
		const owner = await requireOwner(trx, input.kind, input.parent_id);
		await gate.may(writing, owner);
		await replayed();
		await gate.rule?.(writing);
		const earlier = input.series_id ? await listEditions(trx, input.series_id) : [];
		if (earlier.some((one) => one.parent_kind !== owner.kind || one.parent_id !== input.parent_id)) {
			throw new Invalid({ "": "Dokumentet hör till något annat." });
		}
		await requireUndisposed(ctx, trx, file.sha256);
		const about_on = input.about_on ?? aboutDay(owner, earlier[0]?.about_on, today);
		const edition = (earlier[0]?.edition ?? 0) + 1;
		await insertEvidence(trx, {
			id,
			parent_kind: owner.kind,
			parent_id: input.parent_id,
			unit_id: owner.unit_id,
			series_id: earlier[0]?.series_id ?? id,
			edition,
			file_name: file.name,
			content_type,
			bytes: file.bytes,
			sha256: file.sha256,
			note: input.note,
			about_on,
			uploaded_at: nowOf(ctx),
			uploaded_by: ctx.actor.id!,
		});
		await record({
			type: "evidence.added",
			unit_id: owner.unit_id,
			object: { kind: owner.kind, id: input.parent_id },
			data: {
				parent: owner.kind,
				file_name: file.name,
				sha256: file.sha256,
				bytes: file.bytes,
				edition,
				about_on,
				late: owner.run_status !== null && PERFORMED_RUNS.includes(owner.run_status),
			},
		});
		await gate.kept?.(writing, id);
		return id;
	});
}
