import type { Config } from "../../config.ts";
import { paths } from "../../paths/paths.ts";
import { openOidcProvider } from "./oidc-provider.ts";
import { readOidcSettings } from "./oidc-settings.ts";
import { readTrustedProxies } from "./proxy-settings.ts";
import type { SignInParts } from "./sign-in-parts.ts";

/** What the files of settings say about signing in. Throws `UnsafeStart`. */
export function readSignInParts(config: Config): SignInParts {
	const oidc = readOidcSettings(config);
	return {
		provider: oidc ? openOidcProvider(oidc, `${config.baseUrl}${paths.signInAnswer()}`) : null,
		proxies: readTrustedProxies(config.settingsDir),
	};
}
