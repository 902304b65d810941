import { z } from "zod";
import { ORDER_ACTS } from "./columns.ts";
import {
	date,
	integer,
	line,
	oneOf,
	optional,
	reference,
	requiredText,
	text,
	version,
} from "../../ground/write/fields.ts";

export const DraftPlan = z.object({ board_id: reference(), year: integer(2000, 2100) });
export type DraftPlan = z.infer<typeof DraftPlan>;

const paragraph = z.preprocess(
	(value) => (typeof value === "string" ? value.replace(/^\s*§\s*/, "") : value),
	line(40),
);

/** No plan is in force, and no change of it, without all three. */
const decision = { decided_on: date(), decision_paragraph: paragraph, registry_no: line(60), version };

export const AdoptPlan = z.object({
	...decision,
	/** A ticked box: the plan was decided before it came into Tillräcklig. */
	outside: text(1).transform((value) => value === "1"),
});
export type AdoptPlan = z.infer<typeof AdoptPlan>;

export const AmendPlan = z.object(decision);
export type AmendPlan = z.infer<typeof AmendPlan>;

export const ArrangeRow = z.object({
	act: oneOf(ORDER_ACTS),
	to: optional(reference()),
	title: text(400).refine((title) => !title.includes("\n"), "Skriv på en rad."),
	reason: requiredText(500),
	version,
});
export type ArrangeRow = z.infer<typeof ArrangeRow>;

/** Next year's draft needs no input. */
export const CarryPlan = z.object({});

export const ClosePlan = z.object({ version });
export type ClosePlan = z.infer<typeof ClosePlan>;

export const AddArea = z.object({ name: line(120) });
export type AddArea = z.infer<typeof AddArea>;

const words = { 1: line(60), 2: line(60), 3: line(60), 4: line(60) };

export const EditScale = z
	.object({
		likelihood_1: words[1],
		likelihood_2: words[2],
		likelihood_3: words[3],
		likelihood_4: words[4],
		impact_1: words[1],
		impact_2: words[2],
		impact_3: words[3],
		impact_4: words[4],
		low_label: line(40),
		low_to: integer(1, 14),
		medium_label: line(40),
		medium_to: integer(2, 15),
		high_label: line(40),
		version,
	})
	.refine((scale) => scale.low_to < scale.medium_to, {
		path: ["medium_to"],
		message: "Gränsen ligger över den lägre gränsen.",
	});
export type EditScale = z.infer<typeof EditScale>;
