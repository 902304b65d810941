import { z } from "zod";
import type { Config } from "../../config.ts";
import { readSettingsFile, UnsafeStart } from "../../ground/settings-file.ts";

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|::1)$/;
/** An address and nothing but: no name, no list, no line break, so that nothing can be added to a header or an envelope. */
const ADDRESS = /^[^\s<>()[\]\\,;:"@]{1,64}@[a-z0-9åäöé](?:[a-z0-9åäöé.-]{0,251}[a-z0-9åäöé])?$/i;

const MailFile = z.strictObject({
	host: z.string().regex(/^[a-z0-9åäö.:-]{1,253}$/i, "ska vara ett värdnamn eller en ip-adress"),
	port: z.int("ska vara ett heltal").min(1, "ska vara 1–65535").max(65535, "ska vara 1–65535").default(587),
	/** starttls: asked for at once and required. implicit: encrypted from the first byte, most often port 465. */
	tls: z.enum(["starttls", "implicit", "none"], "ska vara starttls, implicit eller none").default("starttls"),
	user: z.string().min(1, "får inte vara tom").optional(),
	password: z.string().min(1, "får inte vara tom").optional(),
	/** The sender's address. Mail that comes back goes there, and is not read by this product. */
	from: z.string().regex(ADDRESS, "ska vara en e-postadress"),
	from_name: z
		.string()
		.min(1)
		.max(60)
		.regex(/^[^\r\n"<>\\]+$/, "får inte innehålla radbrytning, citattecken eller vinklar")
		.default("Tillräcklig"),
});

export type MailSettings = z.output<typeof MailFile> & {
	/** What every link begins with: the configured address, never what a request says. */
	base_url: string;
};

/** True for what can stand as the one recipient of a letter. */
export function isAddress(text: string | null): text is string {
	return text !== null && ADDRESS.test(text);
}

/** `mail.json` in the data folder; null, and no mail, without one. Throws `UnsafeStart`. */
export function readMailSettings(config: Pick<Config, "settingsDir" | "baseUrl">): MailSettings | null {
	const settings = readSettingsFile(config.settingsDir, "mail.json", MailFile);
	if (settings === null) return null;
	if (!config.baseUrl)
		throw new UnsafeStart(
			"BASE_URL saknas: länkarna i e-posten ska leda till adressen som användarna använder. Ange den.",
		);
	if ((settings.user === undefined) !== (settings.password === undefined))
		throw new UnsafeStart("mail.json: user och password anges båda eller ingen. Rätta filen och starta igen.");
	if (settings.user !== undefined && settings.tls === "none" && !LOOPBACK.test(settings.host))
		throw new UnsafeStart(
			"mail.json: lösenordet skulle skickas okrypterat. Ange tls som starttls eller implicit, eller ta bort user och password.",
		);
	return { ...settings, base_url: config.baseUrl };
}
