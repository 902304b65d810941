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
	/** What serves as well, where the object at hand decides which of the two it takes. */
	instead: Action | undefined;
}

/** Every route of the application with the action its gate names. */
export function routeTable(world: Pick<World, "ctx" | "dataDir">): Route[] {
	const config = readConfig({ DATA_DIR: world.dataDir, NODE_ENV: "test" });
	const app: Hono<never> = createApp({ ...world.ctx, config, log: pino({ level: "silent" }) }) as never;
	const table = new Map<string, Route>();
	for (const { method, path, handler } of app.routes) {
		if (method === "ALL") continue;
		const key = `${method} ${path}`;
		const gate = gateOf(handler) ?? table.get(key);
		table.set(key, { method, path, action: gate?.action, instead: gate?.instead });
	}
	return [...table.values()];
}

/** Routes of an application with an error handler of its own are wrapped when they are mounted; the gate is inside. */
function gateOf(handler: unknown): Pick<Permit, "action" | "instead"> | undefined {
	const { action, instead, __COMPOSED_HANDLER: inside } = handler as Partial<Permit> & { __COMPOSED_HANDLER?: unknown };
	if (action) return { action, instead };
	return inside ? gateOf(inside) : undefined;
}

export const isMutating = (route: Route) => !["GET", "HEAD", "OPTIONS"].includes(route.method);

/** The address of a route with its parameters filled in (`.json` and the like kept): ids with a blank between in turn, one id for all. */
export function addressOf(route: Pick<Route, "path">, id: string): string {
	const ids = id.split(" ");
	return route.path.replace(/:\w+(\{[^}]*\})?/g, (_, pattern: string | undefined) => {
		const ending = /\\\.(json|csv|xlsx)\}$/.exec(pattern ?? "")?.[1];
		const one = ids.length > 1 ? ids.shift() : ids[0];
		return ending ? `${one}.${ending}` : one!;
	});
}
