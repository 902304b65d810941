import { Hono } from "hono";
import { press } from "../../documents/render-pdf.ts";
import type { AppEnv } from "../../../ground/http/env.ts";
import { permit } from "../../../ground/http/permit.ts";
import { sendZip } from "../../../ground/http/zip.ts";
import { requirePeriod } from "../../periods/require-period.ts";
import { exportArchive } from "./export-archive.ts";

/** A plain form on the report's page for closing answers the file. */
export function archiveRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	app.post("/rapporter/:id/arkiv", permit("report.export"), async (c) => {
		const { ctx } = c.var;
		const period = await requirePeriod(ctx.db, ctx.actor, "report.export", c.req.param("id"));
		const { file_name, parts } = await exportArchive(ctx, period, press);
		return sendZip(c, file_name, parts);
	});
	return app;
}
