import { Hono } from "hono";
import type { Db } from "../../../db/open.ts";
import { lastEvent } from "../../../db/queries/ground/write.ts";
import type { AppEnv } from "../../ground/http/env.ts";
import { paths } from "../../paths/paths.ts";

/** Lives before any session: a probe signs in as nobody. `draining` says that the process is on its way down. */
export function healthRoutes(db: Db, draining: () => boolean): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	app.get(paths.healthz(), (c) => c.text("ok"));
	app.get(paths.readyz(), async (c) => {
		if (draining()) return c.text("draining", 503);
		try {
			await lastEvent(db);
			return c.text("ok");
		} catch {
			return c.text("database", 503);
		}
	});
	return app;
}
