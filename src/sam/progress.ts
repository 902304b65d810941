import type { Db } from "../../db/open.ts";
import type { Period } from "../../db/queries/report/periods.ts";
import { countSamProgress, listSamProgress, type SamProgressReview } from "../../db/queries/sam/overview.ts";
import { grouped } from "../../db/queries/ground/tables.ts";
import { findUnit } from "../../db/queries/people/units.ts";
import { SAM_SMALLEST_GROUP } from "../../db/schema/sam/words.ts";
import { endOfDay } from "../ground/calendar/stockholm-day.ts";
import { type Reading, untilChanged } from "../ground/remembered/remembered.ts";
import { BESIDE_SAM } from "./sam-readings.ts";
import { shownBranches } from "./small-groups.ts";

export interface SamProgressRow {
	key: "signed" | "reconciled";
	label: string;
	done: number;
	total: number;
}

type Asked = Pick<Period, "unit_id" | "year" | "cut_off">;

const filterOf = ({ unit_id, year, cut_off }: Asked) => ({ unit_id, year, before: endOfDay(cut_off) });

/** Every page of a report asks. */
const COUNTS: Reading<Awaited<ReturnType<typeof countSamProgress>>> = { beside: BESIDE_SAM };

/**
 * Returns the figures of the plan's two SAM åtgärder at a period's cut-off: how many of all are signed, and how many are
 * reconciled. Empty when the year has no open round, or when its group is too small to show.
 */
export async function samProgress(db: Db, period: Asked): Promise<SamProgressRow[]> {
	const filter = filterOf(period);
	const counts = await untilChanged(db, COUNTS, JSON.stringify(filter), () => countSamProgress(db, filter));
	if (!counts || counts.managers < SAM_SMALLEST_GROUP) return [];
	return [
		{ key: "signed", label: "Årlig SAM-uppföljning signerad av chefen", done: counts.signed, total: counts.total },
		{ key: "reconciled", label: "Avstämd av fördelande chef", done: counts.reconciled, total: counts.total },
	];
}

/** A part of the förvaltning with the reviews of its own units, those of parts listed by themselves left out. */
export interface SamPart {
	/** The unit at the top of the part. */
	id: string;
	name: string;
	units: number;
	signed: number;
	reconciled: number;
}

/**
 * Returns the reviews that `samProgress` counts, in parts of at least five managers each that add up to its figures. The same
 * parts are shown to everybody, also to those who may open some of the reviews.
 */
export async function samParts(db: Db, period: Asked): Promise<SamPart[]> {
	const reviews = await listSamProgress(db, filterOf(period));
	const shown = shownBranches(
		reviews.map((review) => ({ ...review, counted: true, known: false })),
		period.unit_id,
		SAM_SMALLEST_GROUP,
	);
	if (!shown.has(period.unit_id)) return [];
	const unit = await findUnit(db, period.unit_id);
	const byUnit = new Map(reviews.map((review) => [review.unit_id, review]));
	const partOf = (review: SamProgressReview): string => {
		let at: SamProgressReview | undefined = review;
		for (let steps = 0; at && !shown.has(at.unit_id) && steps < reviews.length; steps++)
			at = byUnit.get(at.parent_id ?? "");
		return at?.unit_id ?? period.unit_id;
	};
	return [...grouped(reviews, partOf)]
		.map(([id, own]) => ({
			id,
			name: byUnit.get(id)?.unit_name ?? unit?.name ?? "",
			units: own.length,
			signed: sum(own, "signed"),
			reconciled: sum(own, "reconciled"),
		}))
		.sort((one, other) => one.name.localeCompare(other.name, "sv"));
}

const sum = (rows: readonly SamProgressReview[], of: "signed" | "reconciled") =>
	rows.reduce((total, row) => total + row[of], 0);
