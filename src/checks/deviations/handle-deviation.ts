import { updateDeviation } from "../../../db/writes/checks/deviations.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { changesBetween } from "../../ground/write/events/changes.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requireOwner } from "./owners.ts";
import { requireDeviation, requireUnfinished } from "./require-deviation.ts";
import type { HandleDeviation } from "./schema.ts";

/** Root cause and plan: what is done about a deviation, by whom and when. A större or väsentlig one is never handled without a plan. */
export function handleDeviation(ctx: Context, id: string, { version, ...input }: HandleDeviation): Promise<void> {
	return write(ctx, async ({ trx, allow, record, notify, unchanged }) => {
		const deviation = await requireDeviation(trx, id);
		await allow("deviation.handle", deviation.unit_id);
		requireUnfinished(deviation);
		requirePlan(deviation.severity !== "minor", input);
		await requireOwner(trx, deviation.unit_id, stockholmDate(nowOf(ctx)), input.owner_id);
		const after = { ...input, status: "handled" as const };
		if (Object.keys(changesBetween(deviation, after)).length === 0) return unchanged(undefined);
		await requireFresh(trx, await updateDeviation(trx, id, version, after), "deviation", id);
		const about = { unit_id: deviation.unit_id, object: { kind: "deviation" as const, id } };
		const { number, title } = deviation;
		const changes = changesBetween(deviation, input);
		if (Object.keys(changes).length > 0) {
			await record({ type: "deviation.edited", ...about, data: { number, title, changes } });
		}
		await record({
			type: "deviation.handled",
			...about,
			data: { number, title, plan: input.plan || input.root_cause },
		});
		await notify({
			to: deviation.found_by,
			kind: "feedback",
			...about,
			title: `Avvikelse ${number}`,
			unit: deviation.unit_name,
		});
	});
}

function requirePlan(needed: boolean, input: Omit<HandleDeviation, "version">): void {
	const wrong: Record<string, string> = {};
	if (needed && input.plan === "") wrong.plan = "En större eller väsentlig avvikelse behöver en plan.";
	if (needed || input.plan !== "") {
		if (!input.owner_id) wrong.owner_id = "Välj vem som ansvarar.";
		if (!input.due_on) wrong.due_on = "Ange när planen ska vara klar.";
	}
	if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
}
