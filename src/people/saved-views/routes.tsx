import { Hono } from "hono";
import { SaveViewPage } from "../../../views/people/saved-views/save-view-page.tsx";
import { answer, page } from "../../ground/http/answer.tsx";
import type { AppEnv } from "../../ground/http/env.ts";
import { formValues, submit } from "../../ground/http/form.ts";
import { permitOwn } from "../../ground/http/permit.ts";
import { safeReturnPath } from "../../ground/http/return-path.ts";
import { shell } from "../../ground/http/shell.ts";
import { paths } from "../../paths/paths.ts";
import { removeView } from "./remove-view.ts";
import { saveView } from "./save-view.ts";
import { RemoveView, SaveView } from "./schema.ts";

/** The views of lists that a person keeps. They are saved from the list, and lead back to it. */
export function savedViewRoutes(): Hono<AppEnv> {
	const app = new Hono<AppEnv>();

	app.post(paths.savedViews(), permitOwn("view.save"), async (c) => {
		const values = await formValues(c);
		const [path = "/"] = safeReturnPath(String(values.path ?? "")).split("?");
		// written anew: whatever was sent, it is what stands after a question mark and nothing else
		const query = new URLSearchParams(String(values.query ?? "")).toString();
		return submit(c, {
			schema: SaveView,
			values: { ...values, path, query },
			command: (input) => saveView(c.var.ctx, input),
			done: (id) => answer(c, { to: `${path}?${query}${query ? "&" : ""}vy=${id}`, said: "Vyn är sparad." }),
			again: (form) => page(c, <SaveViewPage shell={shell(c)} form={form} />),
		});
	});

	app.post(paths.savedViewRemoval(), permitOwn("view.save"), (c) =>
		submit(c, {
			schema: RemoveView,
			command: (input) => removeView(c.var.ctx, input.view),
			done: (path) => answer(c, { to: path, said: "Vyn är borttagen." }),
			again: (form) => page(c, <SaveViewPage shell={shell(c)} form={form} />),
		}),
	);

	return app;
}
