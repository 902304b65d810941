import type { Db } from "../../../db/open.ts";
import { unitPath } from "../../../db/queries/people/units.ts";
import { once } from "../moment.ts";
import { NotAllowed, NotFound } from "../errors.ts";
import { type Actor, type ActorRole, grantFor, maySomewhere, scopeFor } from "./actor.ts";
import type { Action } from "./permissions.ts";

/** A page asks of the same few units for every button that it may show. */
const pathOf = (db: Db, unitId: string) => once(db, `path ${unitId}`, () => unitPath(db, unitId));

/** What is seen by the right to something else; every other noun has a `view` of its own. */
const VIEWED_BY: Partial<Record<string, Action>> = {
	measure: "plan.view",
	risk: "plan.view",
	control: "plan.view",
	session: "inbox.view",
	account: "inbox.view",
	period: "report.view",
	package: "report.view",
	minutes: "evidence.view",
	// a request is seen by the one who is asked, and by whoever sees what it is about
	evidence_request: "evidence.view",
	view: "inbox.view",
	message: "inbox.view",
};

/** The action by which a unit's objects of the same kind are seen: `run.sign` is seen by `run.view`. */
export function viewOf(action: Action): Action {
	const noun = action.slice(0, action.indexOf("."));
	return VIEWED_BY[noun] ?? (`${noun}.view` as Action);
}

/**
 * Returns the role by which the actor may do this at the unit. Throws `NotFound` when the actor may not even see such objects
 * there (a guessed id must not tell what exists), and `NotAllowed` when they may only see them.
 */
export async function requireMay(
	db: Db,
	actor: Actor,
	action: Action,
	unitId: string,
	standingInFor?: string | null,
): Promise<ActorRole> {
	const path = await pathOf(db, unitId);
	const grant = grantFor(actor, action, path, standingInFor);
	if (grant) return grant;
	if (!grantFor(actor, viewOf(action), path)) throw new NotFound(`${action} at unit ${unitId}`);
	throw new NotAllowed("Din roll ger inte rätt att göra detta här.", { log: `${action} at unit ${unitId}` });
}

/** Asks the same as `requireMay` but answers true or false, for pages that decide which buttons to show. */
export async function mayAt(db: Db, actor: Actor, action: Action, unitId: string): Promise<boolean> {
	return grantFor(actor, action, await pathOf(db, unitId)) !== undefined;
}

/** The first gate: refuses whoever may not do this anywhere. Returns the role that allows it, own before substitute. */
export function requireSomewhere(actor: Actor, action: Action): ActorRole {
	const held = actor.roles.filter((role) => scopeFor(actor, action, role.role) !== undefined);
	const own = held.find((role) => role.substitute_for === null) ?? held[0];
	if (own) return own;
	if (actor.reads_only && maySomewhere({ ...actor, reads_only: false }, action))
		throw new NotAllowed("Du läser ett tidigare läge, och där kan inget ändras. Gå tillbaka till i dag först.", {
			log: `${action} while an earlier day is read`,
		});
	throw new NotAllowed("Din roll ger inte rätt att se eller göra detta.", { log: `${action} anywhere` });
}
