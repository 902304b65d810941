import { z } from "zod";
import { SEVERITIES } from "../../../db/schema/vocabulary.ts";
import { integer, oneOf, optional, requiredText, version } from "../../ground/write/fields.ts";

/** The judgements a hit can get. The state "to judge" is where a hit starts, and no judgement. */
export const JUDGEMENTS = { explained: "Förklarad", investigating: "Utreds", deviation: "Avvikelse" } as const;

/** A judgement of a hit. Severity is asked for when it is a deviation. */
export const JudgeHit = z.object({
	version,
	status: oneOf(JUDGEMENTS),
	reason: requiredText(2000),
	severity: optional(oneOf(SEVERITIES)),
});
export type JudgeHit = z.output<typeof JudgeHit>;

/** The same judgement of several cards; the version of each comes with the row that was picked. */
export const JudgePicked = JudgeHit.omit({ version: true });
export type JudgePicked = z.output<typeof JudgePicked>;

export const LiftExplanation = z.object({ version });
export type LiftExplanation = z.output<typeof LiftExplanation>;

/** One of a hit's lines goes to the check as a targeted item. */
export const TargetLine = z.object({ line_id: integer(1, Number.MAX_SAFE_INTEGER) });

/** Starting the rules needs this field, so that an empty request starts nothing. */
export const RunRules = z.object({ starta: z.literal("1") });
