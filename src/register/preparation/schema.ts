import { z } from "zod";
import { ROW_CHOICES } from "../../../db/schema/register/preparation.ts";
import { listOf, oneOf, reference, requiredText, text, version } from "../../ground/write/fields.ts";

export const PreparePlan = z.object({ meetings: listOf(reference(), 20), version });
export type PreparePlan = z.output<typeof PreparePlan>;

export const TakeBackPlan = z.object({ reason: requiredText(500), version });
export type TakeBackPlan = z.output<typeof TakeBackPlan>;

export const ChooseRows = z
	.object({ rows: listOf(reference(), 500), choice: oneOf(ROW_CHOICES), reason: text(500), version })
	.refine(({ rows }) => rows.length > 0, { path: ["rows"], error: "Välj de rader som det gäller." })
	.refine(({ choice, reason }) => choice !== "drop" || reason !== "", {
		path: ["reason"],
		error: "Skriv varför raderna utgår.",
	});
export type ChooseRows = z.output<typeof ChooseRows>;
