import { findDialogue } from "../../../db/queries/report/dialogues.ts";
import { findPersonOption } from "../../../db/queries/people/people.ts";
import { insertPoint } from "../../../db/writes/report/dialogues.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { requireKnownPeriod } from "../periods/require-open.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import type { AgreePoint } from "./schema.ts";

/** Stores what was agreed at the dialogue. The point stays open after the report is closed, until it is settled. */
export function agreePoint(ctx: Context, periodId: string, input: AgreePoint): Promise<string> {
	return write(ctx, async ({ trx, allow, record }) => {
		const period = await requireKnownPeriod(trx, periodId);
		await allow("dialogue.edit", period.unit_id);
		const dialogue = await findDialogue(trx, periodId);
		if (!dialogue) throw new Invalid({ "": "Skriv först när dialogen hölls och vilka som deltog." });
		const reach = { own: [], branch: [period.unit_id] };
		const today = stockholmDate(nowOf(ctx));
		if (input.person_id && !(await findPersonOption(trx, { reach, today }, input.person_id))) {
			throw new Invalid({ person_id: "Välj en person med en roll i förvaltningen." });
		}
		const id = newId(ctx.clock());
		await insertPoint(trx, { id, dialogue_id: dialogue.id, ...input, status: "open", outcome: "", version: 1 });
		await record({
			type: "dialogue.agreed",
			unit_id: period.unit_id,
			object: { kind: "dialogue", id: dialogue.id },
			data: { period: period.name, text: input.text },
		});
		return id;
	});
}
