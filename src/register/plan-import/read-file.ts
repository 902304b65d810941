import { listPeopleOptions } from "../../../db/queries/people/people.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { FileRefused } from "../../ground/reading/file-refused.ts";
import { type ReadTables, readTables } from "../../ground/reading/read-tables.ts";
import { WorkbookRefused } from "../../ground/reading/workbook/zip-parts.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { ownerScope } from "../risks/check-risk.ts";
import { matchPeople } from "./match-people.ts";
import type { PlanReading, ReadChoices } from "./plan-model.ts";
import { type PlanFrame, readPlan } from "./read-plan.ts";

/** The file cannot be read as tables at all; the message is one Swedish sentence. */
export class PlanFileRefused extends Error {}

export async function tablesOf(path: string): Promise<ReadTables> {
	try {
		return await readTables(path);
	} catch (error) {
		if (error instanceof FileRefused || error instanceof WorkbookRefused) throw new PlanFileRefused(error.message);
		throw error;
	}
}

/** What tables say of a plan, with the people of the förvaltning found by their names (of no register: nobody). Reads only. */
export async function readTablesAsPlan(
	ctx: Context | null,
	tables: ReadTables,
	{ unit_id, ...frame }: PlanFrame & { unit_id: string },
	choices: ReadChoices = {},
): Promise<PlanReading> {
	const { names, ...reading } = readPlan(tables, frame, choices);
	const people = ctx ? await listPeopleOptions(ctx.db, ownerScope(unit_id, stockholmDate(nowOf(ctx)))) : [];
	return { ...reading, not_taken: [...reading.not_taken, ...matchPeople(reading.areas, people, names)] };
}
