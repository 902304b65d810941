import type { Db } from "../../../db/open.ts";
import {
	type FrameRun,
	listFrameRuns,
	listStrata,
	listStratumLines,
	type Population,
} from "../../../db/queries/checks/populations.ts";
import { populationDigest } from "../../ground/sampling/selection.ts";
import { Invalid } from "../../ground/errors.ts";

export interface FrozenFrame {
	/** One run per stratum. */
	runs: FrameRun[];
	/** Unit → the item keys of its stratum. */
	keys: Map<string, string[]>;
	/** Item key → its ledger line. */
	lineOf: Map<string, number>;
	rows: { key: string; amountOre: number }[];
}

/** The runs of the frame with the keys of each unit's stratum, checked against the digest from the freeze. */
export async function frozenFrame(db: Db, population: Population): Promise<FrozenFrame> {
	const strata = await listStrata(db, population.id);
	const inFrame = new Set(strata.map((stratum) => stratum.unit_id));
	const runs = await listFrameRuns(db, population.control_id, population.period_key);
	const keys = new Map<string, string[]>();
	const lineOf = new Map<string, number>();
	const rows: { key: string; amountOre: number }[] = [];
	for (const { unit_id } of strata) {
		const lines = await listStratumLines(db, population.id, unit_id);
		keys.set(
			unit_id,
			lines.map((line) => line.item_key),
		);
		for (const line of lines) {
			lineOf.set(line.item_key, line.id);
			rows.push({ key: line.item_key, amountOre: line.amount_ore });
		}
	}
	if (populationDigest(rows) !== population.digest) {
		throw new Invalid({ "": "Populationen har ändrats sedan den frystes. Inget har dragits." });
	}
	return { runs: runs.filter((run) => inFrame.has(run.unit_id)), keys, lineOf, rows };
}
