import type { Context } from "../../src/ground/write/context.ts";
import { TODAY, type World } from "./world.ts";

/** Adam as the region's own controller: who sends to every board. */
export function regionController({ ctx, ids }: World, at = TODAY): Context {
	const roles = [{ role: "controller" as const, unit_id: ids.region, substitute_for: null }];
	return { ...ctx, clock: () => new Date(at), actor: { id: ids.adam, name: "Adam Norén", roles, via: "web" } };
}
