/** An id as a part of an address: whatever it holds, it stays one part. */
export const id = (value: string) => encodeURIComponent(value);

/** "?status=open&grad=major" of what a list is narrowed by; nothing when nothing is chosen. */
export function narrowed(path: string, filter: Record<string, string | undefined>): string {
	const given = Object.entries(filter).filter((one): one is [string, string] => one[1] !== undefined);
	const query = new URLSearchParams(given).toString();
	return `${path}${query && `?${query}`}`;
}
