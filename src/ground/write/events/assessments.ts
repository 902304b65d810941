import { z } from "zod";
import {
	ASSESSED,
	ASSESSMENT_LEVELS,
	FOLLOW_UP_KINDS,
	GOVERNANCE_KINDS,
	GOVERNANCE_STATUSES,
	GRADES,
	PAPER_KINDS,
} from "../../../../db/schema/report/words.ts";
import { FOLLOW_UP_FIELDS } from "../../../report/follow-ups/fields.ts";
import { trailWords } from "../../tables/field.ts";
import { Changes, changedFields } from "./changes.ts";
import { eventType } from "./event-type.ts";

const word = <T extends object>(words: T) => z.enum(Object.keys(words) as [keyof T & string]);
const subject = z.object({ period: z.string(), kind: word(FOLLOW_UP_KINDS), title: z.string() });
const assessed = z.object({ level: word(ASSESSMENT_LEVELS), unit: z.string(), of: z.string() });

const FOLLOW_UP = trailWords(FOLLOW_UP_FIELDS);

/** Adds the reason to the sentence when an assessment was made before its time was over. */
const early = ({ early_reason }: { early_reason?: string | undefined }) =>
	early_reason ? `, före brytdatum: ${early_reason}` : "";
const about = (d: z.infer<typeof assessed>) =>
	`ISK-bedömningen för ${d.unit} (${ASSESSMENT_LEVELS[d.level].toLowerCase()}) i ${d.of}`;

export const assessmentEvents = {
	"decision_paper.written": eventType(
		z.object({ kind: word(PAPER_KINDS), of: z.string(), edition: z.number(), fields: z.array(z.string()) }),
		(d) =>
			`skrev FöredragningsPM (${PAPER_KINDS[d.kind]}) till ${d.of}, utgåva ${d.edition}: ${d.fields.join(", ").toLowerCase()}`,
	),
	"follow_up.written": eventType(
		subject.extend({ changes: Changes }),
		(d) =>
			`skrev ${changedFields(d.changes, FOLLOW_UP)} i uppföljningen av ${FOLLOW_UP_KINDS[d.kind].toLowerCase()} ”${d.title}” i ${d.period}`,
	),
	"follow_up.completed": eventType(
		subject,
		(d) => `färdigställde uppföljningen av ${FOLLOW_UP_KINDS[d.kind].toLowerCase()} ”${d.title}” i ${d.period}`,
	),
	"delivery.added": eventType(
		z.object({ period: z.string(), what: z.string(), person: z.string(), due_on: z.string() }),
		(d) => `bad ${d.person} lämna ”${d.what}” till ${d.period} senast ${d.due_on}`,
	),
	"delivery.delivered": eventType(
		z.object({ period: z.string(), what: z.string() }),
		(d) => `lämnade ”${d.what}” till ${d.period}`,
	),
	"reminder.sent": eventType(
		z.object({ period: z.string(), person: z.string(), matters: z.number() }),
		(d) => `påminde ${d.person} om ${d.period} (${d.matters} ${d.matters === 1 ? "sak" : "saker"})`,
	),
	"seal.made": eventType(
		z.object({
			period: z.string(),
			edition: z.number(),
			reason: z.string(),
			digest: z.string(),
			key_fingerprint: z.string(),
		}),
		(d) =>
			d.edition === 1
				? `stängde ${d.period}. Innehållets kontrollsumma är ${d.digest}`
				: `stängde ${d.period} som utgåva ${d.edition} (${d.reason}). Innehållets kontrollsumma är ${d.digest}`,
	),
	"seal.correction_opened": eventType(
		z.object({ period: z.string(), reason: z.string() }),
		(d) => `öppnade ${d.period} för rättelse: ${d.reason}`,
	),
	"assessment.started": eventType(assessed, (d) => `påbörjade ${about(d)}`),
	"assessment.written": eventType(
		assessed.extend({ requirement: word(ASSESSED), grade: word(GRADES), changes: Changes }),
		(d) => `bedömde ${ASSESSED[d.requirement].toLowerCase()} som ${GRADES[d.grade].toLowerCase()} i ${about(d)}`,
	),
	"assessment.submitted": eventType(assessed, (d) => `lämnade ${about(d)} för godkännande`),
	"assessment.returned": eventType(
		assessed.extend({ reason: z.string() }),
		(d) => `återlämnade ${about(d)}: ${d.reason}`,
	),
	"assessment.approved": eventType(
		assessed.extend({ grade: word(GRADES), early_reason: z.string().optional() }),
		(d) => `godkände ${about(d)}: ${GRADES[d.grade].toLowerCase()}${early(d)}`,
	),
	"assessment.decided": eventType(
		assessed.extend({
			decided_on: z.string(),
			paragraph: z.string(),
			registry_no: z.string(),
			early_reason: z.string().optional(),
		}),
		(d) => `registrerade beslutet om ${about(d)}: ${d.decided_on}, § ${d.paragraph}, ${d.registry_no}${early(d)}`,
	),
	"assessment.reopened": eventType(assessed, (d) => `öppnade ${about(d)} för rättelse`),
	"governance.added": eventType(
		z.object({ kind: word(GOVERNANCE_KINDS), title: z.string(), year: z.number() }),
		(d) => `lade till ${GOVERNANCE_KINDS[d.kind].toLowerCase()} ”${d.title}” för ${d.year}`,
	),
	"governance.edited": eventType(
		z.object({ title: z.string(), year: z.number(), changes: Changes }),
		(d) => `ändrade ”${d.title}” i styrningen för ${d.year}`,
	),
	"governance.reported": eventType(
		z.object({ period: z.string(), title: z.string(), status: word(GOVERNANCE_STATUSES).nullable(), changes: Changes }),
		(d) =>
			d.status === null
				? `rapporterade ”${d.title}” i ${d.period}`
				: `rapporterade ”${d.title}” som ${GOVERNANCE_STATUSES[d.status].toLowerCase()} i ${d.period}`,
	),
	"governance.counted": eventType(
		z.object({ period: z.string(), title: z.string(), changes: Changes }),
		(d) => `skrev tal för ”${d.title}” i ${d.period}`,
	),
	"governance.numbers_written": eventType(
		z.object({
			period: z.string(),
			rows: z.number(),
			file: z.object({ file_name: z.string(), sha256: z.string() }).nullable(),
		}),
		(d) =>
			d.file === null
				? `skrev in tal på ${d.rows} rader av styrningen i ${d.period}`
				: `läste in tal på ${d.rows} rader av styrningen i ${d.period} ur ${d.file.file_name} (SHA-256 ${d.file.sha256})`,
	),
	"dialogue.written": eventType(
		z.object({ period: z.string(), held_on: z.string(), changes: Changes }),
		(d) => `antecknade verksamhetsdialogen ${d.held_on} inför ${d.period}`,
	),
	"dialogue.agreed": eventType(
		z.object({ period: z.string(), text: z.string() }),
		(d) => `skrev in överenskommelsen ”${d.text}” i verksamhetsdialogen inför ${d.period}`,
	),
	"dialogue.settled": eventType(
		z.object({ period: z.string(), text: z.string(), outcome: z.string() }),
		(d) => `markerade överenskommelsen ”${d.text}” som klar: ${d.outcome}`,
	),
};
