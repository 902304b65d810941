import { z } from "zod";
import { MONEY_METHODS } from "../../../../db/schema/checks/own-forms/hired-staff.ts";
import { date, integer, kronor, MOST_KR, oneOf, requiredText } from "../../../ground/write/fields.ts";
import { CONFIDENCES } from "../../sample-plans/schema.ts";

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
