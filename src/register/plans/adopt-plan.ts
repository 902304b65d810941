import { isUndecided } from "../../../db/schema/register/plans.ts";
import { planContents } from "../../../db/queries/register/plans-contents.ts";
import type { Db } from "../../../db/open.ts";
import type { Plan } from "../../../db/queries/register/plans.ts";
import { listMatters } from "../../../db/queries/report/meetings.ts";
import { updatePlan } from "../../../db/writes/register/plans.ts";
import { formatDate, stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid, NotAllowed } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { type PlanGap, planGaps } from "./plan-gaps.ts";
import { recordDecision } from "./record-decision.ts";
import { requirePlan } from "./require-plan.ts";
import type { AdoptPlan } from "./schema.ts";

/**
 * Registers the nämnd's decision; from then on the plan is in force (KL 6:6: the board owns the internal control) and what it decided
 * is kept. A plan that was decided `outside` may lack what the gate asks for, and says so until it is completed.
 */
export function adoptPlan(ctx: Context, id: string, { version, outside, ...decision }: AdoptPlan): Promise<void> {
	return write(ctx, async ({ trx, allow, record }) => {
		const plan = await requirePlan(trx, id);
		await allow("plan.decide", plan.unit_id);
		if (!isUndecided(plan.status))
			throw new NotAllowed(`Beslutet om internkontrollplan ${plan.year} är redan registrerat.`);
		if (decision.decided_on > stockholmDate(nowOf(ctx)))
			throw new Invalid({ decided_on: "Beslutet kan inte ligga i framtiden." });
		if (!outside) await requirePrepared(trx, plan, decision.decided_on);
		const contents = await planContents(trx, id);
		if (contents.risks.length === 0)
			throw new Invalid({ "": "Planen har inga risker. Lägg till dem innan beslutet registreras." });
		const gaps = planGaps(id, contents);
		if (!outside) requireNoGaps(gaps, "Planen kan inte beslutas");
		await requireFresh(trx, await updatePlan(trx, id, version, { ...decision, status: "in_force" }), "plan", id);
		const digest = await recordDecision(ctx, trx, id, { number: 0, ...decision, outside });
		const { decided_on, decision_paragraph: paragraph, registry_no } = decision;
		await record({
			type: "plan.decided",
			unit_id: plan.unit_id,
			object: { kind: "plan", id },
			data: { year: plan.year, decided_on, paragraph, registry_no, outside, missing: gaps.length, digest },
		});
	});
}

/** A plan goes by beredning to the nämnd, and the nämnd decides when it meets. What was decided elsewhere went there without Tillräcklig. */
async function requirePrepared(db: Db, plan: Plan, decidedOn: string): Promise<void> {
	if (plan.status !== "preparation")
		throw new Invalid({
			"": `Internkontrollplan ${plan.year} är ett utkast. Lämna den till beredning först, eller kryssa för att den beslutades utanför Tillräcklig.`,
		});
	const meetings = await listMatters(db, { subjects: { kind: "plan", ids: [plan.id] } });
	const first = meetings.find(({ kind }) => kind === "board")?.held_on;
	if (first !== undefined && decidedOn < first)
		throw new Invalid({
			decided_on: `Planen går till nämnden ${formatDate(first)}. Beslutet kan inte ligga före det sammanträdet.`,
		});
}

export function requireNoGaps(gaps: readonly PlanGap[], refusal: string): void {
	if (gaps.length === 0) return;
	const what = gaps.length === 1 ? "en uppgift" : `${gaps.length} uppgifter`;
	throw new Invalid({ "": `${refusal}: ${what} saknas. Det som saknas står nedan, vart och ett med länk.` });
}
