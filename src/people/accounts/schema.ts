import { z } from "zod";
import { line } from "../../ground/write/fields.ts";
import { password, userKey } from "../session/schema.ts";

const MIN_LENGTH = 12;
const MIN_DIFFERENT = 5;

/**
 * Length is what helps; rules about capitals and digits only make people write passwords down (NIST SP 800-63B). Refused besides:
 * too few different characters, and the user name or the product's own name.
 */
export const newPassword = password
	.min(MIN_LENGTH, `Skriv minst ${MIN_LENGTH} tecken. Några ord efter varandra är lätta att minnas.`)
	.refine((text) => new Set(text).size >= MIN_DIFFERENT, "Lösenordet är för enformigt. Välj ett annat.")
	.refine((text) => !/^(tillräcklig|tillracklig)\d*$/i.test(text), "Lösenordet är lätt att gissa. Välj ett annat.");

/** Case is kept for show and ignored for comparing. */
const userName = line(120).refine((name) => !/\s/.test(name), "Ett användarnamn innehåller inga mellanslag.");

const awayFromName = <T extends { user_name: string; password: string }>(input: T) =>
	!input.password.toLowerCase().includes(userKey(input.user_name));
const NAME_IN_PASSWORD = { path: ["password"], message: "Lösenordet får inte innehålla användarnamnet." };

export const AcceptInvitation = z
	.object({ user_name: userName, password: newPassword })
	.refine(awayFromName, NAME_IN_PASSWORD);
export type AcceptInvitation = z.infer<typeof AcceptInvitation>;

export const SetUp = z
	.object({
		region: line(120),
		name: line(120),
		email: z.preprocess(
			(value) => (typeof value === "string" ? value.trim().toLowerCase() : value),
			z.email("Skriv en giltig e-postadress.").max(200),
		),
		user_name: userName,
		password: newPassword,
	})
	.refine(awayFromName, NAME_IN_PASSWORD);
export type SetUp = z.infer<typeof SetUp>;

export const ChangePassword = z.object({ current: password, password: newPassword });
export type ChangePassword = z.infer<typeof ChangePassword>;

export const ConfirmWithPassword = z.object({ current: password });
export type ConfirmWithPassword = z.infer<typeof ConfirmWithPassword>;
