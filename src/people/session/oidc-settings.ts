import { z } from "zod";
import type { Config } from "../../config.ts";
import { readSettingsFile, UnsafeStart } from "../../ground/settings-file.ts";

const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/;

const OidcFile = z.strictObject({
	/** Exactly as the provider writes it in its tokens. */
	issuer: z.url("ska vara en adress"),
	client_id: z.string().min(1, "får inte vara tom"),
	client_secret: z.string().min(16, "ska vara minst 16 tecken").optional(),
	/** What the button says: "Logga in med <name>". */
	name: z.string().min(1).max(60).default("regionens inloggning"),
	scope: z
		.string()
		.regex(/(^| )openid( |$)/, "ska innehålla openid")
		.default("openid"),
	/** The claim that never changes for a person: `sub`, or `oid` from Entra ID. Never an e-mail address or user name. */
	subject_claim: z.enum(["sub", "oid"], "ska vara sub eller oid").default("sub"),
	/** True when the directory sends the same value as SCIM externalId: people it adds then need no invitation. */
	scim_external_id_is_subject: z.boolean("ska vara true eller false").default(false),
});

export type OidcSettings = z.output<typeof OidcFile>;

/** `oidc.json` in the data folder, or null without one. Throws `UnsafeStart`. */
export function readOidcSettings(config: Pick<Config, "settingsDir" | "baseUrl" | "production">): OidcSettings | null {
	const settings = readSettingsFile(config.settingsDir, "oidc.json", OidcFile);
	if (settings === null) return null;
	if (!config.baseUrl)
		throw new UnsafeStart("BASE_URL saknas: inloggningstjänsten behöver veta vart den ska skicka tillbaka. Ange den.");
	const plain = !settings.issuer.startsWith("https://");
	if (plain && (config.production || !LOOPBACK.test(settings.issuer)))
		throw new UnsafeStart("oidc.json: issuer ska börja med https://. Rätta filen och starta igen.");
	return settings;
}
