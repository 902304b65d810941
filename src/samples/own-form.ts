import type { Db } from "../../db/open.ts";
import { countUncounted, listCashCounts } from "../../db/queries/cash-counts.ts";
import { listCostRows } from "../../db/queries/material-costs.ts";
import type { Run } from "../../db/queries/samples.ts";
import type { RunResult } from "../../db/schema/vocabulary.ts";
import { stockholmDate } from "../calendar/stockholm.ts";
import { Invalid } from "../write/errors.ts";

/** The control's own form is filled in before the run is signed, and the result agrees with it. Throws `Invalid` with what is left. */
export async function requireOwnForm(db: Db, run: Run, result: RunResult, now: string): Promise<void> {
	if (run.population_kind === "material_costs") await requireComments(db, run);
	if (run.population_kind === "cash_funds") await requireCounts(db, run, result, stockholmDate(now));
}

async function requireComments(db: Db, run: Run): Promise<void> {
	const rows = await listCostRows(db, run.id);
	if (rows.length === 0)
		throw new Invalid({ "": "Månadens kontosaldon är inte inlästa för enheten. Be controllern läsa in dem." });
	const left = rows.filter((row) => row.is_marked === 1 && row.comment === "");
	if (left.length === 0) return;
	throw new Invalid({
		"": `Kommentera först de konton som avviker: ${left.map((row) => row.account).join(", ")}.`,
	});
}

async function requireCounts(db: Db, run: Run, result: RunResult, today: string): Promise<void> {
	const uncounted = await countUncounted(db, run, today);
	if (uncounted > 0) throw new Invalid({ "": `Räkna först alla kontantkassor. ${uncounted} är kvar.` });
	const counts = await listCashCounts(db, run.id);
	const waiting = counts.filter((count) => count.attested_at === null);
	if (waiting.length > 0) {
		const names = [...new Set(waiting.map((count) => count.witness_name))].join(", ");
		throw new Invalid({ "": `Räkningen behöver intygas av den andra personen innan den signeras: ${names}.` });
	}
	if (result === "no_deviation" && counts.some((count) => count.difference_ore !== 0)) {
		throw new Invalid({
			result: "Räkningen visar en skillnad. En skillnad är en avvikelse: välj hur allvarlig den är.",
		});
	}
}
