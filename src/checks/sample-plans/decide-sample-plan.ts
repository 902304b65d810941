import { isUniqueViolation } from "../../../db/errors.ts";
import {
	findPlannedControl,
	listChecklistQuestions,
	listFrozenKeys,
	nextEdition,
} from "../../../db/queries/checks/sample-plans.ts";
import { PLAN_LEVELS } from "../../../db/schema/checks/sample-plans.ts";
import { insertSamplePlan, insertSamplePlanRate } from "../../../db/writes/checks/sample-plans.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import { yearSize } from "./plan-sizes.ts";
import type { PlanDecision } from "./schema.ts";
import { requireStart } from "./starts.ts";

/** Decides the sizes of a control's draws from a period on. What is frozen keeps the plan it was frozen under. */
export async function decideSamplePlan(ctx: Context, controlId: string, input: PlanDecision): Promise<string> {
	try {
		return await write(ctx, async ({ trx, allow, record }) => {
			const control = await findPlannedControl(trx, controlId);
			if (!control) throw new NotFound(`control ${controlId}`);
			await allow("control.edit", control.unit_id);
			const questions = control.checklist_id ? await listChecklistQuestions(trx, control.checklist_id) : [];
			requireStart(control, await listFrozenKeys(trx, control.id), input.valid_from);
			const id = newId(ctx.clock());
			const { rates, valid_from, reason, ...terms } = input;
			await insertSamplePlan(trx, {
				id,
				control_id: control.id,
				valid_from,
				reason,
				...terms,
				two_stage: terms.two_stage ? 1 : 0,
				edition: await nextEdition(trx, control.id, valid_from),
				decided_at: nowOf(ctx),
				decided_by: ctx.actor.id!,
			});
			const known = new Map(questions.map((question) => [question.id, question.text]));
			for (const rate of rates) {
				if (!known.has(rate.question_id)) throw new NotFound(`question ${rate.question_id} of control ${control.id}`);
				await insertSamplePlanRate(trx, { plan_id: id, ...rate });
			}
			const size = yearSize({ ...terms, rates: rates.map((rate) => rate.tolerable_permille) });
			await record({
				type: "sample_plan.decided",
				unit_id: control.unit_id,
				object: { kind: "control", id: control.id },
				data: {
					title: control.title,
					valid_from,
					...terms,
					level: PLAN_LEVELS[terms.level],
					year_size: size.year,
					rates: Object.fromEntries(rates.map((rate) => [known.get(rate.question_id)!, rate.tolerable_permille])),
					reason,
				},
			});
			return id;
		});
	} catch (error) {
		if (isUniqueViolation(error))
			throw new Invalid({ "": "Någon annan beslutade en plan samtidigt. Läs den och besluta igen." });
		throw error;
	}
}
