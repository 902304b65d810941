import type { Hono } from "hono";
import { pino } from "pino";
import type { Action } from "../../src/ground/access/permissions.ts";
import { createApp } from "../../src/app.tsx";
import { readConfig } from "../../src/config.ts";
import type { Permit } from "../../src/ground/http/permit.ts";
import type { World } from "./world.ts";

export interface Route {
	method: string;
	path: string;
	action: Action | undefined;
}

/** Every route of the application with the action its gate names. */
export function routeTable(world: Pick<World, "ctx" | "dataDir">): Route[] {
	const config = readConfig({ DATA_DIR: world.dataDir, NODE_ENV: "test" });
	const app: Hono<never> = createApp({ ...world.ctx, config, log: pino({ level: "silent" }) }) as never;
	const table = new Map<string, Route>();
	for (const { method, path, handler } of app.routes) {
		if (method === "ALL") continue;
		const key = `${method} ${path}`;
		table.set(key, { method, path, action: actionOf(handler) ?? table.get(key)?.action });
	}
	return [...table.values()];
}

/** Routes of an application with an error handler of its own are wrapped when they are mounted; the gate is inside. */
function actionOf(handler: unknown): Action | undefined {
	const { action, __COMPOSED_HANDLER: inside } = handler as Partial<Permit> & { __COMPOSED_HANDLER?: unknown };
	return action ?? (inside ? actionOf(inside) : undefined);
}

export const isMutating = (route: Route) => !["GET", "HEAD", "OPTIONS"].includes(route.method);

/** The address of a route with its last parameter filled in (`.json` and the like kept). */
export function addressOf(route: Route, id: string): string {
	return route.path.replace(/:\w+(\{[^}]*\})?/g, (_, pattern: string | undefined) => {
		const ending = /\\\.(json|csv|xlsx)\}$/.exec(pattern ?? "")?.[1];
		return ending ? `${id}.${ending}` : id;
	});
}
