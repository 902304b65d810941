import { z } from "zod";
import { SOURCE_KINDS, type SourceKind } from "../../../db/schema/report/inventory.ts";
import { REQUIREMENTS, RISK_SCOPES } from "../../../db/schema/vocabulary.ts";
import { integer, line, manyOf, oneOf, reference, requiredText, text } from "../../ground/write/fields.ts";

const ID = z.string().regex(/^\P{Cc}{1,80}$/u);

/** "deviation:id": what is before the first colon is the kind, the rest the id. */
function pointerTo<T extends object>(words: T, refusal: string) {
	return z
		.preprocess(
			(value) => (typeof value === "string" ? [value.slice(0, value.indexOf(":")), value.slice(value.indexOf(":") + 1)] : []),
			z.array(z.string()),
		)
		.pipe(z.tuple([z.enum(Object.keys(words) as [keyof T & string, ...(keyof T & string)[]]), ID], refusal));
}

const source = z
	.preprocess((value) => (value === "" || value === undefined ? null : value), z.unknown())
	.pipe(z.union([z.null(), pointerTo(SOURCE_KINDS, "Underlaget finns inte.")]));

export const ProposeRisk = z.object({
	unit_id: reference(),
	year: integer(2000, 2200),
	title: line(300),
	cause: requiredText(2000),
	effect: requiredText(2000),
	seen_where: text(500),
	source,
});
export type ProposeRisk = z.output<typeof ProposeRisk>;
export type Source = readonly [SourceKind, string] | null;

const INTO = { risk: "", proposal: "" };
const into = pointerTo(INTO, "Välj risken eller förslaget som det slås ihop med.");

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
