import { z } from "zod";
import { MEASURE_STATUSES } from "../../../../db/schema/vocabulary.ts";
import { Changes, changedFields } from "./changes.ts";
import { eventType } from "./event-type.ts";

/**
 * What is answered, stated and agreed belongs to the line chain; the log has other readers too. These facts therefore say that it
 * happened, by whom and when, and carry fingerprints that prove the content, never the content.
 */
const year = z.object({ year: z.number() });
const review = year.extend({ unit: z.string() });
const unit = z.object({ unit: z.string() });
const status = z.enum(Object.keys(MEASURE_STATUSES) as [keyof typeof MEASURE_STATUSES]);
/** What proves the content that the event does not tell: see `sam-prints.ts`. */
const proven = z.object({ sha256: z.string() });
const named = (d: { unit: string; year: number }) => `SAM-uppföljningen ${d.year} för ${d.unit}`;
const FIELDS: Record<string, string> = {
	population_on: "dag för populationen",
	opens_on: "öppnar",
	remind_on: "påminnelse",
	closes_on: "sista dag",
	allows_late: "sena svar",
	set_id: "frågor",
};

export const samEvents = {
	"sam.questions_edited": eventType(
		z.object({ edition: z.number(), questions: z.number(), reason: z.string() }),
		(d) => `fastställde utgåva ${d.edition} av SAM-frågorna (${d.questions} frågor): ${d.reason}`,
	),
	"sam.round_added": eventType(year, (d) => `förberedde SAM-omgången ${d.year}`),
	"sam.round_edited": eventType(
		year.extend({ changes: Changes }),
		(d) => `ändrade ${changedFields(d.changes, FIELDS)} för SAM-omgången ${d.year}`,
	),
	"sam.round_opened": eventType(
		year.extend({ units: z.number(), vacant: z.number() }),
		(d) => `öppnade SAM-omgången ${d.year} för ${d.units} enheter${d.vacant ? `, varav ${d.vacant} utan chef` : ""}`,
	),
	"sam.round_closed": eventType(year, (d) => `avslutade SAM-omgången ${d.year}`),
	"sam.population_updated": eventType(
		year.extend({ added: z.number(), ended: z.number(), moved: z.number(), changed: z.number() }),
		(d) =>
			`uppdaterade populationen för SAM-omgången ${d.year}: ${d.added} nya, ${d.ended} upphörda, ${d.moved} flyttade, ${d.changed} med ny chef eller nytt namn`,
	),
	"sam_review.added": eventType(review.extend({ manager: z.string() }), (d) =>
		d.manager ? `lade ${named(d)} hos ${d.manager}` : `lade till ${named(d)}, som saknar chef`,
	),
	"sam_review.ended": eventType(review.extend({ note: z.string() }), (d) => `avslutade ${named(d)}: ${d.note}`),
	"sam_review.moved": eventType(
		review.extend({ changes: Changes }),
		(d) =>
			`följde ändringen i organisationen för ${named(d)}: ${changedFields(d.changes, { parent_id: "överordnad enhet", manager_name: "chef", unit_name: "namn", unit_kind: "nivå", state: "läge" })}`,
	),
	"sam_review.answered": eventType(
		review.extend({
			answers: z.array(z.object({ position: z.number(), version: z.number(), sha256: z.string() })),
			actions: z.array(z.object({ position: z.number(), sha256: z.string() })),
			participation: z.boolean(),
			copied_from: z.string().nullable(),
		}),
		(d) => {
			const parts = [
				d.answers.length ? `svarade på fråga ${d.answers.map((one) => one.position).join(", ")}` : "",
				d.actions.length ? `skrev åtgärd till fråga ${d.actions.map((one) => one.position).join(", ")}` : "",
				d.participation ? "skrev vilka som deltog" : "",
			].filter(Boolean);
			return `${parts.join(" och ")} i ${named(d)}${d.copied_from ? `, kopierat från ${d.copied_from}` : ""}`;
		},
	),
	"sam_review.signed": eventType(
		review.extend({ late: z.boolean(), sha256: z.string() }),
		(d) => `signerade ${named(d)}${d.late ? " (sen)" : ""}`,
	),
	"sam_review.reopened": eventType(review, (d) => `öppnade ${named(d)} igen: signaturerna gäller inte längre`),
	"sam_review.stated": eventType(review.extend(proven.shape), (d) => `lämnade skyddsombudets besked om ${named(d)}`),
	"sam_review.reconciled": eventType(review.extend(proven.shape), (d) => `stämde av ${named(d)}`),
	"sam_return.raised": eventType(
		unit.extend(proven.shape),
		(d) => `tog upp en fråga om fördelade uppgifter vid ${d.unit}`,
	),
	"sam_return.acknowledged": eventType(
		unit.extend(proven.shape),
		(d) => `kvitterade en fråga om fördelade uppgifter vid ${d.unit}`,
	),
	"sam_return.replaced": eventType(
		unit.extend(proven.shape),
		(d) => `avgjorde en fråga om fördelade uppgifter vid ${d.unit}`,
	),
	"sam_action.reported": eventType(
		unit.extend({ status }),
		(d) => `rapporterade en SAM-åtgärd vid ${d.unit} som ${MEASURE_STATUSES[d.status]}`,
	),
	"sam_action.followed": eventType(
		unit.extend({ status }),
		(d) => `ändrade ett svar vid ${d.unit}, så att dess SAM-åtgärd är ${MEASURE_STATUSES[d.status]}`,
	),
	"sam_allocation.made": eventType(
		unit.extend({
			...proven.shape,
			manager: z.string(),
			tasks: z.number(),
			on: z.string(),
			registry_no: z.string(),
		}),
		(d) =>
			`fördelade ${d.tasks} arbetsmiljöuppgifter vid ${d.unit} till ${d.manager} den ${d.on}${d.registry_no ? ` (${d.registry_no})` : ""}`,
	),
	"sam_allocation.acknowledged": eventType(
		unit,
		(d) => `kvitterade fördelningen av arbetsmiljöuppgifter vid ${d.unit}`,
	),
	"sam_allocation.ended": eventType(
		unit.extend({ manager: z.string(), note: z.string() }),
		(d) => `avslutade fördelningen till ${d.manager} vid ${d.unit}: ${d.note}`,
	),
};
