import { Hono } from "hono";
import { z } from "zod";
import type { Period } from "../../../db/queries/report/periods.ts";
import { ReadBackPage, ReadPreviewPage } from "../../../views/report/workbook/read-back-page.tsx";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { openAside, setAside } from "../../ground/files/aside-ticket.ts";
import { submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { idOf } from "../../ground/http/list.ts";
import { permit } from "../../ground/http/permit.ts";
import { type ReceivedFile, submitUpload } from "../../ground/http/upload.ts";
import { paths } from "../../paths/paths.ts";
import { requirePeriod } from "../periods/require-period.ts";
import { acceptReading, previewReading } from "./accept-reading.ts";

const MAX_BYTES = 100_000_000;
const NOTHING = z.object({});

/** Texts completed in the workbook come in again: upload, preview, confirm. */
export function readBackRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	app.get("/rapporter/:id/inlasning", permit("follow_up.complete"), (c) => uploadPage(c, UNTOUCHED));
	app.post("/rapporter/:id/inlasning", permit("follow_up.complete"), async (c) => {
		const period = await periodFor(c);
		return submitUpload(c, {
			maxBytes: MAX_BYTES,
			schema: NOTHING,
			field: "file",
			command: (_, file) => previewed(c, period, file),
			done: (token) => c.redirect(paths.reportReadingConfirmation(period.id, token), 303),
			again: (form) => uploadPage(c, form),
		});
	});
	app.get("/rapporter/:id/inlasning/:token", permit("follow_up.complete"), (c) => previewPage(c, UNTOUCHED));
	app.post("/rapporter/:id/inlasning/:token", permit("follow_up.complete"), async (c) => {
		const period = await periodFor(c);
		const file = await openAside(c.var.ctx, purposeOf(period), c.req.param("token"));
		return submit(c, {
			schema: NOTHING,
			command: () => acceptReading(c.var.ctx, period, file),
			done: (n) =>
				answer(c, {
					to: paths.followUps(period.id),
					said: `${n} ${n === 1 ? "uppföljning är inläst" : "uppföljningar är inlästa"}.`,
				}),
			again: (form) => previewPage(c, form),
		});
	});
	return app;
}

function periodFor(c: Http): Promise<Period> {
	return requirePeriod(c.var.ctx.db, c.var.ctx.actor, "follow_up.complete", idOf(c));
}

/** Reads the file through once, so that what is no completed workbook is refused where it was chosen. */
async function previewed(c: Http, period: Period, file: ReceivedFile): Promise<string> {
	await previewReading(c.var.ctx, period, file.path);
	return setAside(c.var.ctx, purposeOf(period), file);
}

const purposeOf = (period: Period) => `uppföljning i ${period.id}`;

async function uploadPage(c: Http, form: FormState) {
	return page(c, <ReadBackPage shell={shell(c)} period={await periodFor(c)} form={form} />);
}

async function previewPage(c: Http, form: FormState) {
	const period = await periodFor(c);
	const token = c.req.param("token") ?? "";
	const { path, file_name } = await openAside(c.var.ctx, purposeOf(period), token);
	const reading = await previewReading(c.var.ctx, period, path);
	return page(
		c,
		<ReadPreviewPage
			shell={shell(c)}
			period={period}
			file_name={file_name}
			token={token}
			reading={reading}
			form={form}
		/>,
	);
}
