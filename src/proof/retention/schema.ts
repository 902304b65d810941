import { z } from "zod";
import { RETENTION_KINDS } from "../../../db/schema/proof/retention.ts";
import { date, integer, line, oneOf, reference, requiredText, version } from "../../ground/write/fields.ts";

const decision = { decided_by: line(200), decision_no: line(100), reason: requiredText(1000) };

export const DecideRetention = z.object({
	kind: oneOf(RETENTION_KINDS),
	years: integer(1, 100),
	valid_from: date(),
	...decision,
});
export type DecideRetention = z.infer<typeof DecideRetention>;

export const Dispose = z.object({
	kind: oneOf(RETENTION_KINDS),
	/** How many files the person saw in the class: what is decided is what is disposed of. */
	files: integer(1, 1_000_000),
	decided_on: date(),
	...decision,
});
export type Dispose = z.infer<typeof Dispose>;

export const SetHold = z.object({ unit_id: reference(), reason: requiredText(1000) });
export type SetHold = z.infer<typeof SetHold>;

export const LiftHold = z.object({ version, reason: requiredText(1000) });
export type LiftHold = z.infer<typeof LiftHold>;
