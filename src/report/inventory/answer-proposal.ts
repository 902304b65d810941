import { isUniqueViolation } from "../../../db/errors.ts";
import type { Trx } from "../../../db/open.ts";
import { endOfMerges, findProposal, type Proposal } from "../../../db/queries/report/inventory.ts";
import { findPlan } from "../../../db/queries/register/plans.ts";
import { findRisk } from "../../../db/queries/register/risks.ts";
import type { ProposalAnswerTable } from "../../../db/schema/report/inventory.ts";
import { insertProposalAnswer } from "../../../db/writes/report/inventory.ts";
import { Invalid } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { answeredText, requireProposal, requireUnanswered } from "./require-proposal.ts";
import type { DeclineProposal, MergeProposal } from "./schema.ts";

type Answer = Pick<ProposalAnswerTable, "outcome" | "risk_id" | "into_id" | "reason">;

/** One answer to one proposal, by the board's controller: the row, what the log says, and word to whoever proposed it. */
export async function answerWith<T>(
	ctx: Context,
	id: string,
	decide: (proposal: Proposal, writing: Writing) => Promise<{ answer: Answer; told: string; result: T }>,
): Promise<T> {
	try {
		return await write(ctx, async (writing) => {
			const { trx, allow, record, notify } = writing;
			const proposal = await requireProposal(trx, id);
			await allow("risk_proposal.answer", proposal.board_unit_id);
			requireUnanswered(proposal);
			const { answer, told, result } = await decide(proposal, writing);
			await insertProposalAnswer(trx, {
				...{ id: newId(ctx.clock()), proposal_id: id, ...answer },
				...{ answered_at: nowOf(ctx), answered_by: ctx.actor.id! },
			});
			const { year, number, title, unit_id } = proposal;
			await record({
				type: "risk_proposal.answered",
				unit_id,
				object: { kind: "risk_proposal", id },
				data: { year, number, title, ...answer, told },
			});
			await notify({
				...{ to: proposal.proposed_by, kind: "proposal_answered", unit_id },
				...{ object: { kind: "risk_proposal", id }, unit: proposal.unit },
				title: `Förslag ${number} till riskerna ${year}`,
			});
			return result;
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ "": answeredText(null) });
		throw error;
	}
}

/** Not taken, because: whoever proposed it reads the reason. */
export function declineProposal(ctx: Context, id: string, { reason }: DeclineProposal): Promise<void> {
	return answerWith(ctx, id, async () => ({
		answer: { outcome: "declined", risk_id: null, into_id: null, reason },
		told: "",
		result: undefined,
	}));
}

/** Several into one: into a risk of the board's plan, or into a proposal that waits for its answer. */
export function mergeProposal(ctx: Context, id: string, { into, reason }: MergeProposal): Promise<void> {
	return answerWith(ctx, id, async (proposal, { trx }) => {
		const [kind, intoId] = into;
		const told =
			kind === "risk" ? await riskToJoin(trx, proposal, intoId) : await proposalToJoin(trx, proposal, intoId);
		const target = kind === "risk" ? { risk_id: intoId, into_id: null } : { risk_id: null, into_id: intoId };
		return { answer: { outcome: "merged", ...target, reason }, told, result: undefined };
	});
}

const ELSEWHERE = "Välj ett förslag eller en risk för samma nämnd och år.";

async function riskToJoin(trx: Trx, { board_id, year }: Proposal, riskId: string): Promise<string> {
	const risk = await findRisk(trx, riskId);
	const plan = risk && (await findPlan(trx, risk.plan_id));
	if (!risk || plan?.board_id !== board_id || plan.year !== year) throw new Invalid({ into: ELSEWHERE });
	if (risk.dropped_reason !== null)
		throw new Invalid({ into: "Risken är struken ur utkastet. Välj en som står kvar." });
	return `risk ${risk.number} ”${risk.title}”`;
}

async function proposalToJoin(trx: Trx, proposal: Proposal, intoId: string): Promise<string> {
	if (intoId === proposal.id) throw new Invalid({ into: "Ett förslag slås inte ihop med sig självt." });
	const other = await findProposal(trx, intoId);
	if (!other || other.board_id !== proposal.board_id || other.year !== proposal.year)
		throw new Invalid({ into: ELSEWHERE });
	if ((await endOfMerges(trx, other)).id === proposal.id)
		throw new Invalid({ into: `Förslag ${other.number} är redan sammanslaget med det här. Det skulle gå i ring.` });
	if (other.outcome !== null)
		throw new Invalid({
			into: `Förslag ${other.number} är redan besvarat. Välj risken eller förslaget som det ledde till.`,
		});
	return `förslag ${other.number} ”${other.title}”`;
}
