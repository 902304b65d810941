import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";

/** A setting that stops the start: the sentence says which file, what is wrong and what to do. */
export class UnsafeStart extends Error {}

/**
 * A file of settings in the data folder, or null when there is none. Throws `UnsafeStart` for a file that others on the machine can
 * read (it may hold a secret) and for one that does not say what it should; its contents are never repeated.
 */
export function readSettingsFile<S extends z.ZodType>(dataDir: string, name: string, schema: S): z.output<S> | null {
	const file = join(dataDir, name);
	if (!existsSync(file)) return null;
	refuseReadableByOthers(file);
	let value: unknown;
	try {
		value = JSON.parse(readFileSync(file, "utf8"));
	} catch {
		throw new UnsafeStart(`${file} är inte giltig JSON. Rätta filen och starta igen.`);
	}
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	const faults = parsed.error.issues.map((issue) =>
		issue.code === "unrecognized_keys"
			? `okänt namn: ${issue.keys.join(", ")}`
			: `${issue.path.join(".") || "filen"}: ${issue.message}`,
	);
	throw new UnsafeStart(`${file} går inte att använda. ${faults.join("; ")}. Rätta filen och starta igen.`);
}

/** Windows has no such bits: there the folder's own rights decide. */
export function refuseReadableByOthers(path: string): void {
	if (process.platform === "win32" || (statSync(path).mode & 0o077) === 0) return;
	throw new UnsafeStart(`${path} kan läsas av andra på servern. Kör ”chmod go-rwx ${path}” och starta igen.`);
}
