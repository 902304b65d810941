import { Hono } from "hono";
import type { Logger } from "pino";
import type { z } from "zod";
import {
	countDirectoryGroups,
	countDirectoryUsers,
	findDirectoryUserByKey,
	listDirectoryGroups,
	listDirectoryUsers,
	withMembers,
} from "../../../db/queries/people/scim.ts";
import type { Config } from "../../config.ts";
import { baseUrl } from "../../ground/http/base-url.ts";
import { readJson } from "../../ground/http/body.ts";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { permit } from "../../ground/http/permit.ts";
import { bearer, onScimError, scim, scimError } from "./door.ts";
import { paths } from "../../paths/paths.ts";
import type { SignInParts } from "../session/sign-in-parts.ts";
import type { Context } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { addUser } from "./add-user.ts";
import { MAX_RESULTS, resourceTypes, schemaDefinitions, serviceProviderConfig } from "./definitions.ts";
import { DirectoryConflict } from "./directory-conflict.ts";
import { readFilter } from "./filter.ts";
import { groupResource, readGroup } from "./group-resource.ts";
import { PatchBody, patched } from "./patch.ts";
import { putGroup } from "./put-group.ts";
import { removeGroup } from "./remove-group.ts";
import { removeUser } from "./remove-user.ts";
import { replaceUser } from "./replace-user.ts";
import { requireGroup } from "./require-group.ts";
import { requireUser } from "./require-user.ts";
import { readUser, userResource } from "./user-resource.ts";

const LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
const edit = permit("organisation.edit");
const view = permit("organisation.view");

/** SCIM 2.0 under /scim/v2, enough for Entra ID: users and groups, `eq` filters, PATCH. */
export function scimRoutes(
	ctx: Omit<Context, "actor">,
	config: Config,
	signIn: SignInParts,
	log: Logger,
): Hono<AppEnv> {
	const app = new Hono<AppEnv>();
	app.onError(onScimError(log));
	app.use(bearer(ctx, config, signIn.proxies));
	definitionRoutes(app);
	userRoutes(app, signIn.provider?.externalIdIsSubject ? signIn.provider.issuer : null);
	groupRoutes(app);
	app.all("*", (c) => scimError(c, 404, "No such resource"));
	return app;
}

function definitionRoutes(app: Hono<AppEnv>): void {
	app.get("/ServiceProviderConfig", (c) => scim(c, serviceProviderConfig(baseOf(c))));
	for (const [path, all] of [
		["/Schemas", schemaDefinitions],
		["/ResourceTypes", resourceTypes],
	] as const) {
		app.get(path, (c) => scim(c, list(all(baseOf(c)), all(baseOf(c)).length, 1)));
		app.get(`${path}/:id`, (c) => {
			const one = all(baseOf(c)).find(({ id }) => id === c.req.param("id"));
			return one ? scim(c, one) : scimError(c, 404, "No such resource");
		});
	}
}

function userRoutes(app: Hono<AppEnv>, issuer: string | null): void {
	app.get("/Users", view, async (c) => {
		const filter = readFilter(c.req.query("filter"), "userName");
		const page = pageOf(c);
		const users = await listDirectoryUsers(c.var.ctx.db, filter, page);
		const total = await countDirectoryUsers(c.var.ctx.db, filter);
		return scim(
			c,
			list(
				users.map((user) => userResource(user, baseOf(c))),
				total,
				page.offset + 1,
			),
		);
	});
	app.post("/Users", edit, async (c) => {
		const input = valid(readUser(await json(c)));
		if (await findDirectoryUserByKey(c.var.ctx.db, input.user_key))
			throw new DirectoryConflict("userName is already in use");
		return answerUser(c, await addUser(c.var.ctx, input, issuer), 201);
	});
	app.get("/Users/:id", view, (c) => answerUser(c, c.req.param("id")));
	app.put("/Users/:id", edit, async (c) => {
		await replaceUser(c.var.ctx, c.req.param("id"), valid(readUser(await json(c))));
		return answerUser(c, c.req.param("id"));
	});
	app.patch("/Users/:id", edit, async (c) => {
		const { Operations } = valid(PatchBody.safeParse(await json(c)));
		const before = userResource(await requireUser(c.var.ctx.db, c.req.param("id")), baseOf(c));
		await replaceUser(c.var.ctx, before.id, valid(readUser(patched(before, Operations))));
		return answerUser(c, before.id);
	});
	app.delete("/Users/:id", edit, async (c) => {
		await removeUser(c.var.ctx, c.req.param("id"));
		return c.body(null, 204);
	});
}

