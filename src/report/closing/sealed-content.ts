import type { Db } from "../../../db/open.ts";
import { findSealedText, type Seal } from "../../../db/queries/report/closing.ts";
import { byDigest } from "../../ground/by-digest.ts";
import type { SealContent } from "./content.ts";

/** What heads a report, and all that most pages about it ask: kept beside, however large the rest is. */
export type SealedHead = Pick<SealContent, "period" | "numbers" | "plan" | "assessments" | "region">;

const headOf = ({ period, numbers, plan, assessments, region }: SealContent): SealedHead => ({
	...{ period, numbers, plan, assessments },
	...(region && { region }),
});
const knownHeads = byDigest(
	8_000_000,
	(text) => headOf(contentOf(text)),
	(_text, head) => JSON.stringify(head).length,
);

/** A large region's report has ten million characters, and every page about it asks for its numbers. */
const known = byDigest(40_000_000, contentOf);

/** What an edition says: it never changes, so it is read and parsed once. */
export function readSealedContent(
	db: Db,
	{ period_id, edition, digest }: Pick<Seal, "period_id" | "edition" | "digest">,
): Promise<SealContent> {
	return known(digest, () => findSealedText(db, period_id, edition));
}

/** The same of what heads it. */
export function readSealedHead(
	db: Db,
	{ period_id, edition, digest }: Pick<Seal, "period_id" | "edition" | "digest">,
): Promise<SealedHead> {
	return knownHeads(digest, () => findSealedText(db, period_id, edition));
}

export function contentOf(json: string): SealContent {
	return JSON.parse(json) as SealContent;
}
