import { z } from "zod";

const Value = z.union([z.string(), z.number(), z.null()]);

/** The changes of an edit: field → [before, after]. Together they let every earlier state be told from the trail. */
export const Changes = z.record(z.string(), z.tuple([Value, Value]));
export type Changes = z.infer<typeof Changes>;

/** The fields of `after` that differ from `before`. */
export function changesBetween<T extends object>(before: T, after: { [K in keyof T]?: T[K] | undefined }): Changes {
	const changes: Changes = {};
	// without a list of its entries: two versions of a plan are thousands of rows
	for (const field in after) {
		const value = after[field];
		const old = before[field] as z.infer<typeof Value>;
		if (value !== undefined && value !== old) changes[field] = [old, value as z.infer<typeof Value>];
	}
	return changes;
}

/** "titel, ägare": the changed fields in Swedish, for sentences. */
export function changedFields(changes: Changes, labels: Record<string, string>): string {
	return Object.keys(changes)
		.map((field) => labels[field] ?? field)
		.join(", ");
}
