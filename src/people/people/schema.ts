import { z } from "zod";
import { ROLES } from "../../../db/schema/vocabulary.ts";
import { date, line, oneOf, optional, reference, version } from "../../ground/write/fields.ts";

const email = z.preprocess(
	(value) => (typeof value === "string" ? value.trim().toLowerCase() || null : (value ?? null)),
	z.email("Skriv en giltig e-postadress.").max(200).nullable(),
);

export const AddPerson = z.object({ name: line(120), email, ledger_name: optional(line(120)) });
export type AddPerson = z.infer<typeof AddPerson>;

export const EditPerson = AddPerson.extend({ version });
export type EditPerson = z.infer<typeof EditPerson>;

export const EndPerson = z.object({ version });
export type EndPerson = z.infer<typeof EndPerson>;

export const GrantRole = z
	.object({
		role: oneOf(ROLES),
		unit_id: reference(),
		valid_from: date(),
		valid_to: optional(date()),
		substitute_for: optional(reference()),
	})
	.refine((role) => role.valid_to === null || role.valid_to >= role.valid_from, {
		path: ["valid_to"],
		message: "Slutdatum ligger före startdatum.",
	})
	.refine((role) => role.substitute_for === null || role.valid_to !== null, {
		path: ["valid_to"],
		message: "En vikarie har alltid ett slutdatum.",
	});
export type GrantRole = z.infer<typeof GrantRole>;

export const EndRole = z.object({ valid_to: date(), version });
export type EndRole = z.infer<typeof EndRole>;
