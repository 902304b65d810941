import { z } from "zod";
import { FIGURE_LABELS } from "../../../../db/schema/checks/own-forms/hired-staff.ts";
import { Changes, changedFields } from "./changes.ts";
import { eventType } from "./event-type.ts";

const kronor = (ore: unknown) => `${(Number(ore) / 100).toFixed(2).replace(".", ",")} kr`;

export const hiredStaffEvents = {
	"invoice.checked": eventType(
		z.object({ item_key: z.string(), amount_ore: z.number(), changes: Changes, reason: z.string().nullable() }),
		(d) => {
			const right = d.changes.audited_ore;
			const amount = right ? `: rätt belopp ${kronor(right[1])} av fakturans ${kronor(d.amount_ore)}` : "";
			const reason = d.reason ? `. Skäl till rättelsen: ${d.reason}` : "";
			return `fyllde i ${changedFields(d.changes, FIGURE_LABELS)} för fakturan ${d.item_key}${amount}${reason}`;
		},
	),
	"money_plan.decided": eventType(
		z.object({
			title: z.string(),
			valid_from: z.string(),
			confidence_permille: z.number(),
			tolerable_ore: z.number(),
			year_ore: z.number(),
			expected_errors: z.number(),
			method: z.string(),
			points: z.number(),
			reason: z.string(),
		}),
		(d) =>
			`beslutade stickprovsplanen för ${d.title} från ${d.valid_from}: högst ${kronor(d.tolerable_ore)} fel av ${kronor(d.year_ore)} om året, ${d.points} dragna kronor, ${String(d.confidence_permille / 10).replace(".", ",")} procents säkerhet. Skäl: ${d.reason}`,
	),
};
