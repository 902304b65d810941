import type { Http } from "./env.ts";

const TITLES: Record<number, string> = {
	401: "Nyckeln gäller inte",
	403: "Det är inte tillåtet",
	404: "Det finns inte",
	408: "Det kom inte fram i tid",
	409: "Någon annan hann före",
	413: "Det är för stort",
	422: "Det går inte att spara",
	429: "För många försök",
	503: "Tillfälligt fel",
	507: "Det finns inget utrymme kvar",
};

interface ProblemError {
	/** The field of the form; "" is the whole. */
	field: string;
	/** The line of the file, where the sentence is about one. */
	line: number | null;
	detail: string;
}

/** A refusal as a program reads it (RFC 9457), with the sentences of the pages. */
export function problem(
	c: Http,
	status: number,
	detail: string,
	{ reference, fields = {} }: { reference?: string | undefined; fields?: Record<string, string> | undefined } = {},
): Response {
	const asked = status === 422 && c.req.method === "GET";
	const title = asked ? "Adressen går inte att följa" : (TITLES[status] ?? "Något gick fel");
	const errors = Object.entries(fields).flatMap(([field, said]) => errorsIn(field, said));
	const body = { type: "about:blank", title, status, detail, errors, ...(reference ? { reference } : {}) };
	return c.body(JSON.stringify(body), status as 500, { "Content-Type": "application/problem+json; charset=utf-8" });
}

/** "Rad 3: …. Rad 7: …." is an error for each line; any other sentence is one of its own. */
function errorsIn(field: string, said: string): ProblemError[] {
	const lines = [...said.matchAll(/Rad (\d+): (.*?)(?= Rad \d+: | Och \d+ rader till\.|$)/gs)];
	if (lines.length === 0) return [{ field, line: null, detail: said }];
	return lines.map(([, line, detail]) => ({ field, line: Number(line), detail: detail!.trim() }));
}
