import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { matchedRoutes } from "hono/route";
import type { Metrics } from "./metrics.ts";
import { paths } from "../../paths/paths.ts";
import type { AppEnv } from "../../ground/http/env.ts";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

/** Observes every answer. What matched no route is one label, or anybody could fill the memory with made-up addresses. */
export function observe(metrics: Pick<Metrics, "observe">) {
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

/** The application that answers `/metrics`: served on an address of its own, never beside the pages. */
export function metricsApp(metrics: Metrics): Hono {
	const app = new Hono();
	app.get(paths.metrics(), async (c) => c.body(await metrics.text(), 200, { "Content-Type": metrics.contentType }));
	return app;
}
