import { Hono } from "hono";
import type { AppEnv } from "../ground/http/env.ts";
import { measureRoutes } from "./measures/routes.tsx";
import { planComparisonRoutes } from "./comparison/routes.tsx";
import { planImportRoutes } from "./plan-import/routes.tsx";
import { planDecisionRoutes } from "./decisions/routes.tsx";
import { planOrderRoutes } from "./plans/order-routes.tsx";
import { planPreparationRoutes } from "./preparation/routes.tsx";
import { planRoutes } from "./plans/routes.tsx";
import { scoringRoutes } from "./scoring/routes.tsx";
import { riskRoutes } from "./risks/routes.tsx";

/** The plan of a year: its risks and measures. One line per feature; an address that begins like another stands before it. */
export function registerDistrict(): Hono<AppEnv> {
	const district = new Hono<AppEnv>();
	district.route("/", planComparisonRoutes());
	district.route("/", planImportRoutes());
	district.route("/", planDecisionRoutes());
	district.route("/", planPreparationRoutes());
	district.route("/", planOrderRoutes());
	district.route("/", planRoutes());
	district.route("/", scoringRoutes());
	district.route("/", riskRoutes());
	district.route("/", measureRoutes());
	return district;
}
