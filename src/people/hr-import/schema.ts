import { z } from "zod";
import { ROLES, type Role, UNIT_KINDS, type UnitKind } from "../../../db/schema/vocabulary.ts";
import { date, line, oneOf, optional } from "../../ground/write/fields.ts";

/** A Swedish word from a file, as the register's own; case does not matter. */
function word<K extends string>(words: Record<K, string>, message: string) {
	const byWord = new Map(Object.entries<string>(words).map(([key, label]) => [label.toLowerCase(), key as K]));
	return z.string().transform((text, check): K => {
		const found = byWord.get(text.normalize("NFC").trim().toLowerCase());
		if (found) return found;
		check.addIssue({ code: "custom", message });
		return z.NEVER;
	});
}
/** Empty as null, before a schema that would refuse it. */
const orEmpty = <S extends z.ZodType>(schema: S) =>
	z.preprocess((value) => (typeof value === "string" && value.trim() === "" ? null : value), schema.nullable());

const { administrator: _never, ...FILE_ROLES } = ROLES;

export const PERSON_HEADINGS = {
	employee_no: "Anställningsnummer",
	name: "Namn",
	email: "E-post",
	unit_code: "Enhetskod",
	role: "Roll",
	ends_on: "Slutdatum",
};
export const HrPersonRow = z
	.object({
		employee_no: line(40),
		name: line(120),
		email: z.preprocess(
			(value) => (typeof value === "string" && value.trim() !== "" ? value.trim().toLowerCase() : null),
			z.email("Skriv en giltig e-postadress.").max(200).nullable(),
		),
		unit_code: optional(line(40)),
		role: orEmpty(word<Exclude<Role, "administrator">>(FILE_ROLES, "Rollen finns inte, eller ges bara för hand.")),
		ends_on: optional(date()),
	})
	.refine((row) => (row.role === null) === (row.unit_code === null), {
		path: ["role"],
		message: "En roll har en enhet, och en enhet en roll.",
	});
export type HrPersonRow = z.infer<typeof HrPersonRow>;

export const UNIT_HEADINGS = {
	code: "Kod",
	name: "Namn",
	kind: "Nivå",
	parent_code: "Överordnad kod",
	ends_on: "Slutdatum",
};
export const HrUnitRow = z.object({
	code: line(40),
	name: line(120),
	kind: word<UnitKind>(UNIT_KINDS, "Nivån finns inte."),
	parent_code: optional(line(40)),
	ends_on: optional(date()),
});
export type HrUnitRow = z.infer<typeof HrUnitRow>;

export const FILE_KINDS = { people: "Personer", units: "Enheter" } as const;
export type FileKind = keyof typeof FILE_KINDS;

export const UploadHrFile = z.object({
	kind: oneOf(FILE_KINDS),
	/** Whoever the HR system no longer has is ended. */
	complete: z.preprocess((value) => value === "1", z.boolean()),
});
export type UploadHrFile = z.infer<typeof UploadHrFile>;
