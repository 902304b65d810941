import type { EventInput } from "./write/events.ts";

/**
 * Base class of the four ways a command refuses. `message` is the sentence the person reads; `log` is what the log keeps. Every
 * other thrown error is a bug and gets a reference number.
 */
export abstract class Refusal extends Error {
	abstract readonly status: 403 | 404 | 409 | 422;
	readonly log: string;
	/** An event that is recorded although the change itself was rolled back: the trail also keeps attempts to break a rule. */
	readonly attempt: EventInput | undefined;

	constructor(message: string, options: { log?: string; attempt?: EventInput } = {}) {
		super(message);
		this.log = options.log ?? message;
		this.attempt = options.attempt;
	}
}

export class NotFound extends Refusal {
	readonly status = 404;

	constructor(log: string) {
		super("Sidan eller uppgiften finns inte, eller så ingår den inte i din behörighet.", { log });
	}
}

export class NotAllowed extends Refusal {
	readonly status = 403;
}

/** Refuses a change while the reader looks at an earlier day. */
export function readingThePast(date: string): NotAllowed {
	return new NotAllowed(
		`Du läser registret som det var ${date}, och där kan inget ändras. Gå tillbaka till i dag först.`,
		{ log: `change refused: reading as of ${date}` },
	);
}

/** Bad input: `fields` maps a form field to its sentence; `""` is the form as a whole. */
export class Invalid extends Refusal {
	readonly status = 422;
	readonly fields: Record<string, string>;

	constructor(fields: Record<string, string>, options: { attempt?: EventInput } = {}) {
		super(Object.values(fields).join(" "), options);
		this.fields = fields;
	}
}

/** Somebody else changed the row first; `by` and `at` say whose newer values are there. */
export class Stale extends Refusal {
	readonly status = 409;
	readonly by: string;
	readonly at: string;

	constructor(by: string, at: string) {
		super(`${by} har ändrat uppgifterna efter att du öppnade dem. Läs de nya värdena och spara igen.`);
		this.by = by;
		this.at = at;
	}
}
