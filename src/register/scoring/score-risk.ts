import type { Risk } from "../../../db/queries/register/risks.ts";
import type { Context } from "../../ground/write/context.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { changeRisk, requireEditableRisk } from "../risks/edit-risk.ts";
import type { ScoreRisk } from "./schema.ts";

/** Saves one assessment of a risk by the same door as the risk's own form. */
export function scoreRisk(ctx: Context, id: string, input: ScoreRisk): Promise<void> {
	return write(ctx, async (writing) => {
		const risk = await requireEditableRisk(writing, id);
		if (!(await setScore(writing, risk, input))) return writing.unchanged(undefined);
	});
}

/** False when the risk has this very score. */
export function setScore(
	writing: Writing,
	risk: Risk,
	{ kind, likelihood, impact, reason, version }: ScoreRisk,
): Promise<boolean> {
	const values = { [`${kind}_likelihood`]: likelihood, [`${kind}_impact`]: impact, [`${kind}_reason`]: reason };
	return changeRisk(writing, risk, version, values, (field) => field.replace(`${kind}_`, ""));
}
