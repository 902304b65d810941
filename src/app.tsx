import { Hono } from "hono";
import { compress } from "hono/compress";
import { csrf } from "hono/csrf";
import { requestId } from "hono/request-id";
import { secureHeaders } from "hono/secure-headers";
import type { Logger } from "pino";
import type { Database } from "../db/open.ts";
import { accessibilityReportRoutes, accessibilityRoutes } from "./accessibility/routes.tsx";
import { accountRoutes, openAccountRoutes } from "./accounts/routes.tsx";
import { administrationRoutes } from "./administration/routes.tsx";
import { agreementRoutes } from "./agreements/routes.tsx";
import { archiveRoutes } from "./archive-export/routes.ts";
import { openAsOfStore } from "./as-of/as-of-store.ts";
import { asOfRoutes } from "./as-of/routes.tsx";
import { assessmentRoutes } from "./assessments/routes.tsx";
import { assetRoutes } from "./assets/routes.ts";
import { auditRoutes } from "./audit/routes.tsx";
import { auditPackageRoutes } from "./audit-package/routes.tsx";
import { boardPageRoutes } from "./board-page/routes.tsx";
import { boardRoutes } from "./boards/routes.tsx";
import { cashRoutes } from "./cash-counts/routes.tsx";
import { closingRoutes } from "./closing/routes.tsx";
import type { Config } from "./config.ts";
import { controlRoutes } from "./controls/routes.tsx";
import { deviationRoutes } from "./deviations/routes.tsx";
import { dialogueRoutes } from "./dialogues/routes.tsx";
import { documentRoutes } from "./documents/routes.ts";
import { drawRoutes } from "./draws/routes.tsx";
import { evaluationRoutes } from "./evaluation/routes.tsx";
import { evidenceRoutes } from "./evidence/routes.tsx";
import type { FileStore } from "./files/file-store.ts";
import { followUpRoutes } from "./follow-ups/routes.tsx";
import { governanceRoutes } from "./governance/routes.tsx";
import { healthRoutes } from "./health/routes.ts";
import { hiredStaffRoutes } from "./hired-staff/routes.tsx";
import { hrRoutes } from "./hr-import/routes.tsx";
import { actor, signedIn } from "./http/actor.ts";
import { asOf } from "./http/as-of.tsx";
import type { AppEnv } from "./http/env.ts";
import { measure } from "./http/measure.ts";
import { notFound, onError } from "./http/on-error.tsx";
import { inboxRoutes } from "./inbox/routes.tsx";
import type { Keys } from "./keys.ts";
import { ledgerRoutes } from "./ledger/routes.tsx";
import { materialCostRoutes } from "./material-costs/routes.tsx";
import { measureRoutes } from "./measures/routes.tsx";
import type { Metrics } from "./metrics/metrics.ts";
import { ownershipRoutes } from "./ownership/routes.tsx";
import { paths } from "./paths.ts";
import { peopleRoutes } from "./people/routes.tsx";
import { periodRoutes } from "./periods/routes.tsx";
import { personalDataRoutes } from "./personal-data/routes.tsx";
import { planRoutes } from "./plans/routes.tsx";
import { populationRoutes } from "./populations/routes.tsx";
import { readinessRoutes } from "./readiness/routes.tsx";
import { recommendationRoutes } from "./recommendations/routes.tsx";
import { readBackRoutes } from "./reports/read-back-routes.tsx";
import { reportRoutes } from "./reports/routes.tsx";
import { retentionRoutes } from "./retention/routes.tsx";
import { riskRoutes } from "./risks/routes.tsx";
import { samRoutes } from "./sam/routes.tsx";
import { samplePlanRoutes } from "./sample-plans/routes.tsx";
import { decisionRoutes } from "./samples/decision-routes.tsx";
import { sampleRoutes } from "./samples/routes.tsx";
import { integrationRoutes } from "./scim/integration-routes.tsx";
import { scimRoutes } from "./scim/routes.ts";
import { ownSessionRoutes } from "./session/own-routes.tsx";
import { sessionRoutes } from "./session/routes.tsx";
import { PASSWORDS_ONLY, type SignInParts } from "./session/sign-in-parts.ts";
import { settingRoutes } from "./settings/routes.tsx";
import { templateRoutes } from "./templates/routes.tsx";
import { unitRoutes } from "./units/routes.tsx";
import type { Clock } from "./write/context.ts";

