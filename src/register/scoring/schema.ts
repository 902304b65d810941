import { z } from "zod";
import { LONGEST_SCALE, SCORES } from "../../../db/schema/register/risks-scale.ts";
import { integer, line, oneOf, requiredText, version } from "../../ground/write/fields.ts";

const step = () => integer(1, LONGEST_SCALE);
const pair = { likelihood: step(), impact: step(), reason: requiredText(2000) };

/** One assessment of a risk, as a meeting makes it. */
export const ScoreRisk = z.object({ kind: oneOf(SCORES), ...pair, version });
export type ScoreRisk = z.infer<typeof ScoreRisk>;

export const StateDisagreement = z
	.object({
		kind: oneOf(SCORES),
		first_by: line(120),
		first_likelihood: step(),
		first_impact: step(),
		first_reason: requiredText(2000),
		second_by: line(120),
		second_likelihood: step(),
		second_impact: step(),
		second_reason: requiredText(2000),
	})
	.refine((said) => said.first_likelihood !== said.second_likelihood || said.first_impact !== said.second_impact, {
		path: ["second_likelihood"],
		message: "Bedömningarna är lika. Spara dem som en.",
	});
export type StateDisagreement = z.infer<typeof StateDisagreement>;

export const SettleDisagreement = z.object({ kind: oneOf(SCORES), ...pair, version });
export type SettleDisagreement = z.infer<typeof SettleDisagreement>;
