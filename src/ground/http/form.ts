import type { z } from "zod";
import type { FormState } from "../../../views/ui/form-state.ts";
import { Invalid, Stale } from "../errors.ts";
import type { Http } from "./env.ts";
import "./zod-swedish.ts";

export type FormValues = Record<string, string | string[]>;

/** The fields of an urlencoded form; a name that comes twice, or ends in `[]`, becomes a list. */
export async function formValues(c: Http): Promise<FormValues> {
	const body = await c.req.parseBody({ all: true });
	return Object.fromEntries(
		Object.entries(body).map(([name, value]) => [
			name,
			Array.isArray(value) ? value.filter((v) => typeof v === "string") : typeof value === "string" ? value : "",
		]),
	);
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
	try {
		return await options.done(await options.command(parseInput(options.schema, values)));
	} catch (error) {
		if (error instanceof Invalid) {
			c.status(422);
			return options.again({ values, errors: error.fields });
		}
		if (error instanceof Stale) {
			c.status(409);
			return options.again({ values, errors: { "": error.message }, stale: true });
		}
		throw error;
	}
}
