import type { Db } from "../../../db/open.ts";
import { findSealedText, type Seal } from "../../../db/queries/report/closing.ts";
import { byDigest } from "../../ground/by-digest.ts";
import type { SealContent } from "./content.ts";

/** A large region's report has ten million characters, and every page about it asks for its numbers. */
const known = byDigest(40_000_000, contentOf);

/** What an edition says: it never changes, so it is read and parsed once. */
export function readSealedContent(
	db: Db,
	{ period_id, edition, digest }: Pick<Seal, "period_id" | "edition" | "digest">,
): Promise<SealContent> {
	return known(digest, () => findSealedText(db, period_id, edition));
}

export function contentOf(json: string): SealContent {
	return JSON.parse(json) as SealContent;
}
