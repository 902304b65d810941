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

/** How many steps a scale has either way. */
export const SCALE_SIZES = { 4: "4 × 4", 5: "5 × 5" } as const;

const words = { 1: line(60), 2: line(60), 3: line(60), 4: line(60), 5: text(60) };

export const EditScale = z
	.object({
		size: oneOf(SCALE_SIZES).transform(Number),
		likelihood_1: words[1],
		likelihood_2: words[2],
		likelihood_3: words[3],
		likelihood_4: words[4],
		likelihood_5: words[5],
		impact_1: words[1],
		impact_2: words[2],
		impact_3: words[3],
		impact_4: words[4],
		impact_5: words[5],
		low_label: line(40),
		low_to: integer(1, 23),
		medium_label: line(40),
		medium_to: integer(2, 24),
		high_label: line(40),
		version,
	})
	.superRefine((scale, issues) => {
		const fault = (path: string, message: string) => issues.addIssue({ code: "custom", path: [path], message });
		if (scale.low_to >= scale.medium_to) fault("medium_to", "Gränsen ligger över den lägre gränsen.");
		const highest = scale.size ** 2;
		if (scale.medium_to >= highest)
			fault("medium_to", `Det högsta riskvärdet är ${highest}. Gränsen ligger under det.`);
		for (const axis of ["likelihood", "impact"] as const) {
			const [word, is_asked] = [scale[`${axis}_5`], scale.size === 5];
			if (is_asked && word === "") fault(`${axis}_5`, "Skriv ordet för steg 5.");
			if (!is_asked && word !== "")
				fault(`${axis}_5`, "En skala med fyra steg har inget steg 5. Töm fältet eller välj 5 × 5.");
		}
	});
export type EditScale = z.infer<typeof EditScale>;
