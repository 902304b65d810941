import type { Trx } from "../../../../db/open.ts";
import { type LedgerNumbers, showRows } from "../../../../db/writes/checks/ledger-rows.ts";
import { Invalid } from "../../../ground/errors.ts";
import { type Context, nowOf } from "../../../ground/write/context.ts";
import type { FrameTerms } from "../frame/frame-terms.ts";
import type { PlacedLines } from "../read/purchase-source.ts";
import type { LedgerOwner } from "./ledger-rows.ts";

/** What the lines are landed for. */
export function landedFor(ctx: Context, { corrected }: FrameTerms, { frame }: Pick<LedgerOwner, "frame">) {
	return { frame_key: frame?.frame_key ?? null, replaces_id: (frame && corrected?.id) ?? null, now: nowOf(ctx) };
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
	throw new Invalid({ file: "Inläsningen stod stilla för länge och avbröts. Läs in filen igen." });
}
