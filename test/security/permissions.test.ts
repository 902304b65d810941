import type { Hono } from "hono";
import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { ROLES, type Role } from "../../db/schema/vocabulary.ts";
import { type Action, PERMISSIONS, scopeOf } from "../../src/access/permissions.ts";
import { createApp } from "../../src/app.tsx";
import { readConfig } from "../../src/config.ts";
import type { Permit } from "../../src/http/permit.ts";
import { paths } from "../../src/paths.ts";
import { clientFor } from "../support/browser-client.ts";
import { openWorld, type PersonKey } from "../support/world.ts";

/** One person per role in the world. */
const PERSON: Record<Role, PersonKey> = {
	material_coordinator: "maria",
	manager: "mats",
	allocating_manager: "nils",
	controller: "carin",
	approver: "fia",
	auditor: "rune",
	administrator: "adam",
	safety_representative: "siv",
};

/** Changes that need no right: signing in, with what one knows or with a one-time link. */
const OPEN: string[] = [
	paths.signIn(),
	paths.signInPassword(),
	paths.signInCode(),
	"/inbjudan/:token",
	"/uppstart/:token",
];

/** The directory's own entrance knows no session and no cookie: a person is nobody there, whatever their role. */
const forIntegrations = (route: Route) => route.path.startsWith("/scim/");

interface Route {
	method: string;
	path: string;
	action: Action | undefined;
}

async function routeTable(): Promise<Route[]> {
	const { ctx, dataDir } = await openWorld();
	const config = readConfig({ DATA_DIR: dataDir, NODE_ENV: "test" });
	const app: Hono<never> = createApp({ ...ctx, config, log: pino({ level: "silent" }) }) as never;
	const table = new Map<string, Route>();
	for (const { method, path, handler } of app.routes) {
		if (method === "ALL") continue;
		const key = `${method} ${path}`;
		table.set(key, { method, path, action: (handler as Partial<Permit>).action ?? table.get(key)?.action });
	}
	return [...table.values()];
}

const mutating = (route: Route) => !["GET", "HEAD", "OPTIONS"].includes(route.method);

describe("T16: every route that changes something names its permission", () => {
	test("the route table was read", async () => {
		expect((await routeTable()).filter(mutating).length).toBeGreaterThan(20);
	});

	test("no mutating route is without an action of the table", async () => {
		const bare = (await routeTable()).filter(
			(route) => mutating(route) && !OPEN.includes(route.path) && !(route.action && route.action in PERMISSIONS),
		);
		expect(bare).toEqual([]);
	});
});

describe("T17, T21: the table decides, for every role and route, before anything else happens", () => {
	test.each(Object.keys(ROLES) as Role[])(
		"%s is refused with 403 exactly where the table gives nothing",
		async (role) => {
			const world = await openWorld();
			const client = await clientFor(world, PERSON[role]);
			const before = await world.ctx.db.selectFrom("events").select("id").execute();
			const wrong: string[] = [];
			for (const route of await routeTable()) {
				if (!route.action || route.path === paths.signOut() || forIntegrations(route)) continue;
				const path = route.path.replace(/:\w+(\{[^}]*\})?/g, "finns-inte");
				const response = mutating(route) ? await client.post(path, {}) : await client.get(path);
				const allowed = scopeOf(route.action, role) !== undefined;
				if ((response.status === 403) === allowed || response.status >= 500) {
					wrong.push(
						`${route.method} ${path} (${route.action}): ${response.status}, expected ${allowed ? "not " : ""}403`,
					);
				}
			}
			expect(wrong).toEqual([]);
			const after = await world.ctx.db.selectFrom("events").select(["id", "type"]).execute();
			expect(after.length - before.length, "a refused or empty request records nothing").toBe(0);
		},
	);
});

describe("T34: a change asked for from another site is refused", () => {
	test("every mutating route answers 403 to a foreign Origin", async () => {
		const world = await openWorld();
		const client = await clientFor(world, "carin");
		const routes = (await routeTable()).filter(mutating);
		const answers = await Promise.all(
			routes.map(async (route) => {
				const path = route.path.replace(/:\w+(\{[^}]*\})?/g, "x");
				const plain = await client.post(path, {}, { headers: { Origin: "https://ond.example" } });
				const htmx = await client.post(path, {}, { htmx: true, headers: { Origin: "https://ond.example" } });
				return [path, plain.status, htmx.status];
			}),
		);
		expect(answers.filter(([, plain, htmx]) => plain !== 403 || htmx !== 403)).toEqual([]);
	});
});

test("T33: no answer allows another origin with credentials", async () => {
	const client = await clientFor(await openWorld(), "carin");
	const response = await client.get(paths.inbox(), { Origin: "https://ond.example" });
	expect(response.headers.get("access-control-allow-origin")).toBeNull();
	expect(response.headers.get("access-control-allow-credentials")).toBeNull();
});
