import { generateKeyPairSync, sign } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { systemActor } from "../../../src/ground/access/system-actor.ts";
import { invitePerson } from "../../../src/people/accounts/invite-person.ts";
import { openOidcProvider, ProviderRefused } from "../../../src/people/session/oidc-provider.ts";
import type { OidcSettings } from "../../../src/people/session/oidc-settings.ts";
import { trailOf } from "../../support/trail-of.ts";
import { type Visitor, visitorTo } from "../../support/visitor.ts";
import { openWorld, type PersonKey, TODAY, type World } from "../../support/world.ts";

const REDIRECT = "http://127.0.0.1:3000/logga-in/tjanst/svar";
const SECRET = "en-hemlighet-bara-for-provet";
let server: Server;
let issuer: string;

beforeAll(async () => {
	// the provider reminds of its development settings, which are what a test wants
	vi.spyOn(console, "info").mockImplementation(() => {});
	vi.spyOn(console, "warn").mockImplementation(() => {});
	server = createServer();
	await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
	issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const client = (client_id: string) => ({
		client_id,
		client_secret: SECRET,
		redirect_uris: [REDIRECT],
		token_endpoint_auth_method: "client_secret_post" as const,
	});
	const provider = new Provider(issuer, {
		clients: [client("tillracklig"), client("annan-tjanst")],
		cookies: { keys: ["prov"] },
		pkce: { required: () => true },
		// the e-mail of an administrator in every token: it must count for nothing
		claims: { openid: ["sub", "email", "email_verified"] },
		conformIdTokenClaims: false,
		findAccount: (_ctx: unknown, sub: string) => ({
			accountId: sub,
			claims: () => ({ sub, email: "adam@prov.example", email_verified: true }),
		}),
		features: { devInteractions: { enabled: true } },
	});
	const answer = provider.callback();
	server.on("request", (request, response) => void answer(request, response));
});
afterAll(() => new Promise((done) => server.close(done)));

function signInParts(overrides: Partial<OidcSettings> = {}) {
	const settings: OidcSettings = {
		issuer,
		client_id: "tillracklig",
		client_secret: SECRET,
		name: "Region Prov",
		scope: "openid",
		subject_claim: "sub",
		scim_external_id_is_subject: false,
		...overrides,
	};
	return { provider: openOidcProvider(settings, REDIRECT), proxies: [] };
}

/** Signs in at the provider as `subject`, as a browser would, and returns the address it sends the browser back to. */
async function atProvider(authorize: string, subject: string): Promise<URL> {
	const cookies = new Map<string, string>();
	let url = new URL(authorize);
	let body: URLSearchParams | undefined;
	for (let step = 0; step < 12; step++) {
		if (url.href.startsWith(REDIRECT)) return url;
		const response = await fetch(url, {
			redirect: "manual",
			method: body ? "POST" : "GET",
			...(body ? { body } : {}),
			headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
		});
		for (const line of response.headers.getSetCookie()) {
			const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
			cookies.set(name!, value!);
		}
		const location = response.headers.get("location");
		if (location) {
			url = new URL(location, url);
			body = undefined;
			continue;
		}
		const html = await response.text();
		const prompt = /name="prompt" value="(\w+)"/.exec(html)?.[1];
		if (!prompt) throw new Error(`provider: ${response.status} ${html.slice(0, 300)}`);
		url = new URL(/action="([^"]+)"/.exec(html)![1]!, url);
		body = new URLSearchParams(prompt === "login" ? { prompt, login: subject, password: "x" } : { prompt });
	}
	throw new Error("the provider never sent the browser back");
}

async function begin(visitor: Visitor, path = "/logga-in/tjanst"): Promise<string> {
	const response = await visitor.get(path);
	expect(response.status, await response.clone().text()).toBe(303);
	return response.headers.get("location")!;
}
const comeBack = (visitor: Visitor, answer: URL) => visitor.get(answer.pathname + answer.search);

/** Links a person to a subject, by invitation. */
async function link(world: World, person: PersonKey, subject: string) {
	const server = { ...world.ctx, actor: await systemActor(world.ctx.db, "cli") };
	const { token } = await invitePerson(server, world.ids[person], TODAY.slice(0, 10));
	const visitor = visitorTo(world, { signIn: signInParts() });
	const answer = await atProvider(await begin(visitor, `/inbjudan/${token}/tjanst`), subject);
	return { visitor, response: await comeBack(visitor, answer) };
}
const signedIn = async (visitor: Visitor) => (await visitor.get("/mina-sessioner")).status === 200;

