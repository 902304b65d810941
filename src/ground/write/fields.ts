import { z } from "zod";
import { readAmount } from "../reading/amount.ts";
import { MISSING } from "../../../db/schema/missing.ts";

/** The forms' field types: what arrives is text, empty means "not given", and every text has a cap (T47). */

const tidy = (value: unknown) =>
	typeof value === "string" ? value.normalize("NFC").replace(/\r\n?/g, "\n").trim() : value;
const emptyAsMissing = (value: unknown) => (tidy(value) === "" ? undefined : tidy(value));
/** Control characters other than tab and line break, and the marks that turn the direction of text. */
const HIDDEN = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/u;
const clean = (max: number) =>
	z
		.string()
		.max(max)
		.refine((text) => !HIDDEN.test(text), "Texten innehåller dolda styrtecken.");

/** One required line of text. */
export function line(max = 200) {
	return z.preprocess(
		emptyAsMissing,
		clean(max).refine((text) => !text.includes("\n"), "Skriv på en rad."),
	);
}

/** Free text that may be left empty (then ""). */
export function text(max = 4000) {
	return z.preprocess((value) => tidy(value) ?? "", clean(max));
}

/** Free text that must say something. */
export function requiredText(max = 4000) {
	return z.preprocess(emptyAsMissing, clean(max));
}

/** A whole number within limits. */
export function integer(min: number, max: number) {
	return z.preprocess(
		(value) => (typeof value === "string" && /^-?\d{1,15}$/.test(value.trim()) ? Number(value) : emptyAsMissing(value)),
		z
			.number({ error: (issue) => (issue.input === undefined ? MISSING : "Skriv ett heltal.") })
			.int("Skriv ett heltal.")
			.min(min)
			.max(max),
	);
}

/** A calendar date, YYYY-MM-DD, that exists. */
export function date() {
	return z.preprocess(
		emptyAsMissing,
		z.iso.date({
			error: (issue) => (issue.input === undefined ? MISSING : "Ange ett datum som finns, på formen ÅÅÅÅ-MM-DD."),
		}),
	);
}

/** One word of a vocabulary. */
export function oneOf<T extends object>(words: T) {
	return z.preprocess(emptyAsMissing, z.enum(Object.keys(words) as [keyof T & string, ...(keyof T & string)[]]));
}

/** A field that may come several times: none, one alone or a list. */
const asList = (value: unknown): unknown[] => (value === undefined ? [] : [value].flat());

/** At most `max` values of a field that comes once a row of the form. */
export function listOf<S extends z.ZodType>(schema: S, max: number) {
	return z.preprocess(asList, z.array(schema).max(max));
}

/** Several words of a vocabulary, at least `min`. A single checked box arrives as a string. */
export function manyOf<T extends object>(words: T, min = 1) {
	return z.preprocess(
		(value) => (value === "" ? [] : asList(value)),
		z.array(z.enum(Object.keys(words) as [keyof T & string, ...(keyof T & string)[]])).min(min),
	);
}

/** The id of another row; commands check that it exists and is in scope (T19). */
export function reference() {
	return z.preprocess(emptyAsMissing, clean(64));
}

/** A choice among rows of several kinds, "risk:id": what stands before the first colon is the kind. */
export function pointer<T extends object>(words: T, refusal: string) {
	return z.preprocess(
		(value) => (typeof value === "string" ? value : ""),
		z.string().transform((value, issues) => {
			const at = value.indexOf(":");
			const [kind, id] = [value.slice(0, Math.max(at, 0)), value.slice(at + 1)];
			if (Object.hasOwn(words, kind) && /^\P{Cc}{1,100}$/u.test(id))
				return [kind, id] as [kind: keyof T & string, id: string];
			issues.addIssue({ code: "custom", message: refusal });
			return z.NEVER;
		}),
	);
}

/** Makes a field optional: empty becomes null. */
export function optional<S extends z.ZodType>(schema: S) {
	return z.preprocess((value) => emptyAsMissing(value) ?? null, schema.nullable());
}

/** What a form says, where what it may leave empty need not be named: code that calls a command names what there is to say. */
export type Brief<Input> = { [K in keyof Input as null extends Input[K] ? never : K]: Input[K] } & {
	[K in keyof Input as null extends Input[K] ? K : never]?: Input[K];
};

/** The version the person saw when the form was opened. */
export const version = integer(1, 1_000_000_000);

/** An amount in kronor, kept in öre, within limits in kronor. */
export function kronor(least: number, most: number, refusal: string) {
	return line(40).transform((typed, issues) => {
		const reading = readAmount(typed, ",");
		if (reading.kind === "amount" && reading.ore >= least * 100 && reading.ore <= most * 100) return reading.ore;
		const message = reading.kind === "amount" ? refusal : "Skriv beloppet i kronor, till exempel 97 280,50.";
		issues.addIssue({ code: "custom", message });
		return z.NEVER;
	});
}

/** The largest amount that is accepted, since no region spends more in a year; a larger one is a typing error. */
export const MOST_KR = 1_000_000_000;

/** An act that asks nothing more than that it is meant: an empty request does nothing. */
export const Confirmed = z.object({ confirmed: z.literal("yes", "Bekräfta först.") });
