import { z } from "zod";
import { GOVERNANCE_KINDS, GOVERNANCE_STATUSES } from "../../../db/schema/report/words.ts";
import { integer, line, oneOf, optional, reference, text } from "../../ground/write/fields.ts";

export const AddGovernanceItem = z.object({
	kind: oneOf(GOVERNANCE_KINDS),
	number: text(20),
	title: line(300),
	details: text(2000),
	owner_id: optional(reference()),
});
export type AddGovernanceItem = z.output<typeof AddGovernanceItem>;

/** `version` 0: nothing had been reported when the form was opened. The outcome is in kronor, for economic frames alone. */
export const ReportGovernance = z.object({
	status: oneOf(GOVERNANCE_STATUSES),
	comment: text(),
	outcome: optional(integer(-1_000_000_000_000, 1_000_000_000_000)),
	version: integer(0, 1_000_000_000),
});
export type ReportGovernance = z.output<typeof ReportGovernance>;
