import type { Db } from "../../../db/open.ts";
import { countUncounted, listCashCounts } from "../../../db/queries/checks/own-forms/cash-counts.ts";
import { listDeviationsOfRun } from "../../../db/queries/checks/deviations.ts";
import { listInvoiceChecks } from "../../../db/queries/checks/own-forms/hired-staff-checks.ts";
import { listCostRows } from "../../../db/queries/checks/own-forms/material-costs.ts";
import type { Item } from "../../../db/queries/checks/samples.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import { isMoneyKind, type RunResult } from "../../../db/schema/vocabulary.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { faultsIn, missingFigures } from "../own-forms/hired-staff/invoice-figures.ts";
import { Invalid } from "../../ground/errors.ts";

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

/**
 * Every drawn invoice has its figures before the run is signed; and one that is wrong by its figures has a Nej, so that the fault
 * becomes a deviation that somebody handles.
 */
export async function requireInvoices(db: Db, run: Run, drawn: readonly Item[]): Promise<void> {
	if (!isMoneyKind(run.population_kind)) return;
	const checks = new Map((await listInvoiceChecks(db, run.id)).map((one) => [one.item_id, one]));
	const open = drawn.flatMap((item) => {
		const missing = missingFigures(checks.get(item.id) ?? null);
		return missing.length === 0 ? [] : [`faktura ${item.position} (${missing.join(", ")})`];
	});
	if (open.length > 0) throw new Invalid({ "": `Alla uppgifter är inte ifyllda: ${open.join("; ")}.` });
	const found = await listDeviationsOfRun(db, run.id);
	const told = new Set(found.filter((one) => one.status !== "withdrawn").map((one) => one.item_id));
	const untold = drawn.flatMap((item) => {
		const faults = told.has(item.id) ? [] : faultsIn(checks.get(item.id)!, item.amount_ore);
		return faults.length === 0 ? [] : [`Faktura ${item.position}: ${faults.join(" och ")}.`];
	});
	if (untold.length === 0) return;
	throw new Invalid({ "": `Ett fel ska också ha ett Nej i checklistan. ${untold.join(" ")}` });
}
