import type { MiddlewareHandler } from "hono";
import type { Action } from "../access/permissions.ts";
import { maySomewhere } from "../access/actor.ts";
import { requireSomewhere } from "../access/require-may.ts";
import { NotAllowed } from "../errors.ts";
import type { AppEnv } from "./env.ts";

/** A route's first gate, carrying the names of its action, and of what serves as well, so that a test can walk the route table. */
export type Permit = MiddlewareHandler<AppEnv> & { action: Action; instead?: Action | undefined };

/**
 * Refuses a person who may not do `action` at any unit; the command then checks the unit at hand. `instead` names other actions
 * that also open the gate, where the object decides which of them is needed.
 */
export function permit(action: Action, instead?: Action): Permit {
	const gate: MiddlewareHandler<AppEnv> = async (c, next) => {
		if (!instead || !maySomewhere(c.var.ctx.actor, instead)) requireSomewhere(c.var.ctx.actor, action);
		await next();
	};
	return Object.assign(gate, { action, instead });
}

/**
 * The gate for what everybody may do with their own things: it asks only that the person is signed in, also without a role
 * today.
 */
export function permitOwn(action: Action): Permit {
	const gate: MiddlewareHandler<AppEnv> = async (c, next) => {
		if (c.var.ctx.actor.id === null) throw new NotAllowed("Logga in först.", { log: `${action} by nobody` });
		await next();
	};
	return Object.assign(gate, { action });
}
