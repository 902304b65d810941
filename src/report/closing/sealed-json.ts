import type { Db } from "../../../db/open.ts";
import { findSealedPiece, findSealHead, type SealHead } from "../../../db/queries/report/closing.ts";

const CHARACTERS_AT_A_TIME = 500_000;

/**
 * An edition with its content as JSON, a piece at a time: whole, a large region's is held four times over while it is written, and
 * nobody is answered meanwhile.
 */
export async function* sealedJson(
	db: Db,
	seal: Pick<SealHead, "period_id" | "edition">,
	length = CHARACTERS_AT_A_TIME,
): AsyncGenerator<string> {
	const { sealer, difference, ...head } = (await findSealHead(db, seal.period_id, seal.edition))!;
	yield `${JSON.stringify({ ...head, difference }).slice(0, -1)},"content":"`;
	for (let from = 1; ; from += length) {
		const piece = await findSealedPiece(db, seal, { from, length });
		if (piece === "") break;
		yield JSON.stringify(piece).slice(1, -1);
	}
	yield `",${JSON.stringify({ sealer }).slice(1)}`;
}
