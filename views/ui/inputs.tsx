import type { Child } from "hono/jsx";
import { type FormState, valueIn } from "./form-state.ts";

/** What every input takes from its field and from the form as it stands. */
export interface InputProps {
	name: string;
	label: string;
	value: string;
	error: string | undefined;
}

/** The inputs of a form, one for every field of its table: a field that is left out does not compile. */
export function inputsOf<Key extends string>(
	fields: Readonly<Record<Key, { label: string }>>,
	form: FormState,
	draw: { [K in NoInfer<Key>]: (input: InputProps) => Child },
): Record<Key, Child> {
	const drawn = Object.entries<(input: InputProps) => Child>(draw).map(([name, input]) => [
		name,
		input({ name, label: fields[name as Key].label, value: valueIn(form, name), error: form.errors[name] }),
	]);
	return Object.fromEntries(drawn) as Record<Key, Child>;
}
