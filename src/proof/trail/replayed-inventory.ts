import { listProposalAnswersToldOf, listProposalsToldOf } from "../../../db/queries/proof/trail-replay-said.ts";
import { proposalText } from "../../../db/schema/report/inventory.ts";
import { sha256 } from "../../ground/canonical.ts";
import { add, type ReplayedKind } from "./replayed-kind.ts";

/** What was proposed for a plan, and what it was answered. */
export const riskProposals: ReplayedKind = {
	object: "risk_proposal",
	noun: "Riskförslaget",
	types: ["risk_proposal.proposed", "risk_proposal.answered"],
	tell(told, { type, data }) {
		const { title, digest, outcome, risk_id, into_id, reason } = data;
		if (type === "risk_proposal.proposed") add(told, "", { title, digest });
		if (type === "risk_proposal.answered") add(told, "svar", { outcome, risk_id, into_id, reason });
	},
	rows: async (db, range) => [
		...(await listProposalsToldOf(db, range)).map(({ object_id, year, number, title, ...texts }) => ({
			...{ object_id, key: "", name: `${year}:${number}` },
			facts: { title, digest: sha256(proposalText(texts)) },
		})),
		...(await listProposalAnswersToldOf(db, range)).map(({ object_id, year, number, ...facts }) => ({
			...{ object_id, key: "svar", name: `${year}:${number}, svaret`, facts },
		})),
	],
};
