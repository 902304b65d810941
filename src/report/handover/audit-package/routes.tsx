import { createHash } from "node:crypto";
import { Hono } from "hono";
import { listEventsOf } from "../../../../db/queries/ground/write.ts";
import { listSeals } from "../../../../db/queries/report/closing.ts";
import { verifierPage } from "../../../../views/assets/verifier-page.ts";
import { PackagePage } from "../../../../views/report/handover/audit-package/package-page.tsx";
import { page } from "../../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../../ground/http/env.ts";
import { shell } from "../../../ground/http/shell.ts";
import { historyEvent } from "../../../ground/http/history.ts";
import { permit } from "../../../ground/http/permit.ts";
import { sendZip } from "../../../ground/http/zip.ts";
import { requirePeriod } from "../../periods/require-period.ts";
import { exportPackage } from "./export-package.ts";

export function auditPackageRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.get("/rapporter/:id/granskningspaket", permit("package.export"), async (c) => {
		const { db } = c.var.ctx;
		const period = await shownPeriod(c);
		const events = await listEventsOf(db, "reporting_period", [period.id]);
		const history = events.filter((event) => event.type === "package.exported").map(historyEvent);
		const closed = (await listSeals(db, period.id)).length > 0;
		const verifier_sha256 = createHash("sha256").update(verifierPage()).digest("hex");
		const props = { period, closed, history, verifier_sha256 };
		return page(c, <PackagePage shell={shell(c)} {...props} />);
	});

	// A plain form answers the file: taking it out again is one more logged export.
	app.post("/rapporter/:id/granskningspaket", permit("package.export"), async (c) => {
		const { ctx, config } = c.var;
		const period = await shownPeriod(c);
		const { file_name, parts } = await exportPackage(ctx, period, {
			place: config,
			verifier: verifierPage(),
		});
		return sendZip(c, file_name, parts);
	});

	return app;
}

function shownPeriod(c: Http) {
	return requirePeriod(c.var.ctx.db, c.var.ctx.actor, "package.export", c.req.param("id") ?? "");
}
