import { z } from "zod";
import { ROLES } from "../../../db/schema/vocabulary.ts";
import { integer, line, oneOf, optional, reference, version } from "../../ground/write/fields.ts";

export const AddIntegration = z.object({ name: line(80), days: integer(1, 730) });
export type AddIntegration = z.infer<typeof AddIntegration>;

/** Administrators are named by administrators, one at a time: never by whoever may edit a group elsewhere. */
export const { administrator: _never, ...COUPLED_ROLES } = ROLES;

/** Role and unit, or neither: an uncoupled group gives nobody anything. */
export const CoupleGroup = z
	.object({ role: optional(oneOf(COUPLED_ROLES)), unit_id: optional(reference()), version })
	.refine((input) => (input.role === null) === (input.unit_id === null), {
		path: ["unit_id"],
		message: "Välj både roll och enhet, eller ingetdera.",
	});
export type CoupleGroup = z.infer<typeof CoupleGroup>;

/** An administrator's answer to what the directory wants. */
export const DecideProposal = z.object({ verdict: oneOf({ yes: "Ja", no: "Nej" }) });
export type DecideProposal = z.infer<typeof DecideProposal>;
