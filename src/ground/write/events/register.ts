import { z } from "zod";
import { MEASURE_STATUSES } from "../../../../db/schema/vocabulary.ts";
import { MEASURE_FIELDS, REPORT_FIELDS } from "../../../register/measures/fields.ts";
import { RISK_FIELDS } from "../../../register/risks/fields.ts";
import { trailWords } from "../../tables/field.ts";
import { Changes, changedFields } from "./changes.ts";
import { eventType } from "./event-type.ts";

const titled = z.object({ title: z.string() });
const edited = titled.extend({ changes: Changes });

const RISK = trailWords(RISK_FIELDS);
const MEASURE = trailWords({ ...MEASURE_FIELDS, ...REPORT_FIELDS });

export const registerEvents = {
	"plan.drafted": eventType(z.object({ year: z.number(), carried_from: z.number().nullable() }), (d) =>
		d.carried_from
			? `tog fram utkast till internkontrollplan ${d.year} från planen ${d.carried_from}`
			: `tog fram utkast till internkontrollplan ${d.year}`,
	),
	"plan.adopted": eventType(
		z.object({ year: z.number(), decided_on: z.string(), paragraph: z.string(), registry_no: z.string() }),
		(d) => `registrerade beslutet om internkontrollplan ${d.year}: ${d.decided_on}, § ${d.paragraph}, ${d.registry_no}`,
	),
	"plan.edited": eventType(
		z.object({ year: z.number(), changes: Changes }),
		(d) => `ändrade ${changedFields(d.changes, { scale: "skalan" })} för internkontrollplan ${d.year}`,
	),
	"plan.closed": eventType(z.object({ year: z.number() }), (d) => `avslutade internkontrollplan ${d.year}`),
	"area.added": eventType(z.object({ name: z.string() }), (d) => `lade till verksamheten ${d.name}`),
	"risk.added": eventType(titled, (d) => `lade till risken ”${d.title}”`),
	"risk.edited": eventType(edited, (d) => `ändrade ${changedFields(d.changes, RISK)} i risken ”${d.title}”`),
	"measure.added": eventType(titled, (d) => `lade till åtgärden ”${d.title}”`),
	"measure.edited": eventType(edited, (d) => `ändrade ${changedFields(d.changes, MEASURE)} i åtgärden ”${d.title}”`),
	"measure.reported": eventType(
		titled.extend({
			status: z.enum(Object.keys(MEASURE_STATUSES) as [keyof typeof MEASURE_STATUSES]),
			changes: Changes,
		}),
		(d) => `rapporterade åtgärden ”${d.title}” som ${MEASURE_STATUSES[d.status]}`,
	),
};
