/** One spelling of element ids: domId("sample_item", id) → "sample_item-018f…". Safe in id, hx-target ("#" + id) and href. */
export function domId(noun: string, id: string | number, part?: string): string {
	const whole = part === undefined ? `${noun}-${id}` : `${noun}-${id}-${part}`;
	return whole.replace(/[^A-Za-z0-9_-]/g, "_");
}

/** The id of a field's first control, also the address an error summary links to. `scope` tells apart forms on one page. */
export function fieldId(name: string, scope?: string | null): string {
	return scope ? domId("falt", scope, name) : domId("falt", name);
}