function groupRoutes(app: Hono<AppEnv>): void {
	app.get("/Groups", view, async (c) => {
		const filter = readFilter(c.req.query("filter"), "displayName");
		const page = pageOf(c);
		const { db } = c.var.ctx;
		const groups = await withMembers(db, await listDirectoryGroups(db, filter, page));
		const bare = c.req.query("excludedAttributes")?.split(",").includes("members") ?? false;
		const total = await countDirectoryGroups(db, filter);
		return scim(
			c,
			list(
				groups.map((group) => groupResource(group, baseOf(c), bare)),
				total,
				page.offset + 1,
			),
		);
	});
	app.post("/Groups", edit, async (c) =>
		answerGroup(c, await putGroup(c.var.ctx, null, valid(readGroup(await json(c)))), 201),
	);
	app.get("/Groups/:id", view, (c) => answerGroup(c, c.req.param("id")));
	app.put("/Groups/:id", edit, async (c) =>
		answerGroup(c, await putGroup(c.var.ctx, c.req.param("id"), valid(readGroup(await json(c))))),
	);
	app.patch("/Groups/:id", edit, async (c) => {
		const { Operations } = valid(PatchBody.safeParse(await json(c)));
		const before = groupResource(await requireGroup(c.var.ctx.db, c.req.param("id")), baseOf(c));
		await putGroup(c.var.ctx, before.id, valid(readGroup(patched(before, Operations))));
		return answerGroup(c, before.id);
	});
	app.delete("/Groups/:id", edit, async (c) => {
		await removeGroup(c.var.ctx, c.req.param("id"));
		return c.body(null, 204);
	});
}

async function answerUser(c: Http, id: string, status: 200 | 201 = 200): Promise<Response> {
	const resource = userResource(await requireUser(c.var.ctx.db, id), baseOf(c));
	c.header("Location", resource.meta.location);
	return scim(c, resource, status);
}

async function answerGroup(c: Http, id: string, status: 200 | 201 = 200): Promise<Response> {
	const bare = c.req.query("excludedAttributes")?.split(",").includes("members") ?? false;
	const resource = groupResource(await requireGroup(c.var.ctx.db, id), baseOf(c), bare);
	c.header("Location", resource.meta.location);
	return scim(c, resource, status);
}

function baseOf(c: Http): string {
	return `${baseUrl(c)}${paths.scim()}`;
}

function list(Resources: object[], totalResults: number, startIndex: number) {
	return { schemas: [LIST], totalResults, startIndex, itemsPerPage: Resources.length, Resources };
}

function pageOf(c: Http): { offset: number; limit: number } {
	const whole = (name: string, otherwise: number) => {
		const text = c.req.query(name) ?? "";
		return /^-?\d{1,9}$/.test(text) ? Number(text) : otherwise;
	};
	return {
		offset: Math.max(1, whole("startIndex", 1)) - 1,
		limit: Math.min(MAX_RESULTS, Math.max(0, whole("count", 100))),
	};
}

async function json(c: Http): Promise<unknown> {
	if (!/^application\/(scim\+)?json\b/i.test(c.req.header("content-type") ?? ""))
		throw new Invalid({ "": "Content-Type must be application/scim+json" });
	const body = await readJson(c);
	if (body === undefined) throw new Invalid({ "": "The body is not JSON" });
	return body;
}

/** Outside input is what its schema says, or nothing (T08). The fault is told by field, in the protocol's language. */
function valid<T>(parsed: z.ZodSafeParseResult<T>): T {
	if (parsed.success) return parsed.data;
	const fields = [...new Set(parsed.error.issues.map((issue) => issue.path.join(".") || "body"))];
	throw new Invalid({ "": `Not usable: ${fields.join(", ")}` });
}
