import type { Proposal } from "../../../db/queries/report/inventory.ts";
import { PROPOSAL_STATES, type ProposalState, SOURCE_KINDS } from "../../../db/schema/report/inventory.ts";
import type { Column } from "../../ground/tables/column.ts";
import { columnsOf } from "../../ground/tables/field.ts";
import { PROPOSAL_FIELDS } from "./fields.ts";
import type { RiskSource } from "./sources.ts";

export const stateOf = ({ outcome }: Pick<Proposal, "outcome">): ProposalState => outcome ?? "open";

type Answered = Pick<Proposal, "outcome" | "risk_number" | "risk_title" | "into_number" | "into_title">;

/** "Risk 12. Långa avbrott", "Förslag 3. Långa avbrott": what it became, or was merged into; null while it is neither. */
export function becameText({ risk_number, risk_title, into_number, into_title }: Answered): string | null {
	if (risk_number !== null) return `Risk ${risk_number}. ${risk_title}`;
	return into_number === null ? null : `Förslag ${into_number}. ${into_title}`;
}

/** The gross list, the same on the page and in the files. */
export const proposalColumns = columnsOf<Proposal, keyof typeof PROPOSAL_FIELDS>(PROPOSAL_FIELDS, {
	number: { first: true, label: "Nr", type: "count", width: 6, value: (row) => row.number },
	title: { first: true, width: 50 },
	cause: { width: 40 },
	effect: { width: 40 },
	seen_where: { width: 30 },
	unit_id: { first: true, phone: true, key: "unit", width: 28 },
	proposer: { first: true, label: "Föreslagen av", type: "text", width: 22, value: (row) => row.proposer },
	proposed_at: { label: "Föreslagen", type: "instant", width: 18, value: (row) => row.proposed_at },
	source: { width: 30 },
	merged: { label: "Sammanslagna hit", type: "count", width: 10, value: (row) => row.merged || null },
	state: {
		...{ first: true, phone: true, label: "Svar", type: "text", width: 16 },
		value: (row) => PROPOSAL_STATES[stateOf(row)],
	},
	became: { first: true, label: "Blev", type: "text", width: 44, value: becameText },
	reason: { label: "Skäl", type: "text", width: 40, value: (row) => row.reason },
	answerer: { label: "Besvarat av", type: "text", width: 22, value: (row) => row.answerer },
	answered_at: { label: "Besvarat", type: "instant", width: 18, value: (row) => row.answered_at },
	year: null,
	plan_year: { label: "År", type: "year", width: 8, value: (row) => row.year },
	board: { label: "Nämnd", type: "text", width: 30, value: (row) => row.board },
});

/** What the years before left behind. */
export const sourceColumns: readonly Column<RiskSource>[] = [
	{
		...{ key: "kind", first: true, phone: true, label: "Slag", type: "text", width: 24 },
		value: ({ kind }) => SOURCE_KINDS[kind],
	},
	{ key: "title", first: true, label: "Underlag", type: "text", width: 60, value: ({ title }) => title },
	{ key: "unit", first: true, phone: true, label: "Var", type: "text", width: 30, value: ({ unit }) => unit },
	{ key: "on", first: true, label: "Datum", type: "date", width: 12, value: ({ on }) => on },
	{
		...{ key: "proposals", first: true, label: "Förslag", type: "text", width: 14 },
		value: ({ proposals }) => proposals.map(({ number }) => number).join(", ") || null,
	},
];
