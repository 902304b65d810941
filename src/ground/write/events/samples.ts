import { z } from "zod";
import { REQUEST_OUTCOMES } from "../../../../db/schema/checks/evidence-requests.ts";
import { SWAP_DECISIONS } from "../../../../db/schema/checks/samples-swaps.ts";
import { ANSWERS, EVIDENCE_PARENTS, RUN_RESULTS, SEVERITIES } from "../../../../db/schema/vocabulary.ts";
import { DEVIATION_FIELDS, HANDLING_FIELDS } from "../../../checks/deviations/fields.ts";
import { formatDate } from "../../calendar/stockholm.ts";
import { trailWords } from "../../tables/field.ts";
import { Changes, changedFields } from "./changes.ts";
import { eventType } from "./event-type.ts";

const keys = <T extends object>(words: T) => Object.keys(words) as [keyof T & string, ...(keyof T & string)[]];
const answer = z.enum(keys(ANSWERS));
const run = z.object({ unit: z.string(), period_key: z.string() });
const numbered = z.object({ number: z.number(), title: z.string() });
const DEVIATION = { ...trailWords(DEVIATION_FIELDS), ...trailWords(HANDLING_FIELDS) };

interface ToldAnswer {
	question: string;
	answer: keyof typeof ANSWERS;
	asked?: false | undefined;
	together?: true | undefined;
	file_says?: keyof typeof ANSWERS | undefined;
	comment: string;
	before: { answer: keyof typeof ANSWERS } | null;
}

/** One answer in a sentence, with how it came about. */
function answerWords({ question, answer: given, asked, together, file_says, comment, before }: ToldAnswer): string {
	const notes = [
		...(given === "no" && comment === "" ? ["beskrivning saknas"] : []),
		...(together ? ["besvarad samlat"] : []),
		...(file_says ? [`mot filens ${ANSWERS[file_says]}`] : []),
		...(before ? [`tidigare ${ANSWERS[before.answer]}`] : []),
	];
	return `”${question}”: ${asked === false ? "frågades inte" : ANSWERS[given]}${notes.length > 0 ? ` (${notes.join(", ")})` : ""}`;
}

