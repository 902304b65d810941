import type * as OpenId from "openid-client";
import type { OidcSettings } from "./oidc-settings.ts";

/** What this browser's answer must match. */
export interface OidcChecks {
	state: string;
	nonce: string;
	verifier: string;
}

export interface OidcIdentity {
	issuer: string;
	subject: string;
}

/** The region's identity provider, as the sign-in sees it. */
export interface OidcProvider {
	readonly name: string;
	readonly issuer: string;
	readonly externalIdIsSubject: boolean;
	/** Where to send the browser, and what to remember until it comes back. Throws `ProviderUnreachable`. */
	begin(): Promise<{ url: string; checks: OidcChecks }>;
	/** Who came back. Throws `ProviderRefused` unless every check holds, `ProviderUnreachable` when the provider does not answer. */
	finish(search: string, checks: OidcChecks): Promise<OidcIdentity>;
}

export class ProviderUnreachable extends Error {}
export class ProviderRefused extends Error {}

/** Loaded at the first sign-in by it: most servers have no provider, and none needs it to start. */
const openId = () => import("openid-client");

const TIMEOUT_SECONDS = 10;
/** Clocks differ: as much as this is forgiven in a token's times. */
const CLOCK_TOLERANCE_SECONDS = 30;

/**
 * Code flow with PKCE, state and nonce. The provider is asked about itself at the first sign-in, not at start, and again after a
 * failure: the product starts and runs without it. Signatures are checked against its published keys.
 */
export function openOidcProvider(settings: OidcSettings, redirectUri: string): OidcProvider {
	let known: Promise<OpenId.Configuration> | undefined;
	const provider = async (): Promise<OpenId.Configuration> => {
		known ??= discover(settings);
		try {
			return await known;
		} catch (error) {
			known = undefined;
			throw new ProviderUnreachable("discovery failed", { cause: error });
		}
	};
	return {
		name: settings.name,
		issuer: settings.issuer,
		externalIdIsSubject: settings.scim_external_id_is_subject,
		async begin() {
			const [client, config] = [await openId(), await provider()];
			const verifier = client.randomPKCECodeVerifier();
			const checks = { state: client.randomState(), nonce: client.randomNonce(), verifier };
			const url = client.buildAuthorizationUrl(config, {
				redirect_uri: redirectUri,
				response_type: "code",
				scope: settings.scope,
				state: checks.state,
				nonce: checks.nonce,
				code_challenge: await client.calculatePKCECodeChallenge(verifier),
				code_challenge_method: "S256",
			});
			return { url: url.href, checks };
		},
		async finish(search, checks) {
			const config = await provider();
			return identityOf(settings, await tokensOf(config, new URL(`${redirectUri}${search}`), checks));
		},
	};
}

async function discover(settings: OidcSettings): Promise<OpenId.Configuration> {
	const client = await openId();
	const execute = [client.enableNonRepudiationChecks];
	// only a provider on this very machine, outside production: see readOidcSettings
	if (settings.issuer.startsWith("http://")) execute.push(client.allowInsecureRequests);
	return client.discovery(
		new URL(settings.issuer),
		settings.client_id,
		{ [client.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
		settings.client_secret ? client.ClientSecretPost(settings.client_secret) : client.None(),
		{ execute, timeout: TIMEOUT_SECONDS },
	);
}

async function tokensOf(config: OpenId.Configuration, answer: URL, checks: OidcChecks): Promise<OpenId.IDToken> {
	const client = await openId();
	try {
		const tokens = await client.authorizationCodeGrant(config, answer, {
			expectedState: checks.state,
			expectedNonce: checks.nonce,
			pkceCodeVerifier: checks.verifier,
			idTokenExpected: true,
		});
		const claims = tokens.claims();
		if (claims) return claims;
	} catch (error) {
		if (error instanceof TypeError && /fetch failed/.test(error.message))
			throw new ProviderUnreachable("token request failed", { cause: error });
		throw new ProviderRefused("answer refused", { cause: error });
	}
	throw new ProviderRefused("no ID token");
}

function identityOf(settings: OidcSettings, claims: OpenId.IDToken): OidcIdentity {
	const subject = claims[settings.subject_claim];
	if (typeof subject !== "string" || subject === "" || subject.length > 255)
		throw new ProviderRefused(`claim ${settings.subject_claim} is missing`);
	return { issuer: claims.iss, subject };
}
