import { z } from "zod";
import { WRITTEN_IN } from "../../../db/schema/report/governance-numbers.ts";
import { COMPARISONS, GOVERNANCE_KINDS, GOVERNANCE_STATUSES } from "../../../db/schema/report/words.ts";
import { date, integer, line, oneOf, optional, reference, text, version } from "../../ground/write/fields.ts";
import { readNumber } from "./numbers.ts";

/** A number with at most two decimals, kept in hundredths; none when empty. */
function hundredths() {
	return optional(
		line(40).transform((typed, issues) => {
			const reading = readNumber(typed, "");
			if ("value" in reading) return reading.value;
			issues.addIssue({ code: "custom", message: reading.reason });
			return z.NEVER;
		}),
	);
}

const Item = z.object({
	number: text(20),
	title: line(300),
	details: text(2000),
	parent_id: optional(reference()),
	same_as_id: optional(reference()),
	chapter: text(80),
	source: text(120),
	org_unit_id: optional(reference()),
	receiver: text(400),
	report_back_to: text(120),
	report_back_on: optional(date()),
	unit: text(60),
	comparison: optional(oneOf(COMPARISONS)),
	target: hundredths(),
	target_upper: hundredths(),
	baseline: hundredths(),
	baseline_year: optional(integer(1990, 2100)),
	signed: optional(z.literal("yes")),
	owner_id: optional(reference()),
});

export const AddGovernanceItem = Item.extend({ kind: oneOf(GOVERNANCE_KINDS) });
export type AddGovernanceItem = z.output<typeof AddGovernanceItem>;

export const EditGovernanceItem = Item.extend({ version });
export type EditGovernanceItem = z.output<typeof EditGovernanceItem>;

/** `version` 0: nothing had been reported when the form was opened. `outcome` is an indicator's, `reported_back_on` an assignment's. */
export const ReportGovernance = z.object({
	status: optional(oneOf(GOVERNANCE_STATUSES)),
	comment: text(),
	outcome_ore: hundredths(),
	reported_back_on: optional(date()),
	version: integer(0, 1_000_000_000),
});
export type ReportGovernance = z.output<typeof ReportGovernance>;

/** The economy as a table: a field per row and number, named after both. They are read against their rows, by `typedNumbers`. */
export const WriteEconomy = z.looseObject({ version: integer(0, 1_000_000_000) });
export type WriteEconomy = z.output<typeof WriteEconomy>;

/** A file of numbers, and what its amounts are written in. */
export const UploadNumbers = z.object({ written: oneOf(WRITTEN_IN) });
export type UploadNumbers = z.output<typeof UploadNumbers>;
