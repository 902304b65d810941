import { KEEPING, REPORTING, SAM } from "../../ground/remembered/remembered.ts";
import type { EventName, EventNoun } from "../../ground/write/events.ts";

/** What is never read of runs and samples: who may and who answers, the plan's risks, reports, SAM, and what rules found. */
export const BESIDE_RUNS = [
	...[...KEEPING, ...REPORTING.filter((noun) => noun !== "seal"), ...SAM],
	...(["person", "role", "risk", "measure", "risk_proposal", "region_item", "ledger", "hit", "evidence"] as const),
	...(["balances", "costs", "cash_fund", "cash_order", "cash", "duty"] as const),
] satisfies EventNoun[];

/** What is answered and done in one run, and changes nothing else that an evaluation reads. */
export const OF_ONE_RUN = [
	...(["item.answered", "item.replaced", "item.swap_decided", "item.targeted"] as const),
	...(["run.signed", "run.approved", "run.returned", "run.not_done", "run.confirmed_empty"] as const),
	...(["run.reassigned", "run.reviewer_changed", "run.performer_blocked"] as const),
	...(["deviation.found", "deviation.edited", "deviation.handled", "deviation.closed", "deviation.reopened"] as const),
	"deviation.withdrawn",
] satisfies EventName[];
