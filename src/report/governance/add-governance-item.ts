import { isUniqueViolation } from "../../../db/errors.ts";
import { nextGovernancePosition } from "../../../db/queries/report/governance.ts";
import { findPersonOption } from "../../../db/queries/people/people.ts";
import { insertGovernanceItem } from "../../../db/writes/report/governance.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { requireKnownPeriod, requireOpenPeriod } from "../periods/require-open.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import type { AddGovernanceItem } from "./schema.ts";

/** Adds a goal, assignment or budget of the board's verksamhetsplan for the report's year. `budget_ore` comes with imports. */
export async function addGovernanceItem(
	ctx: Context,
	periodId: string,
	input: AddGovernanceItem & { budget_ore?: number | null },
): Promise<string> {
	try {
		return await write(ctx, async ({ trx, allow, record }) => {
			const period = await requireKnownPeriod(trx, periodId);
			await allow("governance.edit", period.unit_id);
			await requireOpenPeriod(trx, periodId);
			const reach = { own: [], branch: [period.unit_id] };
			const today = stockholmDate(nowOf(ctx));
			if (input.owner_id && !(await findPersonOption(trx, { reach, today }, input.owner_id))) {
				throw new Invalid({ owner_id: "Välj en person med en roll i förvaltningen." });
			}
			const id = newId(ctx.clock());
			const position = await nextGovernancePosition(trx, period, input.kind);
			const { board_id, year } = period;
			const budget_ore = input.budget_ore ?? null;
			await insertGovernanceItem(trx, { id, board_id, year, position, ...input, budget_ore, version: 1 });
			await record({
				type: "governance.added",
				unit_id: period.unit_id,
				object: { kind: "governance", id },
				data: { kind: input.kind, title: input.title, year },
			});
			return id;
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ "": "Någon annan lade till samtidigt. Försök igen." });
		throw error;
	}
}