export interface AppParts {
	database: Database;
	files: FileStore;
	keys: Keys;
	clock: Clock;
	config: Config;
	log: Logger;
	draining?: () => boolean;
	/** Without it: user names and passwords, and no proxy in front. */
	signIn?: SignInParts;
	/** Without it nothing is measured. */
	metrics?: Metrics | undefined;
}

/** Middleware in order, then one line per feature. Never listens. */
export function createApp(parts: AppParts): Hono<AppEnv> {
	const { database, files, keys, clock, config, log } = parts;
	const app = new Hono<AppEnv>();
	app.onError(onError(log));
	app.notFound(notFound);

	if (parts.metrics) app.use(measure(parts.metrics));
	app.use(requestId());
	app.use(secureHeaders(headers(config)));
	app.use(compress({ threshold: 4096 }));
	app.route("/", healthRoutes(database.db, parts.draining ?? (() => false)));
	app.route("/", assetRoutes());
	const signIn = parts.signIn ?? PASSWORDS_ONLY;
	const base = { database, db: database.db, files, keys, clock };
	// before the guard against other sites: no cookie counts there, and a directory sends no Origin
	app.route(paths.scim(), scimRoutes(base, config, signIn, log));
	app.use(csrf({ origin: (origin, c) => origin === (config.baseUrl ?? new URL(c.req.url).origin) }));
	app.use(actor(base, config));
	app.use(async (c, next) => {
		await next();
		c.header("Cache-Control", "no-store");
	});
	app.route("/", sessionRoutes(signIn));
	app.route("/", openAccountRoutes(signIn));
	app.route("/", accessibilityRoutes());
	app.use(signedIn);
	app.route("/", ownSessionRoutes());
	app.route("/", accountRoutes(signIn));
	app.route("/", asOfRoutes());
	app.use(asOf(openAsOfStore(database, config.dataDir)));
	app.route("/", integrationRoutes());
	app.route("/", hrRoutes());
	app.route("/", ownershipRoutes());
	app.route("/", samplePlanRoutes());
	app.route("/", evaluationRoutes());
	app.route("/", ledgerRoutes());
	app.route("/", agreementRoutes());
	app.route("/", materialCostRoutes());
	app.route("/", cashRoutes());
	app.route("/", hiredStaffRoutes());
	app.route("/", planRoutes());
	app.route("/", samRoutes());
	app.route("/", riskRoutes());
	app.route("/", measureRoutes());
	app.route("/", unitRoutes());
	app.route("/", peopleRoutes());
	app.route("/", boardRoutes());
	app.route("/", settingRoutes());
	app.route("/", administrationRoutes());
	app.route("/", inboxRoutes());
	app.route("/", controlRoutes());
	app.route("/", decisionRoutes());
	app.route("/", sampleRoutes());
	app.route("/", evidenceRoutes());
	app.route("/", deviationRoutes());
	app.route("/", auditRoutes());
	app.route("/", periodRoutes());
	app.route("/", reportRoutes());
	app.route("/", readBackRoutes());
	app.route("/", documentRoutes());
	app.route("/", templateRoutes());
	app.route("/", followUpRoutes());
	app.route("/", readinessRoutes());
	app.route("/", governanceRoutes());
	app.route("/", recommendationRoutes());
	app.route("/", dialogueRoutes());
	app.route("/", boardPageRoutes());
	app.route("/", assessmentRoutes());
	app.route("/", closingRoutes());
	app.route("/", auditPackageRoutes());
	app.route("/", retentionRoutes());
	app.route("/", archiveRoutes());
	app.route("/", personalDataRoutes());
	app.route("/", accessibilityReportRoutes());
	app.route("/", populationRoutes());
	app.route("/", drawRoutes());
	return app;
}

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
