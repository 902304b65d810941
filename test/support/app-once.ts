import { type Logger, pino } from "pino";
import type { createApp } from "../../src/app.tsx";
import type { World } from "./world.ts";

type App = ReturnType<typeof createApp>;

const apps = new WeakMap<World["ctx"], Map<string, App>>();

/** The people of a world meet one application, as in an installation: laying its routes costs more than most requests. */
export function appOnce(ctx: World["ctx"], key: string, open: (log: Logger) => App): App {
	const known = apps.get(ctx) ?? new Map<string, App>();
	apps.set(ctx, known);
	const app = known.get(key) ?? open(pino({ level: "silent" }));
	known.set(key, app);
	return app;
}
