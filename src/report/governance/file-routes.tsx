import { Hono } from "hono";
import { z } from "zod";
import type { Period } from "../../../db/queries/report/periods.ts";
import type { WrittenIn } from "../../../db/schema/report/governance-numbers.ts";
import { NumbersPreviewPage, NumbersUploadPage } from "../../../views/report/governance/numbers-file-pages.tsx";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { openAside, setAside } from "../../ground/files/aside-ticket.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { idOf } from "../../ground/http/list.ts";
import { permit } from "../../ground/http/permit.ts";
import { shell } from "../../ground/http/shell.ts";
import { type ReceivedFile, submitUpload } from "../../ground/http/upload.ts";
import { paths } from "../../paths/paths.ts";
import { requirePeriod } from "../periods/require-period.ts";
import { importNumbers, previewNumbers } from "./import-numbers.ts";
import { UploadNumbers } from "./schema.ts";

const MAX_BYTES = 20_000_000;
const NOTHING = z.object({});

/** Budget, outcome and forecast from a file: upload, see what changes, confirm. */
export function governanceFileRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	const edit = permit("governance.edit");
	app.get("/rapporter/:id/styrning/inlasning", edit, (c) => uploadPage(c, UNTOUCHED));
	app.post("/rapporter/:id/styrning/inlasning", edit, async (c) => {
		const period = await edited(c);
		return submitUpload(c, {
			maxBytes: MAX_BYTES,
			schema: UploadNumbers,
			field: "file",
			command: (input, file) => previewed(c, period, { ...input, file }),
			done: (token) => c.redirect(paths.governanceFileConfirmation(period.id, token), 303),
			again: (form) => uploadPage(c, form),
		});
	});
	app.get("/rapporter/:id/styrning/inlasning/:token", edit, (c) => previewPage(c, UNTOUCHED));
	app.post("/rapporter/:id/styrning/inlasning/:token", edit, async (c) => {
		const period = await edited(c);
		const file = await openAside(c.var.ctx, purposeOf(period), c.req.param("token"));
		return submit(c, {
			schema: NOTHING,
			command: () => importNumbers(c.var.ctx, period, file),
			done: (n) =>
				answer(c, { to: paths.governance(period.id), said: n === 1 ? "1 rad är inläst." : `${n} rader är inlästa.` }),
			again: (form) => previewPage(c, form),
		});
	});
	return app;
}

const edited = (c: Http) => requirePeriod(c.var.ctx.db, c.var.ctx.actor, "governance.edit", idOf(c));
const purposeOf = (period: Period) => `styrningens tal i ${period.id}`;

/** Reads the file through once, so that what cannot be read is refused where it was chosen. */
async function previewed(
	c: Http,
	period: Period,
	{ file, written }: { file: ReceivedFile; written: WrittenIn },
): Promise<string> {
	await previewNumbers(c.var.ctx, period, file.path, written);
	return setAside(c.var.ctx, purposeOf(period), file, { written });
}

async function uploadPage(c: Http, form: FormState) {
	return page(c, <NumbersUploadPage shell={shell(c)} period={await edited(c)} form={form} />);
}

async function previewPage(c: Http, form: FormState) {
	const period = await edited(c);
	const token = c.req.param("token") ?? "";
	const { path, file_name, more } = await openAside(c.var.ctx, purposeOf(period), token);
	const reading = await previewNumbers(c.var.ctx, period, path, more.written as WrittenIn);
	const props = { period, file_name, token, reading, form };
	return page(c, <NumbersPreviewPage shell={shell(c)} {...props} />);
}
