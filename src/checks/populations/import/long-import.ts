import { statSync } from "node:fs";
import type { TempFile } from "../../../ground/files/arriving.ts";
import type { Context } from "../../../ground/write/context.ts";
import { Invalid } from "../../../ground/errors.ts";
import { write } from "../../../ground/write/write.ts";
import { confirmPreview } from "./confirm-preview.ts";
import { requirePurchaseControl } from "../frame/frame-terms.ts";
import { ImportCancelled } from "./import-cancelled.ts";
import { findJob, forgetJob, type ImportJob, type ImportProgress, isSoonOver } from "./import-jobs.ts";
import type { ImportedPurchases } from "./import-purchases.ts";
import { cancelElsewhere, findElsewhere, forgetElsewhere, startShared } from "./shared-jobs.ts";
import { dropPlacing } from "../read/kept-placings.ts";
import type { Progress } from "../read/reading-orders.ts";
import { type Preview, previewPurchases } from "./preview-purchases.ts";
import { openTicket, ownTicket } from "./preview-ticket.ts";
import { SMALL_BYTES } from "../read/purchase-source.ts";
import { receivePurchases } from "./receive-purchases.ts";
import type { ConfirmPurchasesInput, UploadPurchasesInput } from "../schema.ts";

/** A job that goes on while the page tells how far it has come. */
export interface Waiting {
	file_name: string;
	storing: boolean;
	progress: ImportProgress;
}

// The name can hold the token, because the token is sealed and belongs to its maker: nobody else can find the job.
const previewName = (token: string) => `preview ${token}`;
const storeName = (token: string) => `store ${token}`;

/** Takes an upload to its preview. A large file that soon turns out not to be readable is refused at once, like a small one. */
export async function receiveLong(
	ctx: Context,
	input: UploadPurchasesInput,
	file: TempFile & { name: string },
): Promise<string> {
	const token = await receivePurchases(ctx, input, file);
	if (file.bytes <= SMALL_BYTES) return token;
	const { ticket, path } = await openTicket(ctx, token);
	const reading = (progress: Progress) => previewPurchases(ctx, ticket, path, progress);
	const job = await startShared(ctx, previewName(token), reading, false);
	if (job && (await isSoonOver(job))) await previewOf(ctx, token, job, path);
	return token;
}

/** What the address of an upload has to show now: the preview, how far a job has come, or what an import stored. */
export async function readPreview(
	ctx: Context,
	token: string,
): Promise<{ preview: Preview } | { waiting: Waiting } | { stored: ImportedPurchases }> {
	const storing = findJob<ImportedPurchases>(storeName(token));
	if (storing) {
		// The bytes may be moved at any moment, so the ticket alone decides whose the file is.
		const { file_name } = ownTicket(ctx, token);
		if (!(await isSoonOver(storing))) return { waiting: waitingFor(file_name, storing, true) };
		forgetJob(storeName(token));
		return { stored: await storing.promise };
	}
	const elsewhere = await storedElsewhere(ctx, token);
	if (elsewhere) return elsewhere;
	const { ticket, path } = await openTicket(ctx, token);
	if (statSync(path).size <= SMALL_BYTES) return { preview: await previewPurchases(ctx, ticket, path) };
	const reading = (progress: Progress) => previewPurchases(ctx, ticket, path, progress);
	const job = await startShared(ctx, previewName(token), reading, false);
	if (!job) {
		const said = await findElsewhere(ctx, previewName(token));
		return { waiting: { file_name: ticket.file_name, storing: false, progress: said?.progress ?? NOT_BEGUN } };
	}
	if (!(await isSoonOver(job))) return { waiting: waitingFor(ticket.file_name, job, false) };
	return { preview: await previewOf(ctx, token, job, path) };
}

const NOT_BEGUN: ImportProgress = { stage: "reading", done: 0, of: 0 };

/** An import that another node stores or has stored; the answer is given once, and to the person who uploaded. */
async function storedElsewhere(
	ctx: Context,
	token: string,
): Promise<{ waiting: Waiting } | { stored: ImportedPurchases } | null> {
	const said = await findElsewhere(ctx, storeName(token));
	if (!said) return null;
	const { file_name } = ownTicket(ctx, token);
	if (!said.outcome) return { waiting: { file_name, storing: true, progress: said.progress } };
	await forgetElsewhere(ctx, storeName(token));
	if ("done" in said.outcome) return { stored: said.outcome.done as ImportedPurchases };
	if (said.outcome.refused !== "") throw new Invalid({ file: said.outcome.refused });
	return null;
}

/** The finished preview; of a file that is refused nothing is kept. */
async function previewOf(ctx: Context, token: string, job: ImportJob<Preview>, path: string): Promise<Preview> {
	try {
		return await job.promise;
	} catch (error) {
		forgetJob(previewName(token));
		if (error instanceof Invalid) await ctx.files.discard({ path });
		throw error;
	}
}

function waitingFor(file_name: string, { progress }: ImportJob<unknown>, storing: boolean): Waiting {
	return { file_name, storing, progress: { ...progress } };
}

/** Stores what was previewed. Null when that takes longer than a person waits: the preview's address then tells how it goes. */
export async function confirmLong(
	ctx: Context,
	token: string,
	input: ConfirmPurchasesInput,
): Promise<ImportedPurchases | null> {
	const { path } = await openTicket(ctx, token);
	if (statSync(path).size <= SMALL_BYTES) return confirmPreview(ctx, token, input);
	const storing = (progress: Progress) => confirmPreview(ctx, token, input, progress);
	const job = await startShared(ctx, storeName(token), storing, true);
	if (!job || !(await isSoonOver(job))) return null;
	forgetJob(storeName(token));
	try {
		return await job.promise;
	} finally {
		await forgetElsewhere(ctx, storeName(token));
	}
}

/**
 * Stops the reading or the import of an uploaded file and throws its bytes away. Tells the person whether everything had been
 * stored by then, or nothing.
 */
export async function cancelImport(ctx: Context, token: string): Promise<ImportedPurchases | null> {
	const { ticket, path } = await openTicket(ctx, token);
	const control = await requirePurchaseControl(ctx, ticket.control_id);
	const storing = findJob<ImportedPurchases>(storeName(token));
	const reading = findJob(previewName(token));
	for (const job of [storing, reading]) job?.cancel();
	const stored = await storing?.promise.catch((error: unknown) => {
		if (error instanceof ImportCancelled) return null;
		throw error;
	});
	// its thread is over, and has thrown its staging file away
	await reading?.promise.catch(() => undefined);
	for (const name of [storeName(token), previewName(token)]) forgetJob(name);
	const elsewhere = stored ?? (await cancelElsewhere<ImportedPurchases>(ctx, storeName(token)));
	if (elsewhere) return elsewhere;
	await cancelElsewhere(ctx, previewName(token));
	await write(ctx, async ({ allow, record }) => {
		await allow("purchases.import", control.unit_id);
		await record({
			type: "purchases.cancelled",
			unit_id: control.unit_id,
			object: { kind: "control", id: control.id },
			data: { file_name: ticket.file_name, period_key: ticket.period_key },
		});
	});
	await dropPlacing(ctx, path);
	await ctx.files.discard({ path });
	return null;
}
