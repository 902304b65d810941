import { Readable } from "node:stream";
import type { Item, Question } from "../../db/queries/checks/samples.ts";
import type { Run } from "../../db/queries/checks/runs.ts";
import { drawSample } from "../checks/draws/draw-sample.ts";
import { checkInvoice } from "../checks/samples/check-invoice.ts";
import { decideMoneyPlan } from "../checks/own-forms/hired-staff/decide-money-plan.ts";
import { importPurchases } from "../checks/populations/import/import-purchases.ts";
import { answerItem } from "../checks/samples/answer-item.ts";
import type { AnswerInput } from "../checks/samples/schema.ts";
import type { Context } from "../ground/write/context.ts";
import type { DemoOrganisation, DemoUnit } from "./demo-organisation.ts";
import type { Random } from "./region-random.ts";

export const HIRED_STAFF = "inhyrd-personal";
const FILE_BYTES = 1_000_000;

const SUPPLIERS: [name: string, orgNo: string, agreement: string][] = [
	["Läkarpoolen Norden AB", "556000-2001", "RAM-2023-11"],
	["Vårdbemanning Mälardalen AB", "556000-2002", "RAM-2023-11"],
	["Sjuksköterskeuthyrning Väst AB", "556000-2003", "RAM-2023-14"],
];
/** Per hour, in öre. */
const RATES: [category: string, rate: number][] = [
	["Specialist i allmänmedicin", 142_000],
	["Sjuksköterska", 68_500],
	["Distriktssköterska", 74_000],
];

/** Primary care hires staff. */
export const hiresStaff = (unit: DemoUnit): boolean => unit.name.startsWith("Vårdcentralen");

/** At most five percent wrong of some 36 million a year, from the demo's first month. */
export async function decideDemoMoneyPlan(controller: Context, controlId: string, valid_from: string): Promise<void> {
	await decideMoneyPlan(controller, controlId, {
		confidence_permille: 950,
		tolerable_ore: 180_000_000,
		year_ore: 3_600_000_000,
		expected_errors: 0,
		method: "interval",
		valid_from,
		reason: "Risken bedöms som medel. Fem procent av årets kostnad får vara fel utan att kontrollen brister.",
	});
}

/** The month's invoices of hired staff: read in, frozen and drawn by amount. */
export async function importDemoInvoices(
	controller: Context,
	random: Random,
	organisation: DemoOrganisation,
	{ control_id, month }: { control_id: string; month: string },
): Promise<void> {
	const units = organisation.units.filter(hiresStaff);
	const rows = units.flatMap((unit, n) => Array.from({ length: 9 }, (_, i) => row(random, unit, n * 20 + i, month)));
	const head =
		"Verifikationsnr;Enhetskod;Leverantör;Org.nr;Fakturanr;Bokföringsdatum;Konto;Kontotext;Nettobelopp;Beställare;Mottagare;Beslutsattestant;Avtalsnr;Text";
	const file = await controller.files.putTemp(Readable.from([`${[head, ...rows].join("\r\n")}\r\n`]), FILE_BYTES);
	const { population_id } = await importPurchases(controller, {
		control_id,
		period_key: month,
		unit_id: null,
		path: file.path,
		file_name: `inhyrd-personal-${month}.csv`,
		accept_refused: false,
	});
	await drawSample(controller, population_id, { public_value: null });
}

/**
 * The number of the one invoice each month that covers several doctors. It is larger than the interval and is therefore always
 * drawn.
 */
const WHOLE_MONTH = 47;

/** Every twentieth invoice is a credit. */
function hoursOf(random: Random, n: number): number {
	if (n % 20 === 8) return -8;
	return n === WHOLE_MONTH ? 480 : 16 + random.below(145);
}

function row(random: Random, unit: DemoUnit, n: number, month: string): string {
	const [supplier, orgNo, agreement] = random.pick(SUPPLIERS);
	const whole = n === WHOLE_MONTH;
	const [category, rate] = whole ? RATES[0]! : random.pick(RATES);
	const hours = hoursOf(random, n);
	const ore = hours * rate;
	return [
		`H${month.slice(2, 4)}${month.slice(5)}${String(1_000 + n)}`,
		unit.code,
		supplier,
		orgNo,
		String(70_000 + random.below(9_000)),
		`${month}-${String(1 + random.below(28)).padStart(2, "0")}`,
		"4530",
		"Inhyrd personal",
		`${ore < 0 ? "-" : ""}${Math.abs(ore / 100)},00`,
		"Bemanningsenheten",
		"Bemanningsenheten",
		unit.attestant ?? unit.manager.name,
		agreement,
		`${category}, ${Math.abs(hours)} timmar`,
	].join(";");
}

/** Checks one drawn invoice. Now and then more hours are paid for than both sides have certified. */
export async function checkDemoInvoice(
	performer: Context,
	random: Random,
	{ run, item, questions }: { run: Run; item: Item; questions: readonly Question[] },
): Promise<void> {
	const today = performer.clock().toISOString().slice(0, 10);
	const [category] = item.text.split(",");
	const rate_ore = RATES.find(([name]) => name === category)?.[1] ?? 68_500;
	const hours_invoiced = Math.round((item.amount_ore * 100) / rate_ore);
	const fault = random.below(9) === 0;
	const certified = fault ? hours_invoiced - 400 : hours_invoiced;
	await checkInvoice(performer, item.id, {
		hours_invoiced,
		hours_unit: certified,
		unit_by: `Enhetschefen, ${run.unit_name}`,
		unit_on: item.booking_date > today ? today : item.booking_date,
		hours_supplier: hours_invoiced,
		supplier_by: `Konsultchefen, ${item.supplier_name}`,
		supplier_on: item.booking_date > today ? today : item.booking_date,
		rate_ore,
		audited_ore: fault ? item.amount_ore - 4 * rate_ore : item.amount_ore,
		note: "",
		skal: "",
		sett: 0,
	});
	const answers = questions.map(({ position }): AnswerInput => {
		const right = {
			position,
			answer: "yes",
			comment: "",
			severity: null,
			cause_code: null,
			direct_fix: "",
			seen: 0,
		} as const;
		if (!fault || position !== HOURS_AGREE) return right;
		const comment = "Fyra timmar mer är fakturerade än vad verksamheten har intygat.";
		return {
			...right,
			answer: "no",
			comment,
			severity: "minor",
			direct_fix: "Kreditfaktura är begärd av leverantören.",
		};
	});
	await answerItem(performer, item.id, { answers, reason: "" });
}

/** "Är de fakturerade timmarna desamma som de intygade?" */
const HOURS_AGREE = 6;
