/** Why a drawn item may lie outside the target population. A missing document is offered so that the refusal can explain it. */
export const REPLACEMENT_REASONS = {
	other_unit: "Inköpet hör till en annan enhet",
	not_purchase: "Posten är inget inköp, till exempel en intern överföring",
	above_limit: "Inköpet är över beloppsgränsen",
	missing_document: "Underlag saknas",
} as const;
