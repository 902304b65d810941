import type { SealHead } from "../../../db/queries/report/closing.ts";
import { canonicalJson, sha256 } from "../../ground/canonical.ts";

/** What the key signs: which report and edition, its content, the trail's end, when, by whom and why. */
export function statementOf(
	seal: Pick<
		SealHead,
		| "period_id"
		| "board_id"
		| "edition"
		| "first_day"
		| "cut_off"
		| "reason"
		| "difference"
		| "digest"
		| "trail_seq"
		| "trail_hash"
		| "sealed_at"
		| "sealed_by"
	>,
): string {
	const { period_id, board_id, edition, first_day, cut_off, reason, digest } = seal;
	const { trail_seq, trail_hash, sealed_at, sealed_by } = seal;
	const difference = sha256(seal.difference);
	return canonicalJson({
		...{ period_id, board_id, edition, first_day, cut_off, reason, digest, difference },
		...{ trail_seq, trail_hash, sealed_at, sealed_by },
	});
}
