import { z } from "zod";
import { eventType } from "./event-type.ts";

export const populationEvents = {
	"mapping.remembered": eventType(
		z.object({ heading: z.string(), field: z.string() }),
		(d) => `kopplade kolumnrubriken ”${d.heading}” till ${d.field}`,
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
		}),
		(d) =>
			`frös populationen ${d.draw_id}: ${d.n} ${d.noun ?? "inköp"} i ${d.strata.length} enheter, kontrollsumma ${d.digest}`,
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
		}),
		(d) =>
			`läste in den rättade filen ${d.file_name}: ${d.added} inköp tillkom, ${d.removed} togs bort och ${d.changed} ändrades. ${d.successor ? `Populationen ersattes av ${d.successor}` : "Stickprovet är draget och populationen står fast"}. Skäl: ${d.reason}`,
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
