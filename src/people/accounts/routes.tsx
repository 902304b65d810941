import { Hono } from "hono";
import { countRecoveryCodes } from "../../../db/queries/people/accounts.ts";
import { AccountPage } from "../../../views/people/accounts/account-page.tsx";
import { CodesPage } from "../../../views/people/accounts/codes-page.tsx";
import { InvitationPage } from "../../../views/people/accounts/invitation-page.tsx";
import { RecoveryCodesPage } from "../../../views/people/accounts/recovery-codes-page.tsx";
import { SetUpPage } from "../../../views/people/accounts/set-up-page.tsx";
import { answer, page } from "../../ground/http/answer.tsx";
import { browserOf } from "../../ground/http/browser.ts";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { permitOwn } from "../../ground/http/permit.ts";
import { giveSession, giveStep } from "../../ground/http/session-cookie.ts";
import { forbiddenSentence } from "../../ground/access/sign-in-rules.ts";
import { paths } from "../../paths/paths.ts";
import type { SignInParts } from "../session/sign-in-parts.ts";
import { beginProviderSignIn } from "../session/sign-in-with-provider.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { changePassword } from "./change-password.ts";
import { disableCodes } from "./disable-codes.ts";
import { enableCodes } from "./enable-codes.ts";
import { seedAddress } from "../session/one-time-code.ts";
import { prepareCodes } from "./prepare-codes.ts";
import { renewRecoveryCodes } from "./renew-recovery-codes.ts";
import { requireInvitation } from "../session/require-link.ts";
import { requireOwnAccount } from "./require-own-account.ts";
import { AcceptInvitation, ChangePassword, ConfirmWithPassword, SetUp } from "./schema.ts";
import { SignInWithCode } from "../session/schema.ts";
import { requireSetUp, setUpInstallation } from "./set-up-installation.ts";

/** Routes that need no signed-in person: the one-time link gives the right. */
export function openAccountRoutes({ provider, proxies }: SignInParts): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.get("/inbjudan/:token", (c) => invitationPage(c, provider?.name ?? null, UNTOUCHED));
	app.post("/inbjudan/:token", (c) =>
		submit(c, {
			schema: AcceptInvitation,
			command: (input) => acceptInvitation(c.var.ctx, c.req.param("token"), input, browserOf(c, proxies)),
			done: (token) => {
				giveSession(c, token);
				return answer(c, { to: paths.inbox(), said: "Klart. Nästa gång loggar du in med ditt lösenord." });
			},
			again: (form) => invitationPage(c, provider?.name ?? null, withoutPasswords(form)),
		}),
	);
	if (provider)
		app.get("/inbjudan/:token/tjanst", async (c) => {
			const { id } = await requireInvitation(c.var.ctx, c.req.param("token"));
			const wanted = { return_to: paths.inbox(), link_id: id };
			const { url, token } = await beginProviderSignIn(c.var.ctx, provider, wanted);
			giveStep(c, token);
			return c.redirect(url, 303);
		});

	app.get("/uppstart/:token", (c) => setUpPage(c, UNTOUCHED));
	app.post("/uppstart/:token", (c) =>
		submit(c, {
			schema: SetUp,
			command: (input) => setUpInstallation(c.var.ctx, c.req.param("token"), input, c.var.today, browserOf(c, proxies)),
			done: (token) => {
				giveSession(c, token);
				return answer(c, { to: paths.administration(), said: "Installationen är klar. Du är administratör." });
			},
			again: (form) => setUpPage(c, withoutPasswords(form)),
		}),
	);
	return app;
}

