import type { Db } from "../../db/open.ts";
import { findSamRound, type SamRound } from "../../db/queries/sam/rounds.ts";
import { findSamReview, type SamReview } from "../../db/queries/sam/reviews.ts";
import { formatDate } from "../ground/calendar/stockholm.ts";
import { Invalid, NotFound } from "../ground/errors.ts";
import { isReviewLate } from "../../db/schema/sam/words.ts";

export async function requireSamReview(db: Db, id: string): Promise<SamReview> {
	const review = await findSamReview(db, id);
	if (!review) throw new NotFound(`sam review ${id}`);
	return review;
}

export async function requireSamRound(db: Db, id: string): Promise<SamRound> {
	const round = await findSamRound(db, id);
	if (!round) throw new NotFound(`sam round ${id}`);
	return round;
}

/** Why a review cannot be answered or signed today, as a sentence; null when it can. */
export function closedBecause(review: SamReview, today: string): string | null {
	if (review.state === "ended") return `${review.unit_name} ingår inte längre i omgången: ${review.end_note}.`;
	if (review.round_status === "closed") return `SAM-omgången ${review.year} är avslutad. Svaren kan inte ändras.`;
	if (review.round_status === "draft" || today < review.opens_on)
		return `SAM-omgången ${review.year} öppnar ${formatDate(review.opens_on)}.`;
	if (isReviewLate(review, today) && review.allows_late === 0)
		return `Sista dag var ${formatDate(review.closes_on)} och omgången tar inte emot sena svar. Kontakta din fördelande chef.`;
	return null;
}

export function requireOpen(review: SamReview, today: string): void {
	const why = closedBecause(review, today);
	if (why) throw new Invalid({ "": why });
}
