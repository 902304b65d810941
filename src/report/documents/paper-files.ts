import type { Hono } from "hono";
import type { Action } from "../../ground/access/permissions.ts";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { attach } from "../../ground/http/list.ts";
import { permit } from "../../ground/http/permit.ts";
import type { Paper } from "./paper.ts";
import { press } from "./render-pdf.ts";
import { toWord } from "./word.ts";

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** The same content as Word and as PDF, at the path with the ending. */
export function paperFiles(app: Hono<AppEnv>, path: string, action: Action, make: (c: Http) => Promise<Paper>): void {
	app.get(`${path}.docx`, permit(action), async (c) => {
		const made = await make(c);
		attach(c, `${made.title}.docx`, DOCX);
		return c.body(new Uint8Array(await toWord(made)));
	});
	app.get(`${path}.pdf`, permit(action), async (c) => {
		const made = await make(c);
		const bytes = await press.render(made);
		attach(c, `${made.title}.pdf`, "application/pdf");
		return c.body(new Uint8Array(bytes));
	});
}
