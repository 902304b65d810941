import type { Hono } from "hono";
import type { Action } from "../access/permissions.ts";
import type { AppEnv, Http } from "./env.ts";
import { attach } from "./list.ts";
import { permit } from "./permit.ts";

const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** A paper that can be printed in two ways from the same content. */
export interface Printable {
	/** The name of the file, without ending. */
	title: string;
	word(): Promise<Uint8Array>;
	pdf(): Promise<Uint8Array>;
}

/** The same paper as Word and as PDF, at the path with the ending. */
export function paperFiles(
	app: Hono<AppEnv>,
	path: string,
	action: Action,
	make: (c: Http) => Promise<Printable>,
): void {
	app.get(`${path}.docx`, permit(action), async (c) => {
		const paper = await make(c);
		attach(c, `${paper.title}.docx`, DOCX);
		return c.body(new Uint8Array(await paper.word()));
	});
	app.get(`${path}.pdf`, permit(action), async (c) => {
		const paper = await make(c);
		// pressed before the headers are set: a machine without the compiler answers in words
		const bytes = await paper.pdf();
		attach(c, `${paper.title}.pdf`, "application/pdf");
		return c.body(new Uint8Array(bytes));
	});
}
