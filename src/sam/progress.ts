import type { Db } from "../../db/open.ts";
import type { Period } from "../../db/queries/report/periods.ts";
import { countSamProgress } from "../../db/queries/sam/overview.ts";
import { SAM_SMALLEST_GROUP } from "../../db/schema/sam/words.ts";
import { endOfDay } from "../ground/calendar/stockholm-day.ts";

export interface SamProgressRow {
	key: "signed" | "reconciled";
	label: string;
	done: number;
	total: number;
}

/**
 * Returns the figures of the plan's two SAM åtgärder at a period's cut-off: how many of all are signed, and how many are
 * reconciled. Empty when the year has no open round, or when its group is too small to show.
 */
export async function samProgress(
	db: Db,
	period: Pick<Period, "unit_id" | "year" | "cut_off">,
): Promise<SamProgressRow[]> {
	const before = endOfDay(period.cut_off);
	const counts = await countSamProgress(db, { unit_id: period.unit_id, year: period.year, before });
	if (!counts || counts.managers < SAM_SMALLEST_GROUP) return [];
	return [
		{ key: "signed", label: "Årlig SAM-uppföljning signerad av chefen", done: counts.signed, total: counts.total },
		{ key: "reconciled", label: "Avstämd av fördelande chef", done: counts.reconciled, total: counts.total },
	];
}
