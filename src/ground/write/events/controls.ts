import { z } from "zod";
import { CONTROL_FIELDS, UNIT_FIELDS } from "../../../checks/controls/fields.ts";
import { trailWords } from "../../tables/field.ts";
import { Changes, changedFields } from "./changes.ts";
import { eventType } from "./event-type.ts";

const titled = z.object({ title: z.string() });
const CONTROL = trailWords(CONTROL_FIELDS);
const TAKING = trailWords(UNIT_FIELDS);

export const controlEvents = {
	"checklist.added": eventType(
		titled.extend({ edition: z.number(), questions: z.number(), terms: z.array(z.string()).optional() }),
		(d) =>
			`lade till checklistan ”${d.title}” (${[`utgåva ${d.edition}, ${d.questions} kontrollpunkter`, ...(d.terms ?? [])].join("; ")})`,
	),
	"control.added": eventType(titled, (d) => `lade till kontrollmomentet ”${d.title}”`),
	"control.edited": eventType(
		titled.extend({ changes: Changes }),
		(d) => `ändrade ${changedFields(d.changes, CONTROL)} i kontrollmomentet ”${d.title}”`,
	),
	"control.unit_added": eventType(
		titled.extend({ unit: z.string(), performer: z.string().nullable(), reviewer: z.string().nullable() }),
		(d) =>
			`lade till enheten ${d.unit} i ”${d.title}” med utförare ${d.performer ?? "saknas"} och granskare ${d.reviewer ?? "saknas"}`,
	),
	"control.unit_edited": eventType(
		titled.extend({ unit: z.string(), changes: Changes }),
		(d) => `ändrade ${changedFields(d.changes, TAKING)} för ${d.unit} i ”${d.title}”`,
	),
	"runs.created": eventType(
		titled.extend({
			period_key: z.string(),
			units: z.array(z.string()),
			unit_ids: z.array(z.string()),
			draw_id: z.string().nullable(),
			commitment: z.string().nullable(),
		}),
		(d) =>
			`skapade ${d.units.length} kontrolltillfällen för ”${d.title}” ${d.period_key}${d.commitment ? `; dragningen ${d.draw_id} är planerad med åtagandet ${d.commitment}` : ""}`,
	),
	"run.reassigned": eventType(
		titled.extend({
			unit: z.string(),
			period_key: z.string(),
			from: z.string().nullable(),
			to: z.string().nullable(),
			reason: z.string(),
		}),
		(d) =>
			d.to
				? `lät ${d.to} ta över kontrolltillfället ${d.unit} ${d.period_key} från ${d.from ?? "ingen"}: ${d.reason}`
				: `bad att någon annan utför kontrolltillfället ${d.unit} ${d.period_key}: ${d.reason}`,
	),
	"run.reviewer_changed": eventType(
		titled.extend({
			unit: z.string(),
			period_key: z.string(),
			from: z.string().nullable(),
			to: z.string().nullable(),
			reason: z.string().optional(),
		}),
		(d) =>
			`bytte granskare av kontrolltillfället ${d.unit} ${d.period_key} från ${d.from ?? "ingen"} till ${d.to ?? "ingen"}${d.reason ? `: ${d.reason}` : ""}`,
	),
	"run.performer_blocked": eventType(
		z.object({ unit: z.string(), period_key: z.string(), reason: z.string() }),
		(d) => `hindrades från att utföra kontrolltillfället ${d.unit} ${d.period_key}: ${d.reason}`,
	),
	"duty.refused": eventType(
		z.object({ act: z.string(), reason: z.string() }),
		(d) => `hindrades från att ${d.act}: ${d.reason}`,
	),
	"run.not_done": eventType(
		titled.extend({ unit: z.string(), period_key: z.string(), reason: z.string() }),
		(d) => `registrerade ${d.unit} ${d.period_key} som ej genomförd: ${d.reason}`,
	),
};
