import { z } from "zod";
import { PROPOSAL_OUTCOMES, type ProposalOutcome } from "../../../../db/schema/report/inventory.ts";
import { eventType } from "./event-type.ts";

const proposal = z.object({ year: z.number(), number: z.number(), title: z.string() });
const about = (d: z.infer<typeof proposal>) => `riskförslag ${d.year}:${d.number} ”${d.title}”`;
const outcomes = Object.keys(PROPOSAL_OUTCOMES) as [ProposalOutcome, ...ProposalOutcome[]];

function answered(outcome: ProposalOutcome, what: string, told: string): string {
	if (outcome === "taken") return `tog ${what} till planen som ${told}`;
	return outcome === "merged" ? `slog ihop ${what} med ${told}` : `tog inte ${what}`;
}

/** `digest` is of cause, effect and where it was seen: held to the event without standing in the log. `told` names what it became. */
export const inventoryEvents = {
	"risk_proposal.proposed": eventType(
		proposal.extend({ digest: z.string(), source: z.string() }),
		(d) => `föreslog ${about(d)}${d.source === "" ? "" : `, ur: ${d.source}`}`,
	),
	"risk_proposal.answered": eventType(
		proposal.extend({
			outcome: z.enum(outcomes),
			risk_id: z.string().nullable(),
			into_id: z.string().nullable(),
			reason: z.string(),
			told: z.string(),
		}),
		(d) => `${answered(d.outcome, about(d), d.told)}${d.reason === "" ? "" : `. Skäl: ${d.reason}`}`,
	),
};
