import { Hono } from "hono";
import type { AppEnv } from "../ground/http/env.ts";
import { assessmentRoutes } from "./assessments/routes.tsx";
import { boardPageRoutes } from "./board-page/routes.tsx";
import { closingRoutes } from "./closing/routes.tsx";
import { dialogueRoutes } from "./dialogues/routes.tsx";
import { documentRoutes } from "./documents/routes.ts";
import { followUpRoutes } from "./follow-ups/routes.tsx";
import { groundRoutes } from "./grounds/routes.tsx";
import { governanceRoutes } from "./governance/routes.tsx";
import { archiveRoutes } from "./handover/archive-export/routes.ts";
import { auditPackageRoutes } from "./handover/audit-package/routes.tsx";
import { meetingRoutes } from "./meetings/routes.tsx";
import { overviewRoutes } from "./overview/routes.tsx";
import { periodRoutes } from "./periods/routes.tsx";
import { decisionPaperRoutes } from "./planning/routes.tsx";
import { readinessRoutes } from "./readiness/routes.tsx";
import { recommendationRoutes } from "./recommendations/routes.tsx";
import { regionRoutes } from "./region/routes.tsx";
import { templateRoutes } from "./templates/routes.tsx";
import { readBackRoutes } from "./workbook/read-back-routes.tsx";
import { reportRoutes } from "./workbook/routes.tsx";

/** What is reported of a period, from follow-up to the sealed edition and what is handed over. One line per feature; an address that begins like another stands before it. */
export function reportDistrict(): Hono<AppEnv> {
	const district = new Hono<AppEnv>();
	district.route("/", overviewRoutes());
	district.route("/", periodRoutes());
	district.route("/", reportRoutes());
	district.route("/", readBackRoutes());
	district.route("/", documentRoutes());
	district.route("/", decisionPaperRoutes());
	district.route("/", templateRoutes());
	district.route("/", followUpRoutes());
	district.route("/", meetingRoutes());
	district.route("/", readinessRoutes());
	district.route("/", governanceRoutes());
	district.route("/", recommendationRoutes());
	district.route("/", regionRoutes());
	district.route("/", dialogueRoutes());
	district.route("/", boardPageRoutes());
	district.route("/", assessmentRoutes());
	district.route("/", groundRoutes());
	district.route("/", closingRoutes());
	district.route("/", auditPackageRoutes());
	district.route("/", archiveRoutes());
	return district;
}
