import { Hono } from "hono";
import type { AppEnv } from "../ground/http/env.ts";
import { accountPairRoutes } from "./account-pairs/routes.tsx";
import { boardRoutes } from "./boards/routes.tsx";
import { hrRoutes } from "./hr-import/routes.tsx";
import { ownershipRoutes } from "./ownership/routes.tsx";
import { peopleRoutes } from "./people/routes.tsx";
import { personalDataRoutes } from "./personal-data/routes.tsx";
import { savedViewRoutes } from "./saved-views/routes.tsx";
import { integrationRoutes } from "./scim/integration-routes.tsx";
import { unitRoutes } from "./units/routes.tsx";

/** Who is who, where they belong, and how they come in. One line per feature; an address that begins like another stands before it. */
export function peopleDistrict(): Hono<AppEnv> {
	const district = new Hono<AppEnv>();
	district.route("/", savedViewRoutes());
	district.route("/", integrationRoutes());
	district.route("/", hrRoutes());
	district.route("/", accountPairRoutes());
	district.route("/", ownershipRoutes());
	district.route("/", unitRoutes());
	district.route("/", peopleRoutes());
	district.route("/", boardRoutes());
	district.route("/", personalDataRoutes());
	return district;
}
