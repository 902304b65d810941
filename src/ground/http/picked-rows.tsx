import type { Hono } from "hono";
import type { z } from "zod";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import { type PickedField, PickedPage, PickedResultPage } from "../../../views/ui/picked-page.tsx";
import type { Action } from "../access/permissions.ts";
import { Invalid, Refusal } from "../errors.ts";
import type { Context } from "../write/context.ts";
import { answer, page } from "./answer.tsx";
import type { AppEnv, Http } from "./env.ts";
import { formValues, submit } from "./form.ts";
import { LIST_NAMES } from "./list-asked.ts";
import { permit } from "./permit.ts";
import { shell } from "./shell.ts";

/** More rows than a page of a list holds are never picked on it. */
const MOST = 200;

/** What is done with each picked row. The command is the one of the single row: it asks for the right and the version by itself. */
export interface PickedAct<S extends z.ZodType> {
	/** "Tilldela" */
	label: string;
	schema: S;
	fields: (c: Http, ids: readonly string[]) => Promise<readonly PickedField[]>;
	command: (ctx: Context, id: string, version: number, input: z.output<S>) => Promise<void>;
}

interface Picking {
	action: Action;
	/** "avvikelser" */
	noun: string;
	/** What the rows are called that the person may see; others are not told of. */
	names: (c: Http, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
	// biome-ignore lint/suspicious/noExplicitAny: each act has its own input, which its schema and its command agree on
	acts: Readonly<Record<string, PickedAct<any>>>;
}

interface Picked {
	id: string;
	version: number;
}

/**
 * The acts on rows picked in a list: a page that asks for what an act needs, and one request that does it row by row. Each row is a
 * write of its own, done or refused with its sentence; a row that is refused stops no other.
 */
export function pickedRoutes(app: Hono<AppEnv>, path: string, picking: Picking): void {
	const gate = permit(picking.action);
	app.get(path, gate, (c) => askPage(c, path, picking, UNTOUCHED, pickedIn(c.req.queries(LIST_NAMES.picked) ?? [])));
	app.post(path, gate, async (c) => {
		const values = await formValues(c);
		const picked = pickedIn([values[LIST_NAMES.picked] ?? []].flat());
		const act = actOf(picking, values.gor);
		return submit(c, {
			schema: act.schema,
			values,
			command: async (input) => {
				requirePicked(picked);
				const failed = new Map<string, string>();
				for (const { id, version } of picked) await tell(failed, id, () => act.command(c.var.ctx, id, version, input));
				return failed;
			},
			done: (failed) => (failed.size === 0 ? allDone(c, path, picked) : resultPage(c, path, picking, picked, failed)),
			again: (form) => askPage(c, path, picking, form, picked),
		});
	});
}

async function tell(failed: Map<string, string>, id: string, act: () => Promise<void>): Promise<void> {
	try {
		await act();
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		failed.set(id, error.message);
	}
}

function pickedIn(values: readonly string[]): Picked[] {
	const rows = values.slice(0, MOST).map((value) => value.split("~"));
	const picked = rows.map(([id = "", version = ""]) => ({
		id,
		version: /^\d{1,9}$/.test(version) ? Number(version) : 0,
	}));
	return [...new Map(picked.map((one) => [one.id, one])).values()];
}

function requirePicked(picked: readonly Picked[]): void {
	if (picked.length === 0) throw new Invalid({ "": "Välj minst en rad i listan." });
}

function actOf(picking: Picking, asked: string | string[] | undefined) {
	const key = String(asked ?? "");
	const act = Object.hasOwn(picking.acts, key) ? picking.acts[key] : undefined;
	if (!act) throw new Invalid({ "": "Välj vad som ska göras med raderna." });
	return act;
}

const listPath = (path: string) => path.replace(/\/[^/]+$/, "");

async function askPage(c: Http, path: string, picking: Picking, form: FormState, picked: Picked[]): Promise<Response> {
	const key = c.req.query("gor") ?? String(form.values.gor ?? "");
	const act = actOf(picking, key);
	if (picked.length === 0) c.status(422);
	const ids = picked.map(({ id }) => id);
	const names = await picking.names(c, ids);
	const errors = picked.length === 0 ? { "": "Välj minst en rad i listan." } : form.errors;
	const props = {
		form: { ...form, errors },
		title: `${act.label}: ${picked.length} ${picking.noun}`,
		action: path,
		list_href: listPath(path),
		act: { key, label: act.label },
		rows: picked.flatMap(({ id, version }) => ({ value: `${id}~${version}`, name: names.get(id) ?? UNSEEN })),
		fields: await act.fields(c, ids),
	};
	return page(c, <PickedPage shell={shell(c)} {...props} />);
}

const UNSEEN = "En rad som inte finns, eller som inte ingår i din behörighet";

function allDone(c: Http, path: string, picked: readonly Picked[]) {
	const said = picked.length === 1 ? "En rad är ändrad." : `${picked.length} rader är ändrade.`;
	return answer(c, { to: listPath(path), said });
}

async function resultPage(
	c: Http,
	path: string,
	picking: Picking,
	picked: readonly Picked[],
	failed: ReadonlyMap<string, string>,
): Promise<Response> {
	const names = await picking.names(
		c,
		picked.map(({ id }) => id),
	);
	const rows = picked.map(({ id }) => ({ name: names.get(id) ?? UNSEEN, problem: failed.get(id) ?? null }));
	const done = rows.length - failed.size;
	return page(c, <PickedResultPage shell={shell(c)} rows={rows} done={done} list_href={listPath(path)} />);
}
