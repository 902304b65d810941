import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { compress } from "hono/compress";
import { csrf } from "hono/csrf";
import { requestId } from "hono/request-id";
import { secureHeaders } from "hono/secure-headers";
import type { Logger } from "pino";
import type { Database } from "../db/open.ts";
import { accessibilityReportRoutes, accessibilityRoutes } from "./office/accessibility/routes.tsx";
import { accountRoutes, openAccountRoutes } from "./people/accounts/routes.tsx";
import { administrationRoutes } from "./office/administration/routes.tsx";
import { agreementRoutes } from "./checks/agreements/routes.tsx";
import { archiveRoutes } from "./report/handover/archive-export/routes.ts";
import { openAsOfStore } from "./proof/as-of/as-of-store.ts";
import { asOfRoutes } from "./proof/as-of/routes.tsx";
import { assessmentRoutes } from "./report/assessments/routes.tsx";
import { assetRoutes } from "./running/assets/routes.ts";
import { auditRoutes } from "./proof/trail/routes.tsx";
import { auditPackageRoutes } from "./report/handover/audit-package/routes.tsx";
import { boardPageRoutes } from "./report/board-page/routes.tsx";
import { boardRoutes } from "./people/boards/routes.tsx";
import { cashRoutes } from "./checks/own-forms/cash-counts/routes.tsx";
import { closingRoutes } from "./report/closing/routes.tsx";
import type { Config } from "./config.ts";
import { controlRoutes } from "./checks/controls/routes.tsx";
import { deviationRoutes } from "./checks/deviations/routes.tsx";
import { dialogueRoutes } from "./report/dialogues/routes.tsx";
import { documentRoutes } from "./report/documents/routes.ts";
import { drawRoutes } from "./checks/draws/routes.tsx";
import { evaluationRoutes } from "./checks/evaluation/routes.tsx";
import { evidenceRoutes } from "./checks/evidence/routes.tsx";
import type { FileStore } from "./ground/files/file-store.ts";
import { followUpRoutes } from "./report/follow-ups/routes.tsx";
import { governanceRoutes } from "./report/governance/routes.tsx";
import { healthRoutes } from "./running/health/routes.ts";
import { hiredStaffRoutes } from "./checks/own-forms/hired-staff/routes.tsx";
import { hrRoutes } from "./people/hr-import/routes.tsx";
import { actor, signedIn } from "./ground/http/actor.ts";
import { asOf } from "./proof/as-of/as-of-day.tsx";
import type { AppEnv } from "./ground/http/env.ts";
import { measure } from "./running/metrics/measure.ts";
import { notFound, onError } from "./ground/http/on-error.tsx";
import { inboxRoutes } from "./office/inbox/routes.tsx";
import type { Keys } from "./ground/keys.ts";
import { ledgerRoutes } from "./checks/ledger/routes.tsx";
import { materialCostRoutes } from "./checks/own-forms/material-costs/routes.tsx";
import { measureRoutes } from "./register/measures/routes.tsx";
import type { Metrics } from "./running/metrics/metrics.ts";
import { ownershipRoutes } from "./people/ownership/routes.tsx";
import { paths } from "./paths.ts";
import { peopleRoutes } from "./people/people/routes.tsx";
import { periodRoutes } from "./report/periods/routes.tsx";
import { personalDataRoutes } from "./people/personal-data/routes.tsx";
import { planRoutes } from "./register/plans/routes.tsx";
import { populationRoutes } from "./checks/populations/routes.tsx";
import { readinessRoutes } from "./report/readiness/routes.tsx";
import { recommendationRoutes } from "./report/recommendations/routes.tsx";
import { readBackRoutes } from "./report/workbook/read-back-routes.tsx";
import { reportRoutes } from "./report/workbook/routes.tsx";
import { retentionRoutes } from "./proof/retention/routes.tsx";
import { riskRoutes } from "./register/risks/routes.tsx";
import { samRoutes } from "./sam/routes.tsx";
import { samplePlanRoutes } from "./checks/sample-plans/routes.tsx";
import { decisionRoutes } from "./checks/samples/decision-routes.tsx";
import { sampleRoutes } from "./checks/samples/routes.tsx";
import { integrationRoutes } from "./people/scim/integration-routes.tsx";
import { scimRoutes } from "./people/scim/routes.ts";
import { ownSessionRoutes } from "./people/session/own-routes.tsx";
import { sessionRoutes } from "./people/session/routes.tsx";
import { PASSWORDS_ONLY, type SignInParts } from "./people/session/sign-in-parts.ts";
import { settingRoutes } from "./office/settings/routes.tsx";
import { templateRoutes } from "./report/templates/routes.tsx";
import { unitRoutes } from "./people/units/routes.tsx";
import type { Clock } from "./ground/write/context.ts";

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

const FORM_BYTES = 1_000_000;

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
	app.use(limitForms);
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

/** Plain forms are small; multipart uploads are streamed and capped where they are read. */
const formLimit = bodyLimit({ maxSize: FORM_BYTES, onError: (c) => c.text("Det du skickade är för stort.", 413) });
const limitForms: typeof formLimit = (c, next) =>
	c.req.header("content-type")?.startsWith("multipart/form-data") ? next() : formLimit(c, next);

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
