import { z } from "zod";
import { LIMIT_COUNTS } from "../../../db/schema/checks/populations.ts";
import { UNIT_BASES, VAT_BASES } from "../../../db/schema/vocabulary.ts";
import { CODE_CHOICES, PASSWORD_CHOICES } from "../../../db/schema/office/settings.ts";
import { addressFault } from "../../ground/reading/invoice-address.ts";
import { date, integer, line, oneOf, optional, requiredText, text } from "../../ground/write/fields.ts";

/** The purchase limit as the form gives it: whole kronor. */
export const DecidePurchaseLimit = z.object({
	limit_kr: integer(1, 1_000_000),
	unit_basis: oneOf(UNIT_BASES),
	vat_basis: oneOf(VAT_BASES),
	counted: oneOf(LIMIT_COUNTS).default("whole"),
	valid_from: date(),
});
export type DecidePurchaseLimit = z.infer<typeof DecidePurchaseLimit>;

/** The law's limits for direct awards, in whole kronor. */
export const DecideLegalLimits = z.object({
	documentation_kr: integer(1, 100_000_000),
	goods_services_kr: integer(1, 100_000_000),
	social_special_kr: optional(integer(1, 100_000_000)),
	valid_from: date(),
});
export type DecideLegalLimits = z.infer<typeof DecideLegalLimits>;

/** The region's routine for SAM: no law says how many days. */
export const DecideSamRoutine = z.object({ acknowledge_days: integer(1, 90), valid_from: date() });
export type DecideSamRoutine = z.infer<typeof DecideSamRoutine>;

/** When in the year the units are asked for risks. */
export const DecideRiskInventory = z
	.object({ first_month: integer(1, 12), last_month: integer(1, 12), valid_from: date() })
	.refine(({ first_month, last_month }) => first_month <= last_month, {
		path: ["last_month"],
		error: "Välj samma månad eller en senare.",
	});

/** When people are reminded by e-mail, in working days. */
export const DecideNoticeRoutine = z.object({
	days_before: integer(0, 20),
	escalate_days: integer(1, 60),
	valid_from: date(),
});

/** Where an invoice stands in the economy system. Without a pattern there is no link. */
export const DecideInvoiceLink = z.object({
	pattern: text(500).superRefine((pattern, refinement) => {
		const fault = addressFault(pattern);
		if (fault !== null) refinement.addIssue({ code: "custom", message: fault });
	}),
	valid_from: date(),
});
export type DecideInvoiceLink = z.infer<typeof DecideInvoiceLink>;

/** What readers are told of the service. A region that registers it says all of it. */
export const DecideInformation = z.object({
	accessibility_supervisor: line(200),
	controller: line(200),
	data_protection_contact: line(300),
	legal_basis: requiredText(1000),
	storage_time: requiredText(1000),
	complaints_to: line(200),
	valid_from: date(),
});
export type DecideInformation = z.infer<typeof DecideInformation>;

/** Whether passwords may be used at all. */
export const DecidePasswords = z.object({ passwords: oneOf(PASSWORD_CHOICES), valid_from: date() });
export type DecidePasswords = z.infer<typeof DecidePasswords>;

/** Whether the roles that administer and decide need a second factor. */
export const DecideCodes = z.object({ codes: oneOf(CODE_CHOICES), valid_from: date() });
export type DecideCodes = z.infer<typeof DecideCodes>;
