import { createMiddleware } from "hono/factory";
import { matchedRoutes } from "hono/route";
import type { Metrics } from "../metrics/metrics.ts";
import type { AppEnv } from "./env.ts";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Measures every answer. What matched no route is one label, or anybody could fill the memory with made-up addresses. */
export function measure(metrics: Metrics) {
	return createMiddleware<AppEnv>(async (c, next) => {
		const start = performance.now();
		await next();
		const route = matchedRoutes(c).findLast(({ path, method }) => method !== "ALL" && !path.endsWith("*"))?.path;
		metrics.observe({
			method: METHODS.includes(c.req.method) ? c.req.method : "OTHER",
			route: route ?? "none",
			status: c.res.status,
			seconds: (performance.now() - start) / 1000,
		});
	});
}
