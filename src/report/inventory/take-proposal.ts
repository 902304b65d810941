import type { Db } from "../../../db/open.ts";
import type { Proposal } from "../../../db/queries/report/inventory.ts";
import { findPlanOfYear, type Plan } from "../../../db/queries/register/plans.ts";
import { Invalid } from "../../ground/errors.ts";
import type { Context } from "../../ground/write/context.ts";
import { putRisk } from "../../register/risks/add-risk.ts";
import { answerWith } from "./answer-proposal.ts";
import type { TakeProposal } from "./schema.ts";

/** The proposal becomes a risk of the year's draft, which says where it came from. Returns the risk's id. */
export function takeProposal(ctx: Context, id: string, { reason, ...input }: TakeProposal): Promise<string> {
	return answerWith(ctx, id, async (proposal, writing) => {
		const plan = await requireDraft(writing.trx, proposal);
		const { id: risk_id, number } = await putRisk(ctx, writing, plan, {
			...input,
			description: proposal.seen_where === "" ? "" : `Sett: ${proposal.seen_where}`,
			cause: proposal.cause,
			effect: proposal.effect,
			origin: originOf(proposal),
			...NOT_SCORED,
		});
		return {
			answer: { outcome: "taken", risk_id, into_id: null, reason },
			told: `risk ${number} ”${input.title}”`,
			result: risk_id,
		};
	});
}

const NOT_SCORED = {
	...{ owner_id: null, inherent_likelihood: null, inherent_impact: null, inherent_reason: "" },
	...{ residual_likelihood: null, residual_impact: null, residual_reason: "" },
	...{ target_likelihood: null, target_impact: null, target_reason: "" },
	...{ treatment: null, treatment_reason: "", treatment_decider_id: null, treatment_review_on: null },
};

/** Without the proposer's name, since the plan is a public paper: who it was stands on the proposal. */
function originOf({ number, year, unit, source_title }: Proposal): string {
	const made = source_title === "" ? "" : `, ur: ${source_title}`;
	return `Förslag ${number} för ${year} från ${unit}${made}`.slice(0, 500);
}

async function requireDraft(db: Db, { board_id, year }: Proposal): Promise<Plan> {
	const plan = await findPlanOfYear(db, board_id, year);
	const problem = draftProblem(plan, year);
	if (!plan || problem !== null) throw new Invalid({ "": problem ?? "" });
	return plan;
}

/** Why nothing is taken into the year's plan now. What nobody has decided may be added to; what the nämnd has decided is the nämnd's. */
export function draftProblem(plan: Pick<Plan, "status"> | undefined, year: number): string | null {
	if (!plan) return `Det finns inget utkast till plan för ${year}. Ta fram utkastet först.`;
	if (plan.status === "preparation") return `Planen för ${year} är i beredning. Ta tillbaka den till utkast först.`;
	if (plan.status === "draft") return null;
	return `Planen för ${year} är beslutad. Lägg till risken i planen och ta den i ett ändringsbeslut, och slå sedan ihop förslaget med den.`;
}
