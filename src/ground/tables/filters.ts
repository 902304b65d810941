import { isDate } from "../calendar/civil-date.ts";

/**
 * A filter of a list: what its name in the address may say. The page's reading, a file's refusal and the document for programs all follow
 * from it, so that they cannot differ.
 */
export interface Filter<V> {
	title: string;
	/** JSON Schema of the value, as the document says it. */
	schema: object;
	/** The words stand in one value with commas between. */
	joined?: boolean;
	/** What the text says; undefined when it says nothing, and then the page leaves it out (T05). */
	read: (text: string) => V | undefined;
	/** True when a file may follow it; whatever can be read where left out. */
	fits?: (text: string) => boolean;
}

export type Filters = Readonly<Record<string, Filter<unknown>>>;
/** What the address says, by filter. */
export type Filtered<F extends Filters> = { [K in keyof F]: F[K] extends Filter<infer V> ? V | undefined : never };

const LONGEST_TEXT = 200;
const LONGEST_ID = 64;

/** One word of a vocabulary. */
export function oneOf<T extends object>(title: string, words: T): Filter<keyof T & string> {
	return {
		title,
		schema: { enum: Object.keys(words) },
		read: (text) => (Object.hasOwn(words, text) ? (text as keyof T & string) : undefined),
	};
}

/** Words of a vocabulary, in the order given. */
export function someOf<T extends object>(title: string, words: T): Filter<(keyof T & string)[]> {
	const known = (word: string): word is keyof T & string => Object.hasOwn(words, word);
	return {
		...{ title, joined: true, schema: { type: "array", items: { enum: Object.keys(words) } } },
		read: (text) => {
			const found = text.split(",").filter(known);
			return found.length > 0 ? found : undefined;
		},
		fits: (text) => text.split(",").every(known),
	};
}

/** A filter that is on or not. */
export function only(title: string, word = "1"): Filter<true> {
	return { title, schema: { const: word }, read: (text) => (text === word ? true : undefined) };
}

export function day(title: string): Filter<string> {
	return { title, schema: { type: "string", format: "date" }, read: (text) => (isDate(text) ? text : undefined) };
}

export function year(title: string): Filter<number> {
	return {
		...{ title, schema: { type: "integer", minimum: 2000, maximum: 2099 } },
		read: (text) => (/^20\d\d$/.test(text) ? Number(text) : undefined),
	};
}

/** Text of a shape that only a test can say. */
export function shaped(title: string, description: string, is: (text: string) => boolean): Filter<string> {
	return { title, schema: { type: "string", description }, read: (text) => (is(text) ? text : undefined) };
}

export function text(title: string, maxLength = LONGEST_TEXT): Filter<string> {
	return {
		...{ title, schema: { type: "string", maxLength } },
		read: (said) => said.slice(0, maxLength).trim() || undefined,
		fits: (said) => said.length <= maxLength,
	};
}

/** The id of an object. One that there is not has no rows. */
export const objectId = (title: string): Filter<string> => text(title, LONGEST_ID);

/** Another filter's values, or a word beside them. */
export function orWord<V, W extends string>(filter: Filter<V>, word: W): Filter<V | W> {
	return {
		...{ title: filter.title, schema: { anyOf: [{ const: word }, filter.schema] } },
		read: (said) => (said === word ? word : filter.read(said)),
	};
}
