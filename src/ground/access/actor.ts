import type { Role, Via } from "../../../db/schema/vocabulary.ts";
import { type Action, isReading, type Scope, scopeOf } from "./permissions.ts";

/** A role that holds today, at a unit; `substitute_for` when it is held for somebody else. */
export interface ActorRole {
	role: Role;
	unit_id: string;
	substitute_for: { id: string; name: string } | null;
}

/** Who acts. `id` is null only for the system itself. */
export interface Actor {
	id: string | null;
	name: string;
	roles: readonly ActorRole[];
	via: Via;
	/** True while an earlier day is read: only what reads is allowed, whatever the roles are. */
	reads_only?: boolean;
}

/** How far the role reaches for the action, as the actor stands now. */
export function scopeFor(actor: Actor, action: Action, role: Role): Scope | undefined {
	return actor.reads_only && !isReading(action) ? undefined : scopeOf(action, role);
}

/** Which units an actor may touch for an action: all of them, or these units and (for `branch`) everything below. */
export type Reach = "all" | { own: string[]; branch: string[] };

/**
 * The actor's role that allows `action` at a unit, or undefined. `path` is the unit's id followed by its ancestors'. An own role
 * goes first, unless the act is one that belongs to `standingInFor`.
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

/** True when the actor may do this somewhere: for menus and for the first gate of a route. */
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
