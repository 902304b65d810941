import { Hono } from "hono";
import { listEvidenceOf } from "../../../db/queries/checks/evidence.ts";
import { findOpenCorrection, findSealHead, listSeals } from "../../../db/queries/report/closing.ts";
import { ClosingPage } from "../../../views/report/closing/closing-page.tsx";
import { SealedReportPage } from "../../../views/report/closing/sealed-report-page.tsx";
import { mayAt } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { idOf } from "../../ground/http/list.ts";
import { pagingOf } from "../../ground/http/paging.ts";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { requirePeriod } from "../periods/require-period.ts";
import { readReadiness } from "../readiness/read-readiness.ts";
import { NotFound } from "../../ground/errors.ts";
import { closePeriod } from "./close-period.ts";
import type { Difference } from "./differences.ts";
import { readSealedContent } from "./sealed-content.ts";
import { openCorrection } from "./open-correction.ts";
import { ClosePeriod, OpenCorrection } from "./schema.ts";
import { openSealKey } from "./seal-key.ts";

export function closingRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.get("/rapporter/:id/stangning", permit("report.view"), (c) => closingPage(c, UNTOUCHED));
	app.post("/rapporter/:id/stangning", permit("period.close"), (c) =>
		submit(c, {
			schema: ClosePeriod,
			command: () => closePeriod(c.var.ctx, openSealKey(c.var.config), idOf(c)),
			done: (edition) => answer(c, { to: paths.sealedReport(idOf(c), edition), said: "Rapporten är stängd." }),
			again: (form) => closingPage(c, form),
		}),
	);
	app.post("/rapporter/:id/rattelse", permit("period.close"), (c) =>
		submit(c, {
			schema: OpenCorrection,
			command: (input) => openCorrection(c.var.ctx, idOf(c), input),
			done: () => answer(c, { to: paths.closing(idOf(c)), said: "Rapporten är öppen för rättelse." }),
			again: (form) => closingPage(c, form),
		}),
	);
	app.get("/rapporter/:id/utgavor/:edition", permit("report.view"), sealedPage);
	return app;
}

async function closingPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const period = await requirePeriod(db, actor, "report.view", idOf(c));
	const seals = await listSeals(db, period.id);
	const correction = (await findOpenCorrection(db, period.id)) ?? null;
	const props = {
		seals,
		correction,
		readiness: await readReadiness(db, period, c.var.today),
		over: period.cut_off < c.var.today,
		may_close: await mayAt(db, actor, "period.close", period.unit_id),
		may_export: await mayAt(db, actor, "report.export", period.unit_id),
		form,
	};
	return page(c, <ClosingPage shell={shell(c)} period={period} {...props} />);
}

/** Shows a closed report from its sealed content, not from the rows as they are today. */
async function sealedPage(c: Http) {
	const { db, actor } = c.var.ctx;
	const period = await requirePeriod(db, actor, "report.view", idOf(c));
	const edition = Number(c.req.param("edition"));
	const seal = Number.isInteger(edition) ? await findSealHead(db, period.id, edition) : undefined;
	if (!seal) throw new NotFound(`edition ${c.req.param("edition")} of ${period.id}`);
	const differences = JSON.parse(seal.difference) as Difference[];
	const sealed = await readSealedContent(db, seal);
	const paging = pagingOf(c);
	const { offset, limit } = paging.page;
	return page(
		c,
		<SealedReportPage
			shell={shell(c)}
			seal={seal}
			content={sealed}
			follow_ups={sealed.follow_ups.slice(offset, offset + limit)}
			pager={paging.links(sealed.follow_ups.length)}
			differences={differences}
			minutes={(await Promise.all(sealed.assessments.map(({ id }) => listEvidenceOf(db, "assessment", id)))).flat()}
		/>,
	);
}
