import { PROPOSAL_STATES } from "../../../../db/schema/report/inventory.ts";
import { formatDate } from "../../../ground/calendar/stockholm.ts";
import { paths } from "../../../paths/paths.ts";
import { becameText, stateOf } from "../../../report/inventory/columns.ts";
import type { Task } from "../columns.ts";
import type { Inbox } from "../read-inbox.ts";

/** One row a nämnd and year, however many wait. */
export function proposalTasks({ waiting }: Inbox["proposals"]): Task[] {
	return waiting.map(({ board_id, board, year, n }) => ({
		href: paths.riskProposals({ year, board_id, state: "open" }),
		title: n === 1 ? `Besvara 1 riskförslag till planen ${year}` : `Besvara ${n} riskförslag till planen ${year}`,
		meta: board,
		state: { tone: "warn", label: "Att besvara" },
	}));
}

/** What became of the risks that the person proposed. */
export function proposalNews({ told }: Inbox["proposals"]): Task[] {
	return told.map(({ proposal, end }) => {
		const isMerged = end.id !== proposal.id;
		const word = PROPOSAL_STATES[stateOf(proposal)].toLowerCase();
		const ended = isMerged && end.outcome !== null ? end : proposal;
		return {
			href: paths.riskProposal(proposal.id),
			title: `Ditt riskförslag ${proposal.number} är besvarat: ${proposal.title}`,
			meta: [
				`${ended.answerer ?? ""}: ${isMerged ? `sammanslagen med förslag ${end.number}` : word}`,
				becameText(ended),
				ended.reason,
			]
				.filter(Boolean)
				.join(". "),
			note: formatDate(ended.answered_at ?? ""),
			state: { tone: ended.outcome === "taken" ? "ok" : "info", label: PROPOSAL_STATES[stateOf(ended)] },
		};
	});
}
