import { hash, verify } from "@node-rs/argon2";

/** argon2id with 46 MiB and two passes: above both sets that OWASP recommends (46 MiB × 1, 19 MiB × 2). About 30 ms. */
const COST = { memoryCost: 47_104, timeCost: 2, parallelism: 1 };

/** What an unknown account is checked against, so that the answer takes as long as for a known one (T25). */
let nobody: Promise<string> | undefined;

/** The same password typed on another keyboard gives the same characters. */
const normal = (password: string) => password.normalize("NFKC");

export function hashPassword(password: string): Promise<string> {
	return hash(normal(password), COST);
}

/** Takes the same time without a hash as with one. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
	nobody ??= hash("ingen har det här lösenordet", COST);
	const right = await verify(stored ?? (await nobody), normal(password));
	return right && stored !== null;
}