describe("the region's identity provider", () => {
	test("an invitation links an identity, and from then on it signs the person in", async () => {
		const world = await openWorld();
		const first = await link(world, "mats", "oid-mats");
		expect(first.response.status).toBe(303);
		expect(await signedIn(first.visitor)).toBe(true);
		expect(await trailOf(world, "person", world.ids.mats)).toContain(
			`Mats Berg kopplade Mats Berg till inloggningen hos ${issuer} genom en inbjudan från kommandoraden på servern`,
		);
		const again = visitorTo(world, { signIn: signInParts() });
		const answer = await atProvider(await begin(again, "/logga-in/tjanst?till=/planer"), "oid-mats");
		const response = await comeBack(again, answer);
		expect(response.headers.get("location")).toBe("/planer");
		expect(await signedIn(again)).toBe(true);
	});

	test("the request carries state, nonce and PKCE, and comes back to the configured address", async () => {
		const url = new URL(await begin(visitorTo(await openWorld(), { signIn: signInParts() })));
		const asked = Object.fromEntries(url.searchParams);
		expect(asked).toMatchObject({ response_type: "code", code_challenge_method: "S256", redirect_uri: REDIRECT });
		for (const name of ["state", "nonce", "code_challenge"]) expect(asked[name]!.length).toBeGreaterThanOrEqual(43);
	});

	test("T35: an unknown subject with an administrator's verified e-mail gets nothing", async () => {
		const world = await openWorld();
		const visitor = visitorTo(world, { signIn: signInParts() });
		const response = await comeBack(visitor, await atProvider(await begin(visitor), "en-framling"));
		expect([response.status, (await response.text()).includes("inte kopplat")]).toEqual([403, true]);
		expect(await signedIn(visitor)).toBe(false);
		expect(await world.ctx.db.selectFrom("people_identities").selectAll().execute()).toEqual([]);
		const refused = await world.ctx.db
			.selectFrom("events")
			.select("data")
			.where("type", "=", "session.refused")
			.execute();
		expect(refused.map(({ data }) => JSON.parse(data).reason)).toEqual(["unknown_identity"]);
	});

	test("T35: an identity belongs to one person: a second invitation cannot take it", async () => {
		const world = await openWorld();
		await link(world, "mats", "oid-mats");
		const { response } = await link(world, "boris", "oid-mats");
		expect([response.status, (await response.text()).includes("redan kopplat")]).toEqual([403, true]);
	});

	test("T35: an answer counts once, and only in the browser that asked", async () => {
		const world = await openWorld();
		await link(world, "mats", "oid-mats");
		const visitor = visitorTo(world, { signIn: signInParts() });
		const authorize = await begin(visitor);
		const answer = await atProvider(authorize, "oid-mats");
		// the provider's own rule that a code counts once is no defence of ours: this one it has not seen
		const second = await atProvider(authorize, "oid-mats");
		const step = visitor.cookies.get("steg")!;
		const stranger = visitorTo(world, { signIn: signInParts() });
		expect((await comeBack(stranger, answer)).status).toBe(403);
		expect((await comeBack(visitor, answer)).status).toBe(303);
		const replay = visitorTo(world, { signIn: signInParts() });
		replay.cookies.set("steg", step);
		expect((await comeBack(replay, second)).status).toBe(403);
	});

	test("T35: another state, another browser's code, a wrong nonce and a missing code are refused", async () => {
		const world = await openWorld();
		await link(world, "mats", "oid-mats");
		const attempt = async (change: (answer: URL) => URL | Promise<URL>, alter?: (authorize: URL) => void) => {
			const visitor = visitorTo(world, { signIn: signInParts() });
			const authorize = new URL(await begin(visitor));
			alter?.(authorize);
			const response = await comeBack(visitor, await change(await atProvider(authorize.href, "oid-mats")));
			return [response.status, await signedIn(visitor)];
		};
		const other = await atProvider(await begin(visitorTo(world, { signIn: signInParts() })), "oid-mats");
		const withParam = (name: string, value: string | null) => (answer: URL) => {
			if (value === null) answer.searchParams.delete(name);
			else answer.searchParams.set(name, value);
			return answer;
		};
		const refused = [403, false];
		expect(await attempt(withParam("state", "x".repeat(43)))).toEqual(refused);
		expect(await attempt(withParam("state", null))).toEqual(refused);
		expect(await attempt(withParam("code", other.searchParams.get("code")))).toEqual(refused);
		expect(await attempt(withParam("code", null))).toEqual(refused);
		expect(await attempt(withParam("iss", "https://ond.example"))).toEqual(refused);
		expect(
			await attempt(
				(answer) => answer,
				(authorize) => authorize.searchParams.set("nonce", "en-annans-nonce"),
			),
		).toEqual(refused);
	});

	test("T35: a code made for another client is refused", async () => {
		const world = await openWorld();
		await link(world, "mats", "oid-mats");
		const visitor = visitorTo(world, { signIn: signInParts() });
		const authorize = new URL(await begin(visitor));
		authorize.searchParams.set("client_id", "annan-tjanst");
		const response = await comeBack(visitor, await atProvider(authorize.href, "oid-mats"));
		expect([response.status, await signedIn(visitor)]).toEqual([403, false]);
	});

	test("a provider that does not answer is told as such, and asked again the next time", async () => {
		const world = await openWorld();
		const gone = signInParts({ issuer: "http://127.0.0.1:9" });
		const visitor = visitorTo(world, { signIn: gone });
		for (let n = 0; n < 2; n++) {
			const response = await visitor.get("/logga-in/tjanst");
			expect([response.status, (await response.text()).includes("svarar inte")]).toEqual([403, true]);
		}
		expect((await visitor.get("/logga-in")).status).toBe(200);
	});
});

