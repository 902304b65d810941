import { listOf } from "../../ground/http/list-page.ts";
import { Hono } from "hono";
import { countAgreements, listAgreements } from "../../../db/queries/checks/agreements.ts";
import { listBoards } from "../../../db/queries/people/boards.ts";
import { AgreementsPage } from "../../../views/checks/agreements/agreements-page.tsx";
import { maySomewhere, reachOf } from "../../ground/access/actor.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { listRoutes } from "../../ground/http/list.ts";
import { permit } from "../../ground/http/permit.ts";
import { submitUpload } from "../../ground/http/upload.ts";
import { paths } from "../../paths/paths.ts";
import { agreementColumns } from "./columns.ts";
import { importAgreements } from "./import-agreements.ts";
import { MAX_BYTES } from "./read-agreements.ts";
import { ImportAgreements } from "./schema.ts";

async function agreementsPage(c: Http, form: FormState) {
	const { db, actor } = c.var.ctx;
	const reach = reachOf(actor, "purchases.view");
	const boards = maySomewhere(actor, "purchases.import")
		? await listBoards(db, reachOf(actor, "purchases.import"))
		: [];
	const props = {
		list: await listOf(c, {
			path: paths.agreements(),
			columns: agreementColumns,
			rows: (part) => listAgreements(db, reach, part),
			count: () => countAgreements(db, reach),
		}),
		units: boards.map((board) => ({ id: board.unit_id, name: board.unit_name })),
	};
	return page(c, <AgreementsPage shell={shell(c)} form={form} {...props} />);
}

export function agreementRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	listRoutes(app, paths.agreements(), {
		action: "purchases.view",
		name: "Avtal",
		columns: agreementColumns,
		rows: (c) => listAgreements(c.var.ctx.db, reachOf(c.var.ctx.actor, "purchases.view")),
		page: (c) => agreementsPage(c, UNTOUCHED),
	});

	app.post(paths.agreementImport(), permit("purchases.import"), (c) =>
		submitUpload(c, {
			maxBytes: MAX_BYTES,
			schema: ImportAgreements,
			field: "file",
			command: (input, file) => importAgreements(c.var.ctx, input, file),
			done: (n) =>
				answer(c, { to: paths.agreements(), said: `${n} avtal är inlästa. Reglerna använder dem nästa gång de körs.` }),
			again: (form) => agreementsPage(c, form),
		}),
	);

	return app;
}
