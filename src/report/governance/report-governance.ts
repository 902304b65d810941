import { isUniqueViolation } from "../../../db/errors.ts";
import type { GovernanceRow } from "../../../db/queries/report/governance.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { insertGovernanceStatus, updateGovernanceStatus } from "../../../db/writes/report/governance.ts";
import type { GovernanceKind } from "../../../db/schema/report/words.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { requireKnownPeriod, requireOpenPeriod } from "../periods/require-open.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { changesBetween } from "../../ground/write/events/changes.ts";
import { newId } from "../../ground/write/new-id.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { numberFaults } from "./check-numbers.ts";
import { requireItem } from "./require-item.ts";
import type { ReportGovernance } from "./schema.ts";

/** Kinds whose status people say in words; of an indicator, a part and a row of the economy the numbers may be enough. */
const SAID_IN_WORDS: readonly GovernanceKind[] = ["goal", "assignment"];
/** Kinds that are reported back to whoever gave them. */
export const REPORTED_BACK: readonly GovernanceKind[] = ["assignment", "part"];

/** What a report says of a row: status and comment, of an indicator its outcome, of an assignment the day it was reported back. */
export async function reportGovernance(
	ctx: Context,
	periodId: string,
	itemId: string,
	{ version, ...input }: ReportGovernance,
): Promise<void> {
	try {
		await write(ctx, async ({ trx, allow, record, unchanged }) => {
			const period = await requireKnownPeriod(trx, periodId);
			const item = await requireItem(trx, period, itemId);
			await allow("governance.edit", period.unit_id);
			await requireOpenPeriod(trx, periodId);
			requireReportable(item, input, { period, today: stockholmDate(nowOf(ctx)) });
			const before = item.reported;
			const { outcome_ore, ...words } = input;
			const values = item.kind === "indicator" ? { ...words, outcome_ore } : words;
			const empty = { status: null, comment: "", outcome_ore: null, reported_back_on: null };
			const changes = changesBetween({ ...empty, ...before }, values);
			if (before && version === before.version && Object.keys(changes).length === 0) return unchanged(undefined);
			const stamped = { ...values, written_at: nowOf(ctx), written_by: ctx.actor.id! };
			if (before)
				await requireFresh(trx, await updateGovernanceStatus(trx, before.id, version, stamped), "governance", itemId);
			else {
				const id = newId(ctx.clock());
				const fresh = { id, period_id: periodId, item_id: itemId, outcome_ore: null, forecast_ore: null, version: 1 };
				await insertGovernanceStatus(trx, { ...fresh, ...stamped });
			}
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

function requireReportable(
	item: GovernanceRow,
	{ status, comment, outcome_ore, reported_back_on }: Omit<ReportGovernance, "version">,
	{ period, today }: { period: Period; today: string },
): void {
	const errors: Record<string, string> = {};
	if (status === null && SAID_IN_WORDS.includes(item.kind)) errors.status = "Välj status.";
	const said = [status, comment || null, outcome_ore, reported_back_on].some((one) => one !== null);
	if (!said && item.reported === null) errors[""] = "Fyll i något att spara.";
	if (reported_back_on !== null && !REPORTED_BACK.includes(item.kind))
		errors.reported_back_on = "Bara ett uppdrag återrapporteras.";
	if (reported_back_on !== null && reported_back_on > today)
		errors.reported_back_on = "Dagen har inte varit. Ange den dag då uppdraget återrapporterades.";
	if (outcome_ore !== null && item.kind === "economy")
		errors.outcome_ore = "Ekonomins utfall skrivs i tabellen, där summorna kontrolleras.";
	else if (outcome_ore !== null && item.unit === "" && item.kind === "indicator")
		errors.outcome_ore = "Indikatorn har ingen enhet. Ange den först, så att talet betyder något.";
	else {
		const [fault] = numberFaults([item], [{ item_id: item.id, values: { outcome_ore } }], {
			period,
			today,
			elsewhere: [],
		});
		if (fault) errors.outcome_ore = fault.text;
	}
	if (Object.keys(errors).length > 0) throw new Invalid(errors);
}