describe("T35: a provider's token is checked, whoever made it", () => {
	const checks = { state: "s".repeat(43), nonce: "n".repeat(43), verifier: "v".repeat(43) };
	const now = () => Math.floor(Date.now() / 1000);
	const right = () => ({ sub: "oid-mats", aud: "tillracklig", nonce: checks.nonce, iat: now(), exp: now() + 300 });

	const own = generateKeyPairSync("rsa", { modulusLength: 2048 });
	const strange = generateKeyPairSync("rsa", { modulusLength: 2048 });

	/** A provider that puts any claims into a token, signed with its own key or a stranger's. */
	async function finishWith(claims: Record<string, unknown>, key: "own" | "strange" | "none" = "own") {
		const forger = createServer((request, response) => {
			response.setHeader("content-type", "application/json");
			if (request.url?.includes("openid-configuration"))
				return response.end(
					JSON.stringify({
						issuer: base,
						authorization_endpoint: `${base}/auth`,
						token_endpoint: `${base}/token`,
						jwks_uri: `${base}/jwks`,
						response_types_supported: ["code"],
						subject_types_supported: ["public"],
						id_token_signing_alg_values_supported: ["RS256"],
					}),
				);
			if (request.url === "/jwks")
				return response.end(
					JSON.stringify({ keys: [{ ...own.publicKey.export({ format: "jwk" }), alg: "RS256", use: "sig" }] }),
				);
			const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
			const body = `${part({ alg: key === "none" ? "none" : "RS256" })}.${part({ iss: base, ...claims })}`;
			const signer = key === "strange" ? strange : own;
			const signature =
				key === "none" ? "" : sign("sha256", Buffer.from(body), signer.privateKey).toString("base64url");
			response.end(JSON.stringify({ access_token: "x", token_type: "Bearer", id_token: `${body}.${signature}` }));
		});
		await new Promise<void>((done) => forger.listen(0, "127.0.0.1", done));
		const base = `http://127.0.0.1:${(forger.address() as AddressInfo).port}`;
		const { provider } = signInParts({ issuer: base });
		return provider.finish(`?code=x&state=${checks.state}`, checks).finally(() => forger.close());
	}

	test("a right one names the person", async () => {
		expect((await finishWith(right())).subject).toBe("oid-mats");
	});

	test.each([
		["another audience", { aud: "annan-tjanst" }],
		["another issuer", { iss: "https://ond.example" }],
		["another nonce", { nonce: "x".repeat(43) }],
		["no nonce", { nonce: undefined }],
		["an end in the past", { exp: 1_700_000_000 }],
		["a beginning in the future", { nbf: 4_000_000_000 }],
		["no audience", { aud: undefined }],
		["no issuer", { iss: undefined }],
		["no end", { exp: undefined }],
		["no beginning", { iat: undefined }],
		["another party to whom it was issued", { aud: ["tillracklig", "annan-tjanst"], azp: "annan-tjanst" }],
		["no subject", { sub: undefined }],
		["an empty subject", { sub: "" }],
		["a subject that is no text", { sub: 7 }],
		["a subject without end", { sub: "x".repeat(256) }],
	])("%s is refused", async (_what, claims) => {
		await expect(finishWith({ ...right(), ...claims })).rejects.toThrow(ProviderRefused);
	});

	test.each(["strange", "none"] as const)("a signature by a %s key is refused", async (key) => {
		await expect(finishWith(right(), key)).rejects.toThrow(ProviderRefused);
	});
});
