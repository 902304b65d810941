import type { Trx } from "../../../../db/open.ts";
import { type LedgerNumbers, showRows } from "../../../../db/writes/checks/ledger-rows.ts";
import { type Context, nowOf } from "../../../ground/write/context.ts";
import type { FrameTerms } from "../frame/frame-terms.ts";
import type { PlacedLines } from "../read/purchase-source.ts";
import { GivenUp } from "./land-lines.ts";
import type { LedgerOwner } from "./ledger-rows.ts";

/** What the lines are landed for. */
export function landedFor(ctx: Context, { corrected }: FrameTerms, { file_id, frame }: LedgerOwner) {
	const replaces_id = (frame && corrected?.id) ?? null;
	return { file_id, frame_key: frame?.frame_key ?? null, replaces_id, now: nowOf(ctx) };
}

/** Shows every line of a file, in the transaction that stores the file itself. */
export async function showLines(
	ctx: Context,
	trx: Trx,
	placed: PlacedLines,
	owner: LedgerOwner,
	terms: FrameTerms,
): Promise<LedgerNumbers> {
	const numbers = await placed.numbered(trx, landedFor(ctx, terms, owner));
	const ids = { file_id: owner.file_id, population_id: owner.frame?.population_id ?? null };
	if (await showRows(trx, numbers, ids)) return numbers;
	throw new GivenUp();
}
