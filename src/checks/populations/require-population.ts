import { type Correction, findCorrectionByFile } from "../../../db/queries/checks/populations-corrections.ts";
import { findPopulation, type Population } from "../../../db/queries/checks/populations.ts";
import { findPurchaseFile, type PurchaseFile } from "../../../db/queries/checks/populations-files.ts";
import { requireMay } from "../../ground/access/require-may.ts";
import type { Context } from "../../ground/write/context.ts";
import { NotFound } from "../../ground/errors.ts";

/** The population, if the actor may see it. */
export async function requirePopulation({ db, actor }: Context, id: string): Promise<Population> {
	const population = await findPopulation(db, id);
	if (!population) throw new NotFound(`population ${id}`);
	await requireMay(db, actor, "draw.view", population.unit_id);
	return population;
}

/** The imported file, if the actor may see it. */
export async function requirePurchaseFile({ db, actor }: Context, id: string): Promise<PurchaseFile> {
	const file = await findPurchaseFile(db, id);
	if (!file) throw new NotFound(`purchase file ${id}`);
	await requireMay(db, actor, "purchases.view", file.unit_id);
	return file;
}

/** The file, if the actor may see it, with what it corrected; a period's first file corrected nothing. */
export async function requireFileCorrection(
	ctx: Context,
	fileId: string,
): Promise<{ file: PurchaseFile; correction: Correction | undefined }> {
	const file = await requirePurchaseFile(ctx, fileId);
	return { file, correction: await findCorrectionByFile(ctx.db, file.id) };
}
