import { Hono } from "hono";
import type { AppEnv } from "../ground/http/env.ts";
import { retentionRoutes } from "./retention/routes.tsx";
import { auditRoutes } from "./trail/routes.tsx";

/** The log, earlier days, and what is disposed of. One line per feature; an address that begins like another stands before it. */
export function proofDistrict(): Hono<AppEnv> {
	const district = new Hono<AppEnv>();
	district.route("/", auditRoutes());
	district.route("/", retentionRoutes());
	return district;
}
