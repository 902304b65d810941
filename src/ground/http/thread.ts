import type { Hono } from "hono";
import type { Db } from "../../../db/open.ts";
import type { FormState } from "../../../views/ui/form-state.ts";
import { WriteMessage } from "../messages/schema.ts";
import { readThread, type ThreadSubject } from "../messages/thread.ts";
import { writeMessage } from "../messages/write-message.ts";
import { answer } from "./answer.tsx";
import type { AppEnv, Http } from "./env.ts";
import { submit } from "./form.ts";
import { idOf } from "./list.ts";
import { permit } from "./permit.ts";

/** The thread of a noun's page: one address that takes questions and answers, and answers with the page. */
export function threadRoute(
	app: Hono<AppEnv>,
	path: string,
	thread: {
		subject: (db: Db, id: string) => Promise<ThreadSubject>;
		to: (id: string) => string;
		page: (c: Http, form: FormState) => Promise<Response>;
	},
): void {
	app.post(path, permit("message.write"), (c) =>
		submit(c, {
			schema: WriteMessage,
			command: (input) => writeMessage(c.var.ctx, (trx) => thread.subject(trx, idOf(c)), input),
			done: () => answer(c, { to: `${thread.to(idOf(c))}#fragor`, said: "Det är skickat." }),
			again: (form) => thread.page(c, form),
		}),
	);
}

export const threadOf = (c: Http, subject: ThreadSubject) => readThread(c.var.ctx.db, c.var.ctx.actor, subject);
