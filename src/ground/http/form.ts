import type { z } from "zod";
import type { FormState } from "../../../views/ui/form-state.ts";
import { Invalid, Stale } from "../errors.ts";
import { searchesAnew } from "../../../views/ui/person-search.ts";
import { isFragment } from "./actor.ts";
import { bodyTooLarge, readBody } from "./body.ts";
import type { Http } from "./env.ts";
import { type FormValues, fieldsOf } from "./form-fields.ts";
import "./zod-swedish.ts";

/**
 * The longest refused value that is shown again where the field has no length limit of its own: no real date, number or choice
 * is longer.
 */
const MOST_SHOWN = 1_000;

/** Reads the fields of a form, whatever its content type. Answers 413 when the body is too large to be a form. */
export async function formValues(c: Http): Promise<FormValues> {
	const fields = await fieldsOf(await readBody(c), c.req.header("content-type") ?? "");
	if (fields.tooMuch) throw bodyTooLarge();
	return fields.values();
}

/** Typed input, or `Invalid` with a sentence per field (the first problem of each). */
export function parseInput<S extends z.ZodType>(schema: S, values: unknown): z.output<S> {
	const parsed = schema.safeParse(values);
	if (parsed.success) return parsed.data;
	const fields: Record<string, string> = {};
	for (const issue of parsed.error.issues) fields[issue.path.join(".")] ??= issue.message;
	throw new Invalid(fields);
}

/**
 * Refused values as the form shows them again: each is cut to the length of its field, and long values that fit no field are
 * left out (T58).
 */
function shownAgain(schema: z.ZodType, values: FormValues): { values: FormValues; notes: Record<string, string> } {
	const shown = { ...values };
	const notes: Record<string, string> = {};
	for (const issue of schema.safeParse(values).error?.issues ?? []) {
		const [name] = issue.path;
		const value = typeof name === "string" ? values[name] : undefined;
		if (value === undefined || value.length === 0) continue;
		const most = issue.code === "too_big" && issue.origin === "string" ? Number(issue.maximum) : MOST_SHOWN;
		const texts = [value].flat();
		if (texts.every((text) => text.length <= most)) continue;
		const cut = issue.code === "too_big" ? most : 0;
		shown[String(name)] = typeof value === "string" ? value.slice(0, cut) : value.filter((text) => text.length <= most);
		if (cut > 0 && typeof value === "string")
			notes[String(name)] = `Här står de första ${cut} av dina ${value.length}.`;
	}
	return { values: shown, notes };
}

const FOUND = "Inget är sparat än. Välj bland de personer som sökningen hittade och spara igen.";

/** The form again with the people that its search finds. A script that asks while somebody types has refused nothing. */
function searchStep(c: Http, values: FormValues, again: (form: FormState) => Response | Promise<Response>) {
	const asks = isFragment(c);
	c.status(asks ? 200 : 422);
	return again({ values, errors: asks ? {} : { "": FOUND } });
}

/**
 * One submitted form: parse, run the command, answer. Refused input (422) and a stale edit (409) answer the form again through
 * `again`, values kept; every other refusal goes to the error page.
 */
export async function submit<S extends z.ZodType, R>(
	c: Http,
	options: {
		schema: S;
		command: (input: z.output<S>) => Promise<R>;
		done: (result: R) => Response | Promise<Response>;
		again: (form: FormState) => Response | Promise<Response>;
		values?: FormValues;
	},
): Promise<Response> {
	const values = options.values ?? (await formValues(c));
	if (searchesAnew(values)) return searchStep(c, values, options.again);
	try {
		return await options.done(await options.command(parseInput(options.schema, values)));
	} catch (error) {
		if (error instanceof Invalid) {
			c.status(422);
			const { values: shown, notes } = shownAgain(options.schema, values);
			const errors = Object.entries(error.fields).map(([name, said]) => [
				name,
				notes[name] ? `${said} ${notes[name]}` : said,
			]);
			return options.again({ values: shown, errors: Object.fromEntries(errors) });
		}
		if (error instanceof Stale) {
			c.status(409);
			return options.again({ values, errors: { "": error.message }, stale: true });
		}
		throw error;
	}
}
