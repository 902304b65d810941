import type { Role, Via } from "../../../db/schema/vocabulary.ts";
import { type Action, isReading, narrowsByUnit, type Scope, scopeOf } from "./permissions.ts";

/** A role that the actor holds today at a unit; `substitute_for` is set when the role is held for somebody else. */
export interface ActorRole {
	role: Role;
	unit_id: string;
	substitute_for: { id: string; name: string } | null;
}

/** The person or system that acts. `id` is null only for the system itself. */
export interface Actor {
	id: string | null;
	name: string;
	roles: readonly ActorRole[];
	via: Via;
	/** True while the reader looks at an earlier day: only reading actions are then allowed, whatever the roles say. */
	reads_only?: boolean;
	/** True for a key that is narrowed to a unit: it does not open what is shown for the whole region alike. */
	narrowed?: boolean;
}

/** How far the role reaches for the action, as the actor stands now. */
export function scopeFor(actor: Actor, action: Action, role: Role): Scope | undefined {
	if (actor.reads_only && !isReading(action)) return undefined;
	const scope = scopeOf(action, role);
	if (!actor.narrowed || scope !== "all") return scope;
	return narrowsByUnit(action) ? "branch" : undefined;
}

/** The units an actor may touch for an action: all of them, or the units in `own` and everything below those in `branch`. */
export type Reach = "all" | { own: string[]; branch: string[] };

/**
 * Returns the actor's role that allows `action` at a unit, or undefined. `path` is the unit's id followed by its ancestors'
 * ids. An own role goes before a substitute's, unless the act belongs to the person in `standingInFor`.
 */
export function grantFor(
	actor: Actor,
	action: Action,
	path: readonly string[],
	standingInFor?: string | null,
): ActorRole | undefined {
	const grants = actor.roles.filter((held) => {
		const scope = scopeFor(actor, action, held.role);
		if (scope === "own") return held.unit_id === path[0];
		return scope === "all" || (scope === "branch" && path.includes(held.unit_id));
	});
	const standIn = standingInFor ? grants.find((held) => held.substitute_for?.id === standingInFor) : undefined;
	return standIn ?? grants.find((held) => held.substitute_for === null) ?? grants[0];
}

/** True when the actor may do this at some unit. Menus and the first gate of a route ask it. */
export function maySomewhere(actor: Actor, action: Action): boolean {
	return actor.roles.some((held) => scopeFor(actor, action, held.role) !== undefined);
}

export function reachOf(actor: Actor, action: Action): Reach {
	const reach = { own: [] as string[], branch: [] as string[] };
	for (const held of actor.roles) {
		const scope = scopeFor(actor, action, held.role);
		if (scope === "all") return "all";
		if (scope) reach[scope].push(held.unit_id);
	}
	return reach;
}

/** Whose duties the person has: their own, and those of whom they stand in for. */
export function peopleOf(actor: Actor): string[] {
	const absent = actor.roles.flatMap((held) => (held.substitute_for ? [held.substitute_for.id] : []));
	return [...new Set([...(actor.id ? [actor.id] : []), ...absent])];
}
