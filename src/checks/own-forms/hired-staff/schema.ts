import { z } from "zod";
import { MONEY_METHODS } from "../../../../db/schema/checks/own-forms/hired-staff.ts";
import { readAmount } from "../../../ground/reading/amount.ts";
import { CONFIDENCES } from "../../sample-plans/schema.ts";
import { date, integer, line, oneOf, optional, requiredText, text } from "../../../ground/write/fields.ts";

const HOURS = /^(\d{1,4})(?:[.,](\d{1,2}))?( ?(h|tim|timmar))?$/;

/** Hours with at most two decimals, kept in hundredths. */
function hours() {
	return line(20)
		.refine((typed) => HOURS.test(typed), "Skriv timmar med högst två decimaler, till exempel 152 eller 37,5.")
		.transform((typed) => {
			const [, whole, decimals = ""] = HOURS.exec(typed)!;
			return Number(whole) * 100 + Number(decimals.padEnd(2, "0"));
		});
}

/** An amount in kronor, kept in öre, within limits in kronor. */
function kronor(least: number, most: number, refusal: string) {
	return line(40).transform((typed, issues) => {
		const reading = readAmount(typed, ",");
		if (reading.kind === "amount" && reading.ore >= least * 100 && reading.ore <= most * 100) return reading.ore;
		const message = reading.kind === "amount" ? refusal : "Skriv beloppet i kronor, till exempel 97 280,50.";
		issues.addIssue({ code: "custom", message });
		return z.NEVER;
	});
}

const MOST_KR = 1_000_000_000;

/** What is filled in about one invoice; everything may be left for later. */
export const CheckInvoice = z.object({
	hours_invoiced: optional(hours()),
	hours_unit: optional(hours()),
	unit_by: text(100),
	unit_on: optional(date()),
	hours_supplier: optional(hours()),
	supplier_by: text(100),
	supplier_on: optional(date()),
	rate_ore: optional(kronor(1, 20_000, "Timpriset ska vara mellan 1 och 20 000 kronor.")),
	audited_ore: optional(
		kronor(
			0,
			MOST_KR,
			"Rätt belopp kan inte vara mindre än 0: felet är högst hela fakturan. Skriv 0 om inget skulle ha betalats.",
		),
	),
	note: text(2000),
	/** Why a figure is changed after the reviewer sent the run back. */
	skal: text(2000),
	/** The version when the page was shown; 0 when there was none. */
	sett: optional(integer(0, 1_000_000)),
});
export type CheckInvoiceInput = z.output<typeof CheckInvoice>;

const POSITIVE = "Ange ett belopp större än 0.";

const terms = {
	sakerhet: oneOf(CONFIDENCES),
	godtagbart: kronor(1, MOST_KR, POSITIVE),
	arsbelopp: kronor(1, MOST_KR * 100, POSITIVE),
	vantade: integer(0, 20),
	metod: oneOf(MONEY_METHODS),
};

interface TypedTerms {
	sakerhet: string;
	godtagbart: number;
	arsbelopp: number;
	vantade: number;
	metod: keyof typeof MONEY_METHODS;
}

function termsOf(form: TypedTerms) {
	return {
		confidence_permille: Number(form.sakerhet),
		tolerable_ore: form.godtagbart,
		year_ore: form.arsbelopp,
		expected_errors: form.vantade,
		method: form.metod,
	};
}

const isPart = { path: ["godtagbart"], error: "Det godtagbara felet ska vara mindre än hälften av årets belopp." };
const isPossible = (form: TypedTerms) => form.godtagbart * 2 <= form.arsbelopp;
/** A finer interval than this would draw nearly everything: then everything may as well be examined. */
const isFew = {
	path: ["godtagbart"],
	error: "Så litet fel kräver fler än 5 000 dragna kronor. Ange ett större belopp.",
};
const isDrawable = (form: TypedTerms) => form.godtagbart * 1_000 >= form.arsbelopp;

export const MoneyTermsForm = z.object(terms).refine(isPossible, isPart).refine(isDrawable, isFew).transform(termsOf);

export const DecideMoneyPlan = z
	.object({ ...terms, valid_from: date(), reason: requiredText(1000) })
	.refine(isPossible, isPart)
	.refine(isDrawable, isFew)
	.transform((form) => ({ ...termsOf(form), valid_from: form.valid_from, reason: form.reason }));
export type DecideMoneyPlanInput = z.output<typeof DecideMoneyPlan>;
