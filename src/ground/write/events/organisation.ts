import { z } from "zod";
import { ROLES } from "../../../../db/schema/vocabulary.ts";
import { PERSON_FIELDS } from "../../../people/people/fields.ts";
import { UNIT_FIELDS } from "../../../people/units/fields.ts";
import { trailWords } from "../../tables/field.ts";
import { Changes, changedFields } from "./changes.ts";
import { eventType } from "./event-type.ts";

const role = z.enum(Object.keys(ROLES) as [keyof typeof ROLES]);
const named = z.object({ name: z.string() });
const edited = named.extend({ changes: Changes });
const UNIT = trailWords(UNIT_FIELDS);
const PERSON = trailWords(PERSON_FIELDS);

export const organisationEvents = {
	"system.started": eventType(z.object({ note: z.string() }), (d) => d.note),
	"unit.added": eventType(named, (d) => `lade till enheten ${d.name}`),
	"unit.edited": eventType(edited, (d) => `ändrade ${changedFields(d.changes, UNIT)} för enheten ${d.name}`),
	"board.added": eventType(named, (d) => `lade till nämnden ${d.name}`),
	"person.added": eventType(named, (d) => `lade till ${d.name}`),
	"person.edited": eventType(edited, (d) => `ändrade ${changedFields(d.changes, PERSON)} för ${d.name}`),
	"person.ended": eventType(named, (d) => `avslutade ${d.name}`),
	"person.accounts_joined": eventType(
		named.extend({ other: z.string(), reason: z.string() }),
		(d) => `sa att ${d.name} och ${d.other} är en och samma människa: ${d.reason}`,
	),
	"person.accounts_told_apart": eventType(
		named.extend({ other: z.string(), reason: z.string() }),
		(d) => `sa att ${d.name} och ${d.other} är två olika människor: ${d.reason}`,
	),
	"person.data_read": eventType(z.object({ person: z.string() }), (d) => `läste allt som finns sparat om ${d.person}`),
	"accessibility.reported": eventType(
		z.object({ place: z.string() }),
		(d) => `rapporterade ett tillgänglighetsfel: ${d.place}`,
	),
	"accessibility.answered": eventType(
		z.object({ place: z.string(), answer: z.string() }),
		(d) => `besvarade tillgänglighetsfelet ”${d.place}”: ${d.answer}`,
	),
	"role.granted": eventType(
		z.object({
			person: z.string(),
			role,
			unit: z.string(),
			from: z.string(),
			to: z.string().nullable(),
			for: z.string().nullable(),
		}),
		(d) =>
			`gav ${d.person} rollen ${ROLES[d.role]} vid ${d.unit} från ${d.from}${d.to ? ` till ${d.to}` : ""}${d.for ? ` som vikarie för ${d.for}` : ""}`,
	),
	"role.ended": eventType(
		z.object({ person: z.string(), role, unit: z.string(), to: z.string() }),
		(d) => `avslutade rollen ${ROLES[d.role]} vid ${d.unit} för ${d.person} den ${d.to}`,
	),
	"session.started": eventType(z.object({ method: z.string() }), (d) => `loggade in (${d.method})`),
	"session.ended": eventType(z.object({}), () => "loggade ut"),
	"setting.decided": eventType(
		z.object({ key: z.string(), label: z.string(), value: z.string(), valid_from: z.string() }),
		(d) => `beslutade ${d.label}: ${d.value}, gäller från ${d.valid_from}`,
	),
};
