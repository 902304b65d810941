import { CHECKING, KEEPING, REPORTING } from "../ground/remembered/remembered.ts";
import type { EventNoun } from "../ground/write/events.ts";

/** Only the round and its reviews say how far SAM has come: what their units are called stands in the reviews. */
export const BESIDE_SAM = [
	...[...KEEPING, ...CHECKING, ...REPORTING],
	...(["plan", "area", "risk", "measure", "control", "checklist", "risk_proposal", "region_item", "unit"] as const),
] satisfies EventNoun[];
