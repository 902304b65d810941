import { isUniqueViolation } from "../../../db/errors.ts";
import type { Db } from "../../../db/open.ts";
import { type GovernanceRow, listGovernance } from "../../../db/queries/report/governance.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { insertGovernanceStatus, updateGovernanceStatus } from "../../../db/writes/report/governance.ts";
import { requireKnownPeriod, requireOpenPeriod } from "../periods/require-open.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import { changesBetween } from "../../ground/write/events/changes.ts";
import { newId } from "../../ground/write/new-id.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import type { ReportGovernance } from "./schema.ts";

export async function requireItem(db: Db, period: Period, itemId: string): Promise<GovernanceRow> {
	const [row] = await listGovernance(db, period, { item_id: itemId });
	if (!row) throw new NotFound(`governance item ${itemId} in period ${period.id}`);
	return row;
}

/** What a report says about a goal, an assignment or the economy: status, comment, and for frames the outcome. */
export async function reportGovernance(
	ctx: Context,
	periodId: string,
	itemId: string,
	{ version, outcome, ...input }: ReportGovernance,
): Promise<void> {
	try {
		await write(ctx, async ({ trx, allow, record, unchanged }) => {
			const period = await requireKnownPeriod(trx, periodId);
			const item = await requireItem(trx, period, itemId);
			await allow("governance.edit", period.unit_id);
			await requireOpenPeriod(trx, periodId);
			const values = { ...input, outcome_ore: outcome === null ? null : outcome * 100 };
			const before = item.reported;
			const changes = changesBetween({ status: null, comment: "", outcome_ore: null, ...before }, values);
			if (before && version === before.version && Object.keys(changes).length === 0) return unchanged(undefined);
			const id = before?.id ?? newId(ctx.clock());
			const stamped = { ...values, written_at: nowOf(ctx), written_by: ctx.actor.id! };
			if (before)
				await requireFresh(trx, await updateGovernanceStatus(trx, id, version, stamped), "governance", itemId);
			else await insertGovernanceStatus(trx, { id, period_id: periodId, item_id: itemId, ...stamped, version: 1 });
			await record({
				type: "governance.reported",
				unit_id: period.unit_id,
				object: { kind: "governance", id: itemId },
				data: { period: period.name, title: item.title, status: input.status, changes },
			});
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ "": "Någon annan skrev samtidigt. Läs det nya och spara igen." });
		throw error;
	}
}
