import { listHitsById } from "../../../db/queries/checks/ledger.ts";
import { LEDGER_RULES } from "../../../db/schema/checks/ledger.ts";
import { SEVERITIES } from "../../../db/schema/vocabulary.ts";
import type { PickedField } from "../../../views/ui/picked-page.tsx";
import { reachOf } from "../../ground/access/actor.ts";
import type { Context } from "../../ground/write/context.ts";
import { judgeHit } from "./judge-hit.ts";
import { JUDGEMENTS, type JudgePicked } from "./schema.ts";

const options = (words: Readonly<Record<string, string>>) =>
	Object.entries(words).map(([value, label]) => ({ value, label }));

/** What is asked once for all the picked cards. */
export const judgeFields: readonly PickedField[] = [
	{
		name: "status",
		label: "Bedömning",
		kind: "choice",
		placeholder: "Välj bedömning",
		help: "Samma bedömning för alla. Ett kort bedöms som en helhet: träffen och det andra på kortet som väntar.",
		options: options(JUDGEMENTS),
	},
	{
		name: "severity",
		label: "Allvarlighetsgrad, om det är en avvikelse",
		kind: "choice",
		placeholder: "Ingen avvikelse",
		help: "En avvikelse registreras för varje kort.",
		options: options(SEVERITIES),
		optional: true,
	},
	{ name: "reason", label: "Skäl", kind: "long", help: "Skälet står vid varje träff och ska gå att förstå om ett år." },
];

export function judgePicked(ctx: Context, id: string, version: number, input: JudgePicked): Promise<void> {
	return judgeHit(ctx, id, { version, ...input });
}

/** What the picked cards are called, of those the actor may see. */
export async function pickedNames(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
	const hits = await listHitsById(ctx.db, [...ids, ""], reachOf(ctx.actor, "hit.view"));
	return new Map(hits.map((hit) => [hit.id, `${LEDGER_RULES[hit.rule]}: ${hit.title}, ${hit.unit_name}`]));
}
