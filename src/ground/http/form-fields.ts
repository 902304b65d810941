import { Busboy } from "@fastify/busboy";

/** A form as the person typed it. A field name that comes twice has a list as its value. */
export type FormValues = Record<string, string | string[]>;

/** T47: a form is small, whatever a client sends. */
export const FORM_LIMITS = { fields: 1_000, headerPairs: 20, headerSize: 16_384 };

/** Name and values in the order they came: a name that comes twice, or ends in `[]`, becomes a list. */
export class FormFields {
	/** True when the form had more or longer fields than allowed; the collected fields are then not the whole form. */
	tooMuch = false;
	#left: number;
	#count = 0;
	readonly #fields = new Map<string, string[]>();

	constructor(maxCharacters: number) {
		this.#left = maxCharacters;
	}

	add(name: string, value: string): void {
		this.#left -= name.length + value.length;
		this.#count += 1;
		if (this.#left < 0 || this.#count > FORM_LIMITS.fields) this.tooMuch = true;
		if (this.tooMuch) return;
		const known = this.#fields.get(name);
		if (known) known.push(value);
		else this.#fields.set(name, [value]);
	}

	values(): FormValues {
		return Object.fromEntries(
			[...this.#fields].map(([name, values]) => [
				name,
				values.length > 1 || name.endsWith("[]") ? values : (values[0] ?? ""),
			]),
		);
	}
}

/** Parses the fields of a body by its content type. Files in it are dropped: only an upload route takes files. */
export async function fieldsOf(body: Buffer, contentType: string): Promise<FormFields> {
	const fields = new FormFields(body.length);
	if (/^application\/x-www-form-urlencoded\b/i.test(contentType)) addPairs(fields, body.toString("utf8"));
	else if (/^multipart\/form-data\s*;.*boundary=/i.test(contentType)) await addParts(fields, body, contentType);
	return fields;
}

/** Counts the pairs before they are parsed: a megabyte of `&` would give half a million of them. */
function addPairs(fields: FormFields, text: string): void {
	let pairs = 1;
	for (let at = text.indexOf("&"); at >= 0 && pairs <= FORM_LIMITS.fields; at = text.indexOf("&", at + 1)) pairs++;
	if (pairs > FORM_LIMITS.fields) fields.tooMuch = true;
	else for (const [name, value] of new URLSearchParams(text)) fields.add(name, value);
}

function addParts(fields: FormFields, body: Buffer, contentType: string): Promise<void> {
	return new Promise((resolve) => {
		const { fields: most, ...limits } = FORM_LIMITS;
		const busboy = new Busboy({
			headers: { "content-type": contentType },
			limits: { ...limits, fieldSize: body.length, parts: most },
		});
		busboy.on("field", (name, value) => fields.add(String(name), value));
		busboy.on("file", (_name, stream) => stream.resume());
		busboy.on("partsLimit", () => (fields.tooMuch = true));
		// A form that is cut off keeps the fields that came; the schema then says which are missing.
		busboy.on("error", () => resolve());
		busboy.on("finish", () => resolve());
		busboy.end(body);
	});
}