export const sampleEvents = {
	"item.answered": eventType(
		z.object({
			item_key: z.string(),
			answers: z.array(
				z.object({
					question: z.string(),
					answer,
					/** False: the question it depends on had not got Nej, so nobody was asked. */
					asked: z.literal(false).optional(),
					/** True: the one tap that answered what was left of the item gave this answer too. */
					together: z.literal(true).optional(),
					/** What the file says, where the person has answered against it. */
					file_says: answer.optional(),
					comment: z.string(),
					cause_code: z.string().nullable(),
					before: z.object({ answer, comment: z.string(), cause_code: z.string().nullable() }).nullable(),
				}),
			),
			/** Why an answer was corrected after the reviewer sent the run back; null before the first signature. */
			reason: z.string().nullable(),
		}),
		(d) =>
			`besvarade ${d.answers.map(answerWords).join("; ")} för ${d.item_key}${d.reason ? `. Skäl till rättelsen: ${d.reason}` : ""}`,
	),
	"item.replaced": eventType(
		z.object({ item_key: z.string(), by_key: z.string(), reason: z.string() }),
		(d) => `föreslog att ${d.item_key} byts mot reserven ${d.by_key}: ${d.reason}`,
	),
	"item.swap_decided": eventType(
		z.object({ item_key: z.string(), by_key: z.string(), decision: z.enum(keys(SWAP_DECISIONS)), note: z.string() }),
		(d) =>
			`${d.decision === "accepted" ? "godtog" : "nekade"} bytet av ${d.item_key} mot ${d.by_key}${d.note ? `: ${d.note}` : ""}`,
	),
	"run.signed": eventType(
		run.extend({ result: z.enum(keys(RUN_RESULTS)), checked: z.number(), deviations: z.number(), late: z.boolean() }),
		(d) =>
			`signerade ${d.unit} ${d.period_key}: ${d.checked} granskade, ${d.deviations === 1 ? "1 avvikelse" : `${d.deviations} avvikelser`}, ${RUN_RESULTS[d.result]}${d.late ? " (sen)" : ""}`,
	),
	"run.confirmed_empty": eventType(
		/** `population` is the number of the unit's invoices when a draw by amount took none of them. */
		run.extend({ late: z.boolean(), population: z.number().optional() }),
		(d) =>
			`bekräftade att ${d.unit} ${d.period_key} ${d.population ? `inte har någon dragen faktura av ${d.population}` : "inte har något i populationen"}${d.late ? " (sen)" : ""}`,
	),
	"run.approved": eventType(run.extend({ note: z.string() }), (d) => `godkände ${d.unit} ${d.period_key}`),
	"run.returned": eventType(
		run.extend({ reason: z.string() }),
		(d) => `återsände ${d.unit} ${d.period_key}: ${d.reason}`,
	),
	"deviation.found": eventType(
		numbered.extend({ severity: z.enum(keys(SEVERITIES)) }),
		(d) => `registrerade avvikelse ${d.number}: ${d.title} (${SEVERITIES[d.severity]})`,
	),
	"deviation.edited": eventType(
		numbered.extend({ changes: Changes }),
		(d) => `ändrade ${changedFields(d.changes, DEVIATION)} i avvikelse ${d.number}`,
	),
	"deviation.handled": eventType(
		numbered.extend({ plan: z.string() }),
		(d) => `hanterade avvikelse ${d.number}: ${d.plan}`,
	),
	"deviation.closed": eventType(
		numbered.extend({ effect_check: z.string() }),
		(d) => `avslutade avvikelse ${d.number} efter effektkontroll: ${d.effect_check}`,
	),
	"deviation.reopened": eventType(
		numbered.extend({ reason: z.string() }),
		(d) => `öppnade avvikelse ${d.number} igen: ${d.reason}`,
	),
	"deviation.withdrawn": eventType(
		numbered.extend({ reason: z.string() }),
		(d) => `återtog avvikelse ${d.number}: ${d.reason}`,
	),
	"evidence.opened": eventType(
		z.object({ file_name: z.string(), sha256: z.string() }),
		(d) => `öppnade underlaget ${d.file_name} (SHA-256 ${d.sha256})`,
	),
	"evidence.disposed": eventType(
		z.object({ file_name: z.string(), sha256: z.string(), decision_no: z.string() }),
		(d) => `gallrade ${d.file_name} enligt beslut ${d.decision_no} (SHA-256 ${d.sha256})`,
	),
	"evidence.requested": eventType(
		z.object({ number: z.number(), asked_of: z.string(), asked_of_name: z.string(), digest: z.string() }),
		(d) => `begärde underlag av ${d.asked_of_name} (begäran ${d.number})`,
	),
	"evidence.request_settled": eventType(
		z.object({
			number: z.number(),
			asked_of: z.string(),
			asked_of_name: z.string(),
			outcome: z.enum(keys(REQUEST_OUTCOMES)),
			file_name: z.string().nullable(),
			/** Of what was said with it. */
			digest: z.string(),
		}),
		(d) => {
			if (d.outcome === "withdrawn") return `tog tillbaka begäran ${d.number} till ${d.asked_of_name}`;
			const how = d.outcome === "sent" ? `med ${d.file_name}` : "att det inte finns något att skicka";
			return `svarade på begäran ${d.number} om underlag ${how}`;
		},
	),
	"evidence.added": eventType(
		z.object({
			parent: z.enum(keys(EVIDENCE_PARENTS)),
			file_name: z.string(),
			sha256: z.string(),
			bytes: z.number(),
			edition: z.number(),
			/** The day it is about. */
			about_on: z.string(),
			/** True when the run that the evidence belongs to had already been signed. */
			late: z.boolean(),
		}),
		(d) =>
			`lade till underlaget ${d.file_name} (utgåva ${d.edition}, ${d.bytes} byte, SHA-256 ${d.sha256}), gäller ${formatDate(d.about_on)}${d.late ? " efter signeringen (sen)" : ""}`,
	),
};
