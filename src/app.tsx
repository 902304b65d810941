import { Hono } from "hono";
import { compress } from "hono/compress";
import { csrf } from "hono/csrf";
import { requestId } from "hono/request-id";
import { secureHeaders } from "hono/secure-headers";
import type { Logger } from "pino";
import type { Database } from "../db/open.ts";
import { accessibilityRoutes } from "./office/accessibility/routes.tsx";
import { invitationRoutes } from "./people/accounts/invitation-routes.tsx";
import { accountRoutes, openAccountRoutes } from "./people/accounts/routes.tsx";
import { openAsOfStore } from "./proof/as-of/as-of-store.ts";
import { asOfRoutes } from "./proof/as-of/routes.tsx";
import { apiTokens } from "./people/api/door.ts";
import { apiDocumentRoutes, apiRoutes } from "./people/api/routes.tsx";
import { assetRoutes } from "./running/assets/routes.ts";
import { peopleDistrict } from "./people/district.ts";
import { checksDistrict } from "./checks/district.ts";
import { registerDistrict } from "./register/district.ts";
import { openCalendarRoutes } from "./office/calendar/routes.tsx";
import type { MailSettings } from "./office/notices/mail-settings.ts";
import { officeDistrict } from "./office/district.ts";
import { proofDistrict } from "./proof/district.ts";
import { reportDistrict } from "./report/district.ts";
import type { Config } from "./config.ts";
import type { FileStore } from "./ground/files/file-store.ts";
import { healthRoutes } from "./running/health/routes.ts";
import { actor } from "./ground/http/actor.ts";
import { type Listed, listsIn } from "./ground/http/listed.ts";
import { signedIn } from "./ground/http/signed-in.ts";
import { secondFactor } from "./ground/http/second-factor.ts";
import { storedNote } from "./ground/http/stored-note.ts";
import { storable } from "./ground/http/storable.ts";
import { asOf } from "./proof/as-of/as-of-day.tsx";
import type { AppEnv } from "./ground/http/env.ts";
import { importOperations } from "./running/imports/document.ts";
import { importRoutes } from "./running/imports/routes.ts";
import { atOneMoment } from "./ground/moment.ts";
import { observe } from "./running/metrics/observe.ts";
import { notFound, onError } from "./ground/http/on-error.tsx";
import type { Keys } from "./ground/keys.ts";
import type { Metrics } from "./running/metrics/metrics.ts";
import { paths } from "./paths/paths.ts";
import { samRoutes } from "./sam/routes.tsx";
import { scimRoutes } from "./people/scim/routes.ts";
import { keptFormRoutes } from "./people/session/kept-routes.tsx";
import { ownSessionRoutes } from "./people/session/own-routes.tsx";
import { takeAttempt } from "./people/session/attempts.ts";
import { sessionRoutes } from "./people/session/routes.tsx";
import { PASSWORDS_ONLY, type SignInParts } from "./people/session/sign-in-parts.ts";
import type { Clock, Context } from "./ground/write/context.ts";

export interface AppParts {
	database: Database;
	files: FileStore;
	keys: Keys;
	clock: Clock;
	config: Config;
	log: Logger;
	draining?: () => boolean;
	/** How people sign in. When left out, they use user names and passwords and no proxy stands in front. */
	signIn?: SignInParts;
	/** How e-mail is sent. When left out, none is, and nothing is kept to be sent. */
	mail?: MailSettings | null | undefined;
	/** The metrics to count in. When left out, nothing is measured. */
	metrics?: Pick<Metrics, "observe"> | undefined;
	/** What runs after an import. When left out, nothing does. */
	follow_import?: Context["follow_import"];
}

/** Middleware in order, then three lists of what answers: open, signed in, as of a day. Never listens. */
export function createApp(parts: AppParts): Hono<AppEnv> {
	const { database, files, keys, clock, config, log, follow_import } = parts;
	const app = new Hono<AppEnv>();
	app.onError(onError(log));
	app.notFound(notFound);

	if (parts.metrics) app.use(observe(parts.metrics));
	app.use(requestId());
	app.use(secureHeaders(headers(config)));
	app.use(compress({ threshold: 1024 }));
	app.use(storable);
	app.on(["GET", "HEAD"], "*", (_c, next) => atOneMoment(next));
	app.route("/", healthRoutes(database.db, parts.draining ?? (() => false)));
	app.route("/", assetRoutes());
	const lists = () => listsIn(app.routes);
	app.route("/", apiDocumentRoutes(lists, importOperations));
	const signIn = parts.signIn ?? PASSWORDS_ONLY;
	const sign_in = { provider: signIn.provider?.name ?? null, production: config.production };
	const mail = parts.mail ?? null;
	const base = { database, db: database.db, files, keys, clock, follow_import, sign_in, sends_mail: mail !== null };
	// before the guard against other sites: no cookie counts there, and a directory sends no Origin
	app.route(paths.scim(), scimRoutes(base, config, signIn, log));
	app.route("/", importRoutes(base, config, signIn.proxies));
	app.use(csrf({ origin: (origin, c) => origin === (config.baseUrl ?? new URL(c.req.url).origin) }));
	app.use(actor(base, config));
	app.use(apiTokens(base, signIn.proxies));
	app.use(secondFactor);
	app.use(async (c, next) => {
		await next();
		c.header("Cache-Control", "no-store");
	});
	for (const routes of open(signIn)) app.route("/", routes);
	app.use(signedIn);
	app.use(storedNote);
	for (const routes of signedInToday(signIn, lists)) app.route("/", routes);
	app.route("/", keptFormRoutes(app.fetch));
	app.use(asOf(openAsOfStore(database, config.dataDir)));
	for (const routes of asOfADay(mail)) app.route("/", routes);
	return app;
}

/** What anybody may open without having signed in. */
const open = (signIn: SignInParts) => [
	sessionRoutes(signIn),
	openAccountRoutes(signIn),
	accessibilityRoutes(),
	openCalendarRoutes({
		proxies: signIn.proxies,
		take: (ctx, browser) => takeAttempt(ctx, null, browser),
	}),
];

/** What a signed-in person does today, whatever day is read. */
const signedInToday = (signIn: SignInParts, lists: () => Listed[]) => [
	ownSessionRoutes(),
	apiRoutes(lists),
	accountRoutes(signIn),
	invitationRoutes(),
	asOfRoutes(),
];

/** The register itself: as it is today, or as it was on the day the reader has chosen. */
const asOfADay = (mail: MailSettings | null) => [
	registerDistrict(),
	checksDistrict(),
	samRoutes(),
	reportDistrict(),
	peopleDistrict(),
	proofDistrict(),
	officeDistrict(mail),
];

function headers(config: Config): Parameters<typeof secureHeaders>[0] {
	return {
		// a handler that sets a header of its own (a stricter one, for what others have uploaded) keeps it
		overwrite: false,
		contentSecurityPolicy: {
			defaultSrc: ["'none'"],
			scriptSrc: ["'self'"],
			styleSrc: ["'self'"],
			imgSrc: ["'self'", "blob:"],
			connectSrc: ["'self'"],
			formAction: ["'self'"],
			baseUri: ["'none'"],
			frameAncestors: ["'none'"],
			objectSrc: ["'self'"],
			frameSrc: ["'self'"],
		},
		referrerPolicy: "same-origin",
		xFrameOptions: "DENY",
		crossOriginResourcePolicy: "same-origin",
		strictTransportSecurity: config.baseUrl?.startsWith("https://") ? "max-age=31536000" : false,
		permissionsPolicy: { camera: ["self"], geolocation: [], microphone: [] },
	};
}