/** One's own password and second factor. */
export function accountRoutes({ proxies }: SignInParts): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	const own = permitOwn("account.edit");

	app.get(paths.ownAccount(), own, (c) => accountPage(c, UNTOUCHED));
	app.post(paths.ownPassword(), own, (c) =>
		submit(c, {
			schema: ChangePassword,
			command: (input) => changePassword(c.var.ctx, input, browserOf(c, proxies), c.var.session_id ?? ""),
			done: () => answer(c, { to: paths.ownAccount(), said: "Lösenordet är bytt. Andra inloggningar är avslutade." }),
			again: (form) => accountPage(c, withoutPasswords(form), "password"),
		}),
	);

	app.post(paths.ownCodes(), own, (c) =>
		submit(c, {
			schema: ConfirmWithPassword,
			command: (input) => prepareCodes(c.var.ctx, input, browserOf(c, proxies)),
			done: () => answer(c, { to: paths.ownCodesProof() }),
			again: (form) => accountPage(c, withoutPasswords(form), "codes"),
		}),
	);
	app.get(paths.ownCodesProof(), own, (c) => codesPage(c, UNTOUCHED));
	app.post(paths.ownCodesProof(), own, (c) =>
		submit(c, {
			schema: SignInWithCode,
			command: (input) => enableCodes(c.var.ctx, input, browserOf(c, proxies), c.var.session_id ?? ""),
			done: (codes) => page(c, <RecoveryCodesPage shell={shell(c)} codes={codes} />),
			again: ({ errors }) => codesPage(c, { values: {}, errors }),
		}),
	);
	app.post(paths.ownCodesEnding(), own, (c) =>
		submit(c, {
			schema: ConfirmWithPassword,
			command: (input) => disableCodes(c.var.ctx, input, browserOf(c, proxies)),
			done: () => answer(c, { to: paths.ownAccount(), said: "Engångskoder är avstängda." }),
			again: (form) => accountPage(c, withoutPasswords(form), "codes"),
		}),
	);
	app.post(paths.ownRecoveryCodes(), own, (c) =>
		submit(c, {
			schema: ConfirmWithPassword,
			command: (input) => renewRecoveryCodes(c.var.ctx, input, browserOf(c, proxies)),
			done: (codes) => page(c, <RecoveryCodesPage shell={shell(c)} codes={codes} />),
			again: (form) => accountPage(c, withoutPasswords(form), "codes"),
		}),
	);
	return app;
}

/** A refused form keeps what was typed, but never a password. */
function withoutPasswords({ values, ...form }: FormState): FormState {
	const kept = Object.entries(values).filter(([name]) => name !== "password" && name !== "current");
	return { ...form, values: Object.fromEntries(kept) };
}

async function invitationPage(c: Http, provider_name: string | null, form: FormState): Promise<Response> {
	const token = c.req.param("token") ?? "";
	const { person } = await requireInvitation(c.var.ctx, token);
	const no_passwords = await forbiddenSentence(c.var.ctx);
	return page(c, <InvitationPage shell={shell(c)} {...{ token, person, provider_name, no_passwords, form }} />);
}

async function setUpPage(c: Http, form: FormState): Promise<Response> {
	const token = c.req.param("token") ?? "";
	await requireSetUp(c.var.ctx, token);
	return page(c, <SetUpPage shell={shell(c)} token={token} form={form} />);
}

async function accountPage(c: Http, form: FormState, part?: "password" | "codes"): Promise<Response> {
	const { user_name, totp_secret, person_id } = await requireOwnAccount(c.var.ctx);
	const codes_left = totp_secret === null ? null : await countRecoveryCodes(c.var.ctx.db, person_id);
	const must_set_codes = c.var.must_set_codes ?? false;
	return page(c, <AccountPage shell={shell(c)} {...{ user_name, codes_left, must_set_codes, form, part }} />);
}

async function codesPage(c: Http, form: FormState): Promise<Response> {
	const { totp_pending, user_name } = await requireOwnAccount(c.var.ctx);
	if (totp_pending === null) return c.redirect(paths.ownAccount(), 303);
	const seed = c.var.ctx.keys.decrypt(totp_pending);
	return page(c, <CodesPage shell={shell(c)} seed={seed} address={seedAddress(seed, user_name)} form={form} />);
}
