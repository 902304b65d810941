/** An id as a part of an address: whatever it holds, it stays one part. */
export const id = (value: string) => encodeURIComponent(value);

/** "?enhet=…": the parameters that have a value. */
export function query(values: Record<string, string | undefined>): string {
	const given = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]));
	return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}

/** A list's address with what it is narrowed by. */
export function narrowed(path: string, filter: Record<string, string | undefined>): string {
	return path + query(filter);
}
