/**
 * Several readings at once, each under its name: a server of PostgreSQL works on them beside each other, and a page of forty waits for the longest
 * instead of all. In SQLite, and inside a transaction, they are read one after the other all the same.
 */
export async function together<Parts extends Record<string, unknown>>(
	parts: Parts,
): Promise<{ [Name in keyof Parts]: Awaited<Parts[Name]> }> {
	const values = await Promise.all(Object.values(parts));
	return Object.fromEntries(Object.keys(parts).map((name, at) => [name, values[at]])) as never;
}
