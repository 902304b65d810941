import { z } from "zod";
import { FrozenTerms } from "../../write/frozen-terms.ts";
import { eventType } from "./event-type.ts";

/** What the freeze decided, as the log says it in one line. */
function termsInWords(terms: FrozenTerms): string {
	const { confidence_permille, sizes, money, looks, public_source, early_reason } = terms;
	const n = money ? money.points : sizes.reduce((sum, one) => sum + one.n, 0);
	return [
		`Bestämt vid frysningen: ${n} ska dras, säkerhet ${String(confidence_permille / 10).replace(".", ",")} %`,
		...(looks === 2 ? ["två steg"] : []),
		public_source ? `offentligt värde från ${public_source.name} ${public_source.day}` : "inget offentligt värde",
		...(early_reason === null ? [] : [`fryst innan perioden var slut: ${early_reason}`]),
	].join(", ");
}

export const populationEvents = {
	"source.named": eventType(
		z.object({ name: z.string() }),
		(d) => `namngav källan ${d.name}, som inköpsfiler kommer från`,
	),
	"mapping.remembered": eventType(
		z.object({ heading: z.string(), field: z.string(), source: z.string() }),
		(d) => `kopplade kolumnrubriken ”${d.heading}” till ${d.field} för källan ${d.source}`,
	),
	"unit_code.placed": eventType(
		z.object({ pattern: z.string(), unit: z.string().nullable(), valid_from: z.string() }),
		(d) =>
			d.unit === null
				? `lät ekonomisystemets kod ”${d.pattern}” inte betyda någon enhet från ${d.valid_from}`
				: `placerade ekonomisystemets kod ”${d.pattern}” på ${d.unit} från ${d.valid_from}`,
	),
	"frame_rule.decided": eventType(
		z.object({ what: z.string(), effect: z.string(), valid_from: z.string(), reason: z.string() }),
		(d) => `beslutade att ${d.what} ${d.effect} i populationen från ${d.valid_from}. Skäl: ${d.reason}`,
	),
	"purchases.imported": eventType(
		z.object({
			file_name: z.string(),
			period_key: z.string(),
			sha256: z.string(),
			rows: z.number(),
			refused: z.number(),
			sum_ore: z.number(),
			/** The named source whose kept mapping it was read with. */
			source: z.string().optional(),
			/** The file has no dates: every row belongs to the period. */
			undated: z.boolean().optional(),
			/** Letters were damaged, and the file was taken as it is. */
			damaged: z.boolean().optional(),
			/** What was said of the file by hand: heading row, delimiter, encoding, sheet. */
			read_as: z.string().optional(),
			/** Codes that were placed on a unit for this file alone. */
			placed: z.string().optional(),
		}),
		(d) =>
			[
				`läste in inköpsfilen ${d.file_name} för ${d.period_key}: ${d.rows} rader, ${d.refused} avvisade, SHA-256 ${d.sha256}`,
				...(d.source ? [`läst som källan ${d.source}`] : []),
				...(d.undated ? ["filen saknar datum och alla rader hör till perioden"] : []),
				...(d.damaged ? ["bokstäver i filen är skadade och lästes in så"] : []),
				...(d.read_as ? [`läst med ${d.read_as}`] : []),
				...(d.placed ? [`placerat för denna fil: ${d.placed}`] : []),
			].join("; "),
	),
	"purchases.cancelled": eventType(
		z.object({ file_name: z.string(), period_key: z.string() }),
		(d) => `avbröt inläsningen av ${d.file_name} för ${d.period_key}; ingenting av filen sparades`,
	),
	"population.frozen": eventType(
		z.object({
			draw_id: z.string(),
			n: z.number(),
			sum_ore: z.number(),
			digest: z.string(),
			file_sha256: z.string(),
			strata: z.array(z.object({ unit: z.string(), n: z.number(), sum_ore: z.number() })),
			/** The word for the counted items, when they are not purchases. */
			noun: z.string().optional(),
			/** The checklist edition, and everything else that was decided at the freeze. */
			checklist_id: z.string().nullable().optional(),
			terms: FrozenTerms.optional(),
		}),
		(d) =>
			`frös populationen ${d.draw_id}: ${d.n} ${d.noun ?? "inköp"} i ${d.strata.length} enheter, kontrollsumma ${d.digest}${d.terms ? `. ${termsInWords(d.terms)}` : ""}`,
	),
	"population.corrected": eventType(
		z.object({
			file_name: z.string(),
			reason: z.string(),
			added: z.number(),
			removed: z.number(),
			changed: z.number(),
			/** The draw of the population that replaced it; null when the sample was drawn and the frame stands. */
			successor: z.string().nullable(),
			/** How many left the frame, and the source system's totals that vouched for it; null where each had a reason. */
			leaving: z.number().optional(),
			control_rows: z.number().nullable().optional(),
			control_sum: z.string().nullable().optional(),
		}),
		(d) =>
			`läste in den rättade filen ${d.file_name}: ${d.added} inköp tillkom, ${d.removed} togs bort och ${d.changed} ändrades. ${d.successor ? `Populationen ersattes av ${d.successor}` : "Stickprovet är draget och populationen står fast"}. Skäl: ${d.reason}${d.leaving ? `. ${d.leaving} lämnade populationen, ${typeof d.control_rows === "number" ? "med ekonomisystemets kontrollsummor" : "vart och ett med skäl"}` : ""}`,
	),
	"population.unit_doubted": eventType(
		z.object({ item_key: z.string(), unit: z.string(), says: z.string(), note: z.string() }),
		(d) => `ifrågasatte enheten i filen: ${d.item_key} står på ${d.unit} men sägs höra till ${d.says}. ${d.note}`,
	),
	"draw.planned": eventType(
		z.object({ draw_id: z.string(), commitment: z.string(), reason: z.string() }),
		(d) => `planerade dragningen ${d.draw_id} med åtagandet ${d.commitment}${d.reason ? `: ${d.reason}` : ""}`,
	),
	"sample.drawn": eventType(
		z.object({
			draw_id: z.string(),
			secret: z.string(),
			public_value: z.string().nullable(),
			drawn: z.number(),
			population: z.number(),
			strata: z.number(),
			/** Only for a draw in proportion to the amount. */
			money: z
				.object({
					method: z.enum(["interval", "cell"]),
					n: z.number(),
					interval: z.string().nullable(),
					top: z.number(),
					credits: z.number(),
				})
				.optional(),
		}),
		(d) =>
			d.money
				? `drog ${d.drawn} av ${d.population} fakturor efter belopp i ${d.strata} enheter (${d.draw_id}): ${d.money.top} i toppskiktet, intervallet ${d.money.interval ?? "–"} öre, ${d.money.credits} kreditfakturor utanför dragningen; hemligheten är ${d.secret}`
				: `drog ${d.drawn} av ${d.population} inköp i ${d.strata} enheter (${d.draw_id}); hemligheten är ${d.secret}`,
	),
};
