import { isUniqueViolation } from "../../../db/errors.ts";
import { listGovernance, nextGovernancePosition } from "../../../db/queries/report/governance.ts";
import { insertGovernanceItem } from "../../../db/writes/report/governance.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { requireKnownPeriod, requireOpenPeriod } from "../periods/require-open.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { storedValues } from "../../ground/tables/field.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import { ITEM_FIELDS } from "./fields.ts";
import { requireSound } from "./require-sound.ts";
import type { AddGovernanceItem } from "./schema.ts";

/** Adds a row of the board's verksamhetsplan for the report's year. Its numbers are written afterwards, when the sums can be checked. */
export async function addGovernanceItem(
	ctx: Context,
	periodId: string,
	{ kind, ...input }: AddGovernanceItem,
): Promise<string> {
	try {
		return await write(ctx, async ({ trx, allow, record }) => {
			const period = await requireKnownPeriod(trx, periodId);
			await allow("governance.edit", period.unit_id);
			await requireOpenPeriod(trx, periodId);
			const rows = await listGovernance(trx, period);
			await requireSound(trx, input, { period, rows, kind, row: null, today: stockholmDate(nowOf(ctx)) });
			const id = newId(ctx.clock());
			const position = await nextGovernancePosition(trx, period, kind);
			const { board_id, year } = period;
			const stored = storedValues(ITEM_FIELDS, input);
			await insertGovernanceItem(trx, { id, board_id, year, kind, position, ...stored, budget_ore: null, version: 1 });
			await record({
				type: "governance.added",
				unit_id: period.unit_id,
				object: { kind: "governance", id },
				data: { kind, title: input.title, year },
			});
			return id;
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ "": "Någon annan lade till samtidigt. Försök igen." });
		throw error;
	}
}
