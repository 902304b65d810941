import type { Context } from "../../../ground/write/context.ts";
import { type ImportedPurchases, importPurchases } from "./import-purchases.ts";
import { openTicket } from "./preview-ticket.ts";
import type { Progress } from "../read/reading-orders.ts";
import type { ConfirmPurchasesInput } from "../schema.ts";

/** Stores what was previewed: the bytes the ticket points to, for its control, period and unit. */
export async function confirmPreview(
	ctx: Context,
	token: string,
	input: ConfirmPurchasesInput,
	progress?: Progress,
): Promise<ImportedPurchases> {
	const { ticket, path } = await openTicket(ctx, token);
	const { aside: _aside, person_id: _person, issued_at: _issued, ...said } = ticket;
	return importPurchases(ctx, { path, ...said, ...input }, progress);
}
