import { z } from "zod";
import { SOURCE_KINDS, type SourceKind } from "../../../db/schema/report/inventory.ts";
import { REQUIREMENTS, RISK_SCOPES } from "../../../db/schema/vocabulary.ts";
import {
	integer,
	line,
	manyOf,
	oneOf,
	optional,
	pointer,
	reference,
	requiredText,
	text,
} from "../../ground/write/fields.ts";

export const ProposeRisk = z.object({
	unit_id: reference(),
	year: integer(2000, 2200),
	title: line(300),
	cause: requiredText(2000),
	effect: requiredText(2000),
	seen_where: text(500),
	source: optional(pointer(SOURCE_KINDS, "Underlaget finns inte.")),
});
export type ProposeRisk = z.output<typeof ProposeRisk>;
export type Source = readonly [SourceKind, string] | null;

const into = pointer({ risk: "", proposal: "" }, "Välj risken eller förslaget som det slås ihop med.");

/** Several proposals into one, and the reason when there is something to say. */
export const MergeProposal = z.object({ into, reason: text(1000) });
export type MergeProposal = z.output<typeof MergeProposal>;

export const DeclineProposal = z.object({ reason: requiredText(1000) });
export type DeclineProposal = z.output<typeof DeclineProposal>;

/** What the plan asks of a risk and a proposal does not say; the rest is the proposer's. */
export const TakeProposal = z.object({
	title: line(300),
	area_id: reference(),
	scope: oneOf(RISK_SCOPES),
	requirements: manyOf(REQUIREMENTS, 1).transform((letters) => [...new Set(letters)].sort()),
	reason: text(1000),
});
export type TakeProposal = z.output<typeof TakeProposal>;
