import { sql } from "kysely";
import type { Db } from "../../open.ts";
import { countWhere } from "../ground/tables.ts";
import { framesOf, type ReportScope } from "./periods-membership.ts";

/** The frames that hold for the report's periods, with what was decided when each was frozen. */
export function listReportFrames(
	db: Db,
	scope: ReportScope,
): Promise<{ control: string; period_key: string; terms: string }[]> {
	return framesOf(db, scope)
		.leftJoin("population_corrections as replaced", (join) =>
			join.onRef("replaced.population_id", "=", "population.id").on("replaced.successor_id", "is not", null),
		)
		.where("replaced.id", "is", null)
		.select(["control.title as control", "population.period_key", "population.terms"])
		.orderBy("control.key")
		.orderBy("population.cut_off")
		.execute();
}

export interface CorrectionCounts {
	files: number;
	removed: number;
	added: number;
	changed: number;
}

/**
 * Corrected files of the report's periods and what they did. A purchase that the new file tells otherwise of, so that it left the
 * frame, counts as removed: whoever wants a row away need not leave it out of the file.
 */
export async function countCorrections(db: Db, scope: ReportScope): Promise<CorrectionCounts> {
	const corrections = framesOf(db, scope).innerJoin(
		"population_corrections as correction",
		"correction.population_id",
		"population.id",
	);
	const files = await corrections.select((eb) => eb.fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
	const lines = await corrections
		.innerJoin("correction_lines as line", "line.correction_id", "correction.id")
		.leftJoin("ledger_populations as successor", "successor.population_id", "correction.successor_id")
		.leftJoin("ledger_rows as kept", (join) =>
			join
				.onRef("kept.frame_no", "=", "successor.frame_no")
				.onRef("kept.item_key", "=", "line.item_key")
				.onRef("kept.population_no", "=", "successor.no"),
		)
		.select((eb) => {
			const left = eb.and([eb("correction.successor_id", "is not", null), eb("kept.id", "is", null)]);
			const removed = eb.or([eb("line.kind", "=", "removed"), eb.and([eb("line.kind", "=", "changed"), left])]);
			const none = sql<number>`0`;
			return [
				eb.fn.coalesce(countWhere(removed), none).as("removed"),
				eb.fn.coalesce(countWhere(eb("line.kind", "=", "added")), none).as("added"),
				eb.fn.coalesce(countWhere(eb.and([eb("line.kind", "=", "changed"), eb.not(left)])), none).as("changed"),
			];
		})
		.executeTakeFirstOrThrow();
	return { files: files.n, ...lines };
}
