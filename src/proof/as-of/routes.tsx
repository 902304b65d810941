import { Hono } from "hono";
import { AsOfPage } from "../../../views/proof/as-of/as-of-page.tsx";
import { answer, page } from "../../ground/http/answer.tsx";
import { forgetDay, keepDay } from "../../ground/http/session-cookie.ts";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { formValues, submit } from "../../ground/http/form.ts";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { shell } from "../../ground/http/shell.ts";
import { permit } from "../../ground/http/permit.ts";
import { paths } from "../../paths/paths.ts";
import { safeReturnPath } from "../../ground/http/return-path.ts";
import { chooseDay } from "./choose-day.ts";
import { ChooseDay } from "./schema.ts";

/** Which day is read. Mounted before the day is put in place, so that the way back is always open. */
export function asOfRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.get(paths.asOf(), permit("as_of.view"), (c) => asOfPage(c, UNTOUCHED, safeReturnPath(c.req.query("till"))));

	app.post(paths.asOf(), permit("as_of.view"), async (c) => {
		const values = await formValues(c);
		const return_to = safeReturnPath(String(values.till ?? ""));
		return submit(c, {
			schema: ChooseDay,
			values,
			command: (input) => chooseDay(c.var.ctx, input.datum),
			done: (date) => {
				keepDay(c, date);
				return answer(c, { to: return_to });
			},
			again: (form) => asOfPage(c, form, return_to),
		});
	});

	app.post(paths.asOfEnding(), permit("as_of.view"), async (c) => {
		const values = await formValues(c);
		forgetDay(c);
		return answer(c, { to: safeReturnPath(String(values.till ?? "")) });
	});

	return app;
}

function asOfPage(c: Http, form: FormState, return_to: string) {
	return page(c, <AsOfPage shell={shell(c)} form={form} return_to={return_to} />);
}
