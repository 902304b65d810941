/** A form as it stands on the page: what was typed, and what is wrong with it (field → sentence; "" is the whole form). */
export interface FormState {
	values: Record<string, string | string[]>;
	errors: Record<string, string>;
	/** somebody else saved first */
	stale?: boolean | undefined;
}

/** A form that nobody has typed in. */
export const UNTOUCHED: FormState = { values: {}, errors: {} };

/** A refused form on a page where several stand: which one, and how it stands. */
export interface RefusedForm {
	form: string;
	state: FormState;
}

/** What stands in a field that holds one value. */
export function valueIn(form: FormState, name: string): string {
	const value = form.values[name];
	return (Array.isArray(value) ? value[0] : value) ?? "";
}

/** What is chosen in a field that holds several. */
export function valuesIn(form: FormState, name: string): string[] {
	const value = form.values[name];
	return value ? [value].flat() : [];
}

/**
 * The version a form sends. A refused form keeps the one it was opened with, so that the check is not lost; after a stale edit it
 * takes the newer, because the newer values are then shown. 0: nothing was saved when the form was opened.
 */
export function versionOf(form: FormState, current: number): number {
	const typed = valueIn(form, "version");
	return form.stale || !/^\d+$/.test(typed) ? current : Number(typed);
}
