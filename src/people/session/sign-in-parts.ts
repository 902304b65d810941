import type { OidcProvider } from "./oidc-provider.ts";

/** What this installation signs in with, beside passwords. */
export interface SignInParts {
	provider: OidcProvider | null;
	/** Addresses of our own proxies, whose word on the client's address is taken. */
	proxies: readonly string[];
}

export const PASSWORDS_ONLY: SignInParts = { provider: null, proxies: [] };
