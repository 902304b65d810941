import { listGovernance } from "../../../db/queries/report/governance.ts";
import { updateGovernanceItem } from "../../../db/writes/report/governance.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { requireKnownPeriod, requireOpenPeriod } from "../periods/require-open.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { storedValues } from "../../ground/tables/field.ts";
import { changesBetween } from "../../ground/write/events/changes.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { ITEM_FIELDS } from "./fields.ts";
import { requireItem } from "./require-item.ts";
import { requireSound } from "./require-sound.ts";
import type { EditGovernanceItem } from "./schema.ts";

/** Changes what a row of the plan is. Its kind and year stay: another year has rows of its own. */
export function editGovernanceItem(
	ctx: Context,
	periodId: string,
	itemId: string,
	{ version, ...input }: EditGovernanceItem,
): Promise<void> {
	return write(ctx, async ({ trx, allow, record, unchanged }) => {
		const period = await requireKnownPeriod(trx, periodId);
		const row = await requireItem(trx, period, itemId);
		await allow("governance.edit", period.unit_id);
		await requireOpenPeriod(trx, periodId);
		const rows = await listGovernance(trx, period);
		await requireSound(trx, input, { period, rows, kind: row.kind, row, today: stockholmDate(nowOf(ctx)) });
		const stored = storedValues(ITEM_FIELDS, input);
		const changes = changesBetween(row, stored);
		if (Object.keys(changes).length === 0 && version === row.version) return unchanged(undefined);
		await requireFresh(trx, await updateGovernanceItem(trx, itemId, version, stored), "governance", itemId);
		await record({
			type: "governance.edited",
			unit_id: period.unit_id,
			object: { kind: "governance", id: itemId },
			data: { title: input.title, year: row.year, changes },
		});
	});
}
