import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import { listTemplates } from "../../../db/queries/report/templates.ts";
import { TemplatePage } from "../../../views/report/templates/template-page.tsx";
import { TemplatesPage } from "../../../views/report/templates/templates-page.tsx";
import type { Action } from "../../ground/access/permissions.ts";
import { mayAt } from "../../ground/access/require-may.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { attach, idOf, listRoutes, XLSX } from "../../ground/http/list.ts";
import { permit } from "../../ground/http/permit.ts";
import { submitUpload } from "../../ground/http/upload.ts";
import { paths } from "../../paths/paths.ts";
import { requirePeriod } from "../periods/require-period.ts";
import { readReportHead } from "../workbook/report-content.ts";
import { templateColumns } from "./columns.ts";
import { exportTemplate } from "./export-template.ts";
import { MAX_TEMPLATE_BYTES } from "./limits.ts";
import { mapTemplate } from "./map-template.ts";
import { requireTemplate } from "./require-template.ts";
import { FillTemplate, MapTemplate, UploadTemplate } from "./schema.ts";
import { TABLES, valuesOf } from "./sources.ts";
import { uploadTemplate } from "./upload-template.ts";

export function templateRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	listRoutes(app, "/rapporter/:id/mallar", {
		action: "report.view",
		name: "Arbetsboksmallar",
		columns: templateColumns,
		rows: async (c) => listTemplates(c.var.ctx.db, (await periodFor(c, "report.view")).board_id),
		page: (c) => listPage(c, UNTOUCHED),
	});
	app.post("/rapporter/:id/mallar", permit("period.edit"), async (c) => {
		const period = await periodFor(c, "period.edit");
		return submitUpload(c, {
			maxBytes: MAX_TEMPLATE_BYTES,
			schema: UploadTemplate,
			field: "file",
			command: (input, file) => uploadTemplate(c.var.ctx, period, input, file),
			done: (id) => answer(c, { to: paths.reportTemplate(period.id, id), said: "Mallen är inlagd." }),
			again: (form) => listPage(c, form),
		});
	});

	app.get("/rapporter/:id/mallar/:template", permit("report.view"), (c) => templatePage(c, UNTOUCHED));
	app.post("/rapporter/:id/mallar/:template", permit("period.edit"), async (c) => {
		const period = await periodFor(c, "period.edit");
		return submit(c, {
			schema: MapTemplate,
			command: (input) => mapTemplate(c.var.ctx, period, templateId(c), input),
			done: () => answer(c, { to: c.req.path, said: "Valen är sparade." }),
			again: (form) => templatePage(c, form),
		});
	});

	app.post("/rapporter/:id/mallar/:template/ifylld", permit("report.export"), async (c) => {
		const period = await periodFor(c, "report.export");
		return submit(c, {
			schema: FillTemplate,
			command: () => exportTemplate(c.var.ctx, period, templateId(c)),
			done: ({ file_name, bytes }) => {
				attach(c, file_name, XLSX);
				return c.body(new Uint8Array(bytes));
			},
			again: (form) => templatePage(c, { ...UNTOUCHED, errors: form.errors }),
		});
	});
	return app;
}

function periodFor(c: Http, action: Action) {
	return requirePeriod(c.var.ctx.db, c.var.ctx.actor, action, idOf(c));
}

function templateId(c: Http): string {
	return c.req.param("template") ?? "";
}

async function listPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const period = await periodFor(c, "report.view");
	const list = await listOf(c, {
		path: paths.reportTemplates(period.id),
		columns: templateColumns,
		all: await listTemplates(db, period.board_id),
	});
	const may_edit = await mayAt(db, actor, "period.edit", period.unit_id);
	return page(c, <TemplatesPage shell={shell(c)} period={period} list={list} may_edit={may_edit} form={form} />);
}

async function templatePage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const period = await periodFor(c, "report.view");
	const head = await readReportHead(db, period, c.var.today);
	const props = {
		template: await requireTemplate(db, period, templateId(c)),
		values: valuesOf(head).map(({ key, label }) => ({ value: key, label })),
		tables: Object.entries(TABLES).map(([value, label]) => ({ value, label })),
		may_edit: await mayAt(db, actor, "period.edit", period.unit_id),
		may_export: await mayAt(db, actor, "report.export", period.unit_id),
		form,
	};
	return page(c, <TemplatePage shell={shell(c)} period={period} {...props} />);
}
