import { MISSING } from "../../../db/schema/missing.ts";
import { z } from "zod";
import { line } from "../../ground/write/fields.ts";

/** A password as typed: never trimmed, never shown again. */
export const password = z.string({ error: MISSING }).min(1, MISSING).max(200);

export function userKey(name: string): string {
	return name.normalize("NFKC").trim().toLowerCase();
}

export const SignInWithPassword = z.object({ user_name: line(200), password });
export type SignInWithPassword = z.infer<typeof SignInWithPassword>;

/** A code from the app (six digits) or a recovery code; spaces and hyphens are how people read them aloud. */
export const SignInWithCode = z.object({
	code: z.preprocess(
		(value) => (typeof value === "string" ? value.replace(/[\s-]/g, "").toUpperCase() : value),
		z.string().min(6, "Skriv koden.").max(40),
	),
});
export type SignInWithCode = z.infer<typeof SignInWithCode>;
