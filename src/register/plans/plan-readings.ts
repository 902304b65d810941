import { CHECKING, KEEPING, REPORTING, SAM } from "../../ground/remembered/remembered.ts";
import type { EventNoun } from "../../ground/write/events.ts";

/** What never changes a row of a plan: units and people stand in it by id, and how it is followed up stands beside it. */
export const PLAN_BESIDE = [
	...[...KEEPING, ...CHECKING, ...REPORTING, ...SAM],
	...(["person", "role", "unit", "hold", "retention"] as const),
] satisfies EventNoun[];
