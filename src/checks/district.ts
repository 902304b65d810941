import { Hono } from "hono";
import type { AppEnv } from "../ground/http/env.ts";
import { agreementRoutes } from "./agreements/routes.tsx";
import { controlRoutes } from "./controls/routes.tsx";
import { deviationRoutes } from "./deviations/routes.tsx";
import { drawRoutes } from "./draws/routes.tsx";
import { dutyRoutes } from "./duties/routes.tsx";
import { evaluationRoutes } from "./evaluation/routes.tsx";
import { evidenceRequestRoutes } from "./evidence/request-routes.tsx";
import { evidenceRoutes } from "./evidence/routes.tsx";
import { ledgerRoutes } from "./ledger/routes.tsx";
import { cashRoutes } from "./own-forms/cash-counts/routes.tsx";
import { hiredStaffRoutes } from "./own-forms/hired-staff/routes.tsx";
import { materialCostRoutes } from "./own-forms/material-costs/routes.tsx";
import { populationPage, populationRoutes } from "./populations/routes.tsx";
import { unitCodeRoutes } from "./populations/unit-code-routes.tsx";
import { runRoutes } from "./runs/routes.tsx";
import { samplePlanRoutes } from "./sample-plans/routes.tsx";
import { decisionRoutes } from "./samples/decision-routes.tsx";
import { sampleRoutes } from "./samples/routes.tsx";

/** Controls and their runs, from the purchases file to the evaluation. One line per feature; an address that begins like another stands before it. */
export function checksDistrict(): Hono<AppEnv> {
	const district = new Hono<AppEnv>();
	district.route("/", samplePlanRoutes());
	district.route("/", evaluationRoutes());
	district.route("/", ledgerRoutes());
	district.route("/", agreementRoutes());
	district.route("/", materialCostRoutes());
	district.route("/", cashRoutes());
	district.route("/", hiredStaffRoutes());
	district.route("/", runRoutes());
	district.route("/", controlRoutes());
	district.route("/", decisionRoutes());
	district.route("/", sampleRoutes());
	district.route("/", evidenceRequestRoutes());
	district.route("/", evidenceRoutes());
	district.route("/", deviationRoutes());
	district.route("/", unitCodeRoutes());
	district.route("/", populationRoutes());
	district.route("/", dutyRoutes());
	district.route("/", drawRoutes(populationPage));
	return district;
}
