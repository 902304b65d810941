import { CHECKING, KEEPING, REPORTING, SAM } from "../../ground/remembered/remembered.ts";
import type { EventNoun } from "../../ground/write/events.ts";

/** What never changes a row of a plan, whose names are not among them; how it is followed up stands beside it. */
export const PLAN_BESIDE = [
	...[...KEEPING, ...CHECKING, ...REPORTING, ...SAM],
	...(["person", "role", "hold", "retention"] as const),
] satisfies EventNoun[];
