import { Hono } from "hono";
import { etag } from "hono/etag";
import { countApiTokens, listApiTokens } from "../../../db/queries/people/api.ts";
import type { Page } from "../../../db/queries/ground/tables.ts";
import { listBoards } from "../../../db/queries/people/boards.ts";
import { ApiPage } from "../../../views/people/api/api-page.tsx";
import { ApiTokenMadePage } from "../../../views/people/api/token-made-page.tsx";
import { ApiTokensPage } from "../../../views/people/api/tokens-page.tsx";
import { OwnApiTokensPage } from "../../../views/people/api/own-tokens-page.tsx";
import { type FormState, UNTOUCHED } from "../../../views/ui/form-state.ts";
import type { TokenChoices } from "../../../views/people/api/token-parts.tsx";
import { maySomewhere } from "../../ground/access/actor.ts";
import { answer, page } from "../../ground/http/answer.tsx";
import { baseUrl } from "../../ground/http/base-url.ts";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { submit } from "../../ground/http/form.ts";
import { listOf } from "../../ground/http/list-page.ts";
import { listRoutes } from "../../ground/http/list.ts";
import type { Listed } from "../../ground/http/listed.ts";
import { pagingOf } from "../../ground/http/paging.ts";
import { permit, permitOwn } from "../../ground/http/permit.ts";
import { shell } from "../../ground/http/shell.ts";
import { nowOf } from "../../ground/write/context.ts";
import { paths } from "../../paths/paths.ts";
import { addApiToken } from "./add-token.ts";
import { apiTokenColumns, type ShownApiToken } from "./columns.ts";
import { apiDocument, rowsPath } from "../../ground/http/list-document.ts";
import { endApiToken } from "./end-token.ts";
import { AddApiToken, AddServiceToken } from "./schema.ts";

const PAGE_ROWS = 20;

/** The document for programs. Anybody may read it: it says which lists there are, and nothing that is in them. */
export function apiDocumentRoutes(lists: () => Listed[], imports: () => Record<string, object>): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	app.get(paths.apiDocument(), etag(), (c) => {
		c.header("Cache-Control", "no-cache");
		return c.json(apiDocument(lists(), imports()));
	});
	return app;
}

/** Keys as their owner makes and ends them, as an administrator sees all of them, and how a program uses one. */
export function apiRoutes(lists: () => Listed[]): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	const own = permitOwn("account.edit");
	const making = (c: Http) => ({ session_id: c.var.session_id, lists: lists().map(({ path }) => path) });
	const choicesIn = async (c: Http): Promise<TokenChoices> => ({
		lists: lists().map(({ path, name }) => ({ path, name })),
		boards: await listBoards(c.var.ctx.db, "all"),
	});

	app.get(paths.api(), own, (c) => {
		const shown = lists().map((listed) => ({ ...listed, address: rowsPath(listed) }));
		return page(c, <ApiPage shell={shell(c)} lists={shown} base={baseUrl(c)} />);
	});

	app.get(paths.ownApiTokens(), own, (c) => ownPage(c, UNTOUCHED, choicesIn));
	app.post(paths.ownApiTokens(), own, (c) =>
		submit(c, {
			schema: AddApiToken,
			command: (input) => addApiToken(c.var.ctx, making(c), input),
			done: (token) => page(c, <ApiTokenMadePage shell={shell(c)} token={token} back={paths.ownApiTokens()} />),
			again: (form) => ownPage(c, form, choicesIn),
		}),
	);
	app.post(paths.apiTokens(), permit("integration.edit"), (c) =>
		submit(c, {
			schema: AddServiceToken,
			command: (input) => addApiToken(c.var.ctx, making(c), input),
			done: (token) => page(c, <ApiTokenMadePage shell={shell(c)} token={token} back={paths.apiTokens()} />),
			again: (form) => allPage(c, form, choicesIn),
		}),
	);
	app.post("/atkomstnycklar/:id/avslut", own, async (c) => {
		const wasOwn = await endApiToken(c.var.ctx, c.req.param("id"));
		return answer(c, { to: wasOwn ? paths.ownApiTokens() : paths.apiTokens(), said: "Nyckeln är avslutad." });
	});

	listRoutes(app, paths.apiTokens(), {
		action: "integration.view",
		name: "Åtkomstnycklar",
		columns: apiTokenColumns,
		rows: (c) => shownTokens(c, {}),
		page: (c) => allPage(c, UNTOUCHED, choicesIn),
	});
	return app;
}

async function shownTokens(c: Http, filter: { person_id?: string }, part?: Page): Promise<ShownApiToken[]> {
	const { ctx } = c.var;
	const tokens = await listApiTokens(ctx.db, filter, part);
	return tokens.map((token) => ({ ...token, is_expired: token.expires_at <= nowOf(ctx) }));
}

type Choosing = (c: Http) => Promise<TokenChoices>;

async function allPage(c: Http, form: FormState, choicesIn: Choosing): Promise<Response> {
	const list = await listOf(c, {
		path: paths.apiTokens(),
		columns: apiTokenColumns,
		rows: (part) => shownTokens(c, {}, part),
		count: () => countApiTokens(c.var.ctx.db),
	});
	const choices = maySomewhere(c.var.ctx.actor, "integration.edit") ? await choicesIn(c) : null;
	return page(c, <ApiTokensPage shell={shell(c)} list={list} form={form} choices={choices} />);
}

async function ownPage(c: Http, form: FormState, choicesIn: Choosing): Promise<Response> {
	const { db, actor } = c.var.ctx;
	const person_id = actor.id!;
	const paging = pagingOf(c, PAGE_ROWS);
	const tokens = await shownTokens(c, { person_id }, paging.page);
	const pager = paging.links(await countApiTokens(db, { person_id }));
	const props = { tokens, pager, choices: await choicesIn(c) };
	return page(c, <OwnApiTokensPage shell={shell(c)} form={form} {...props} />);
}
