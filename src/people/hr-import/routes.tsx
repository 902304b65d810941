import { Hono } from "hono";
import { HrOutcomePage } from "../../../views/people/hr-import/hr-outcome-page.tsx";
import { HrPreviewPage } from "../../../views/people/hr-import/hr-preview-page.tsx";
import { HrUploadPage } from "../../../views/people/hr-import/hr-upload-page.tsx";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { permit } from "../../ground/http/permit.ts";
import { type ReceivedFile, submitUpload } from "../../ground/http/upload.ts";
import { paths } from "../../paths/paths.ts";
import { nowOf } from "../../ground/write/context.ts";
import { confirmHrFile } from "./confirm-hr-file.ts";
import { openHrTicket, encryptHrTicket } from "./hr-ticket.ts";
import { planHrFile, requireWholeTree } from "./plan-hr-file.ts";
import { MAX_BYTES } from "./read-rows.ts";
import { PERSON_HEADINGS, UNIT_HEADINGS, UploadHrFile } from "./schema.ts";

/** People and units from a file: upload, see what would happen, confirm. */
export function hrRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	const edit = permit("organisation.edit");

	app.get(paths.hrFiles(), edit, (c) => uploadPage(c, UNTOUCHED));
	app.post(paths.hrFiles(), edit, (c) =>
		submitUpload(c, {
			maxBytes: MAX_BYTES,
			schema: UploadHrFile,
			field: "file",
			command: (input, file) => putAside(c, input, file),
			done: (token) => answer(c, { to: paths.hrFile(token) }),
			again: (form) => uploadPage(c, form),
		}),
	);
	app.get("/hr-filer/:token", edit, async (c) => {
		const token = c.req.param("token");
		const { ticket, path } = await openHrTicket(c.var.ctx, token);
		const plan = await planHrFile(c.var.ctx, ticket, path, c.var.today);
		return page(c, <HrPreviewPage shell={shell(c)} token={token} file_name={ticket.file_name} plan={plan} />);
	});
	app.post("/hr-filer/:token/bekraftelse", edit, async (c) => {
		const outcome = await confirmHrFile(c.var.ctx, c.req.param("token"), c.var.today);
		return page(c, <HrOutcomePage shell={shell(c)} outcome={outcome} />);
	});
	return app;
}

/** Keeps the file for the confirmation. One that cannot be read is refused here, beside the field. */
async function putAside(c: Http, input: UploadHrFile, file: ReceivedFile): Promise<string> {
	const { ctx } = c.var;
	await planHrFile(ctx, input, file.path, c.var.today);
	const aside = await ctx.files.setAside(file);
	const { sha256, name: file_name } = file;
	return encryptHrTicket(ctx, { aside, sha256, person_id: ctx.actor.id!, ...input, file_name, issued_at: nowOf(ctx) });
}

async function uploadPage(c: Http, form: FormState): Promise<Response> {
	await requireWholeTree(c.var.ctx);
	const headings = { people: Object.values(PERSON_HEADINGS), units: Object.values(UNIT_HEADINGS) };
	return page(c, <HrUploadPage shell={shell(c)} form={form} headings={headings} />);
}
