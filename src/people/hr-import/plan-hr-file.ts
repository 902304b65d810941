import { listCodedUnits, listHrPeople } from "../../../db/queries/people/hr-import.ts";
import { listRootUnits } from "../../../db/queries/people/units.ts";
import { requireMay } from "../../ground/access/require-may.ts";
import type { Context } from "../../ground/write/context.ts";
import type { HrTicket } from "./hr-ticket.ts";
import { type PeoplePlan, planPeople } from "./people-plan.ts";
import { readRows } from "./read-rows.ts";
import { HrPersonRow, HrUnitRow, PERSON_HEADINGS, UNIT_HEADINGS } from "./schema.ts";
import { planUnits, type UnitsPlan } from "./units-plan.ts";

export type HrPlan = ({ kind: "people" } & PeoplePlan) | ({ kind: "units" } & UnitsPlan);

/** A file from HR is about the whole organisation, and so must the rights be. */
export async function requireWholeTree(ctx: Context): Promise<void> {
	for (const root of await listRootUnits(ctx.db)) await requireMay(ctx.db, ctx.actor, "organisation.edit", root.id);
}

/** What the file would do today. Reads, and changes nothing. */
export async function planHrFile(
	ctx: Context,
	ticket: Pick<HrTicket, "kind" | "complete">,
	path: string,
	today: string,
): Promise<HrPlan> {
	await requireWholeTree(ctx);
	const units = await listCodedUnits(ctx.db);
	if (ticket.kind === "units") {
		return { kind: "units", ...planUnits(await readRows(path, UNIT_HEADINGS, HrUnitRow), units, today) };
	}
	const people = await listHrPeople(ctx.db, today);
	const rows = await readRows(path, PERSON_HEADINGS, HrPersonRow);
	return { kind: "people", ...planPeople(rows, { people, units, today }, ticket.complete) };
}
