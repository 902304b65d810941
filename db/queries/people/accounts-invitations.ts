import type { Compilable, ExpressionBuilder, RawBuilder } from "kysely";
import { keptQuery } from "../../kept-query.ts";
import type { Db } from "../../open.ts";
import type { Schema } from "../../schema/index.ts";
import { CONTROL_ROLES, SYSTEM_PERSON } from "../../schema/people/people.ts";
import type { Page } from "../ground/tables.ts";
import { isWithin, type UnitReach, unitsWithin } from "./units.ts";

/** True for somebody who holds, has held or will hold a role of the control, and whose place nobody else may take (T55). */
export async function hasHeldControlRole(db: Db, personId: string): Promise<boolean> {
	const row = await db
		.selectFrom("roles")
		.select("id")
		.where("person_id", "=", personId)
		.where("role", "in", CONTROL_ROLES)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

/** True for a person whom one administrator alone may not invite: somebody who can sign in already, or has had a role of the control. */
export async function isGuarded(db: Db, personId: string): Promise<boolean> {
	const row = await db
		.selectFrom("people")
		.select("people.id")
		.where("people.id", "=", personId)
		.where((eb) => eb.or([hasSignIn(eb), hasControl(eb)]))
		.executeTakeFirst();
	return row !== undefined;
}

type OfPeople = ExpressionBuilder<Schema, "people">;

function hasSignIn(eb: OfPeople) {
	return eb.or([
		eb.exists(eb.selectFrom("accounts").select("accounts.person_id").whereRef("accounts.person_id", "=", "people.id")),
		eb.exists(
			eb
				.selectFrom("people_identities")
				.select("people_identities.id")
				.whereRef("people_identities.person_id", "=", "people.id"),
		),
	]);
}

/** Asked of each invited person: they are few, and those with a role within reach are thousands. */
function hasRole(eb: OfPeople, within?: RawBuilder<string>) {
	return eb.exists(
		eb
			.selectFrom("roles")
			.select("roles.id")
			.whereRef("roles.person_id", "=", "people.id")
			.$if(within !== undefined, (q) => q.where(isWithin(within!, "roles.unit_id"))),
	);
}

function hasControl(eb: OfPeople) {
	return eb.exists(
		eb
			.selectFrom("roles")
			.select("roles.id")
			.whereRef("roles.person_id", "=", "people.id")
			.where("roles.role", "in", CONTROL_ROLES),
	);
}

/** An invitation as the people concerned see it. Never its token, which is nowhere. */
export interface InvitationRow {
	id: string;
	person_id: string;
	person_name: string;
	created_at: string;
	created_by: string | null;
	through: string | null;
	expires_at: string;
	used_at: string | null;
	confirmed_by: string | null;
	confirmer: string | null;
	accepted_at: string | null;
	/** 1 when the person can sign in, or has had a role of the control, as things stand now. */
	guarded: number;
}

function invitations(db: Db) {
	return db
		.selectFrom("one_time_links")
		.innerJoin("people", "people.id", "one_time_links.person_id")
		.leftJoin("people as inviter", "inviter.id", "one_time_links.created_by")
		.leftJoin("people as confirmer", "confirmer.id", "one_time_links.confirmed_by")
		.select(["one_time_links.id", "people.id as person_id", "people.name as person_name"])
		.select(["one_time_links.created_at", "one_time_links.created_by", "inviter.name as through"])
		.select(["one_time_links.expires_at", "one_time_links.used_at", "one_time_links.confirmed_by"])
		.select(["confirmer.name as confirmer", "one_time_links.accepted_at"])
		.select((eb) =>
			eb
				.case()
				.when(eb.or([hasSignIn(eb as OfPeople), hasControl(eb as OfPeople)]))
				.then(1)
				.else(0)
				.end()
				.$castTo<number>()
				.as("guarded"),
		)
		.where("one_time_links.purpose", "=", "invitation");
}

/** The invitation that the person, or another administrator, has to say yes to before it opens anything. */
export async function findWaitingInvitation(db: Db, personId: string, now: string): Promise<InvitationRow | undefined> {
	const [found] = await waitingOf(db, personId, now);
	return found;
}

const waitingOf = keptQuery((db, personId: string, now: string) => waiting(db, now).where("people.id", "=", personId));

function waiting(db: Db, now: string) {
	return invitations(db)
		.where("one_time_links.used_at", "is", null)
		.where("one_time_links.confirmed_by", "is", null)
		.where("one_time_links.expires_at", ">", now)
		.where("one_time_links.created_by", "!=", SYSTEM_PERSON)
		.where("people.ended_at", "is", null)
		.where((eb) => eb.or([hasSignIn(eb as OfPeople), hasControl(eb as OfPeople)]));
}

/** The newest invitation by which the person came in. */
export function findAcceptedInvitation(db: Db, personId: string): Promise<InvitationRow | undefined> {
	return invitations(db)
		.where("people.id", "=", personId)
		.where("one_time_links.accepted_at", "is not", null)
		.orderBy("one_time_links.accepted_at", "desc")
		.limit(1)
		.executeTakeFirst();
}

export interface InvitationFilter {
	reach: UnitReach;
	/** Made at or after this instant. */
	since?: string | undefined;
}

/** The invitations to people within reach that concern more than the person and one administrator. */
function concerning(db: Db, { reach, since }: InvitationFilter) {
	const within = unitsWithin(reach);
	return invitations(db)
		.where((eb) => eb.or([hasControl(eb as OfPeople), eb("one_time_links.confirmed_by", "is not", null)]))
		.$if(since !== undefined, (q) => q.where("one_time_links.created_at", ">=", since!))
		.$if(within !== undefined, (q) => q.where((eb) => hasRole(eb as OfPeople, within)));
}

/** Lists them, the newest first. */
export function listInvitations(db: Db, filter: InvitationFilter, page?: Page): Promise<InvitationRow[]> {
	return concerning(db, filter)
		.orderBy("one_time_links.created_at", "desc")
		.orderBy("one_time_links.id")
		.$if(page !== undefined, (q) => q.limit(page!.limit).offset(page!.offset))
		.execute();
}

export async function countInvitations(db: Db, filter: InvitationFilter): Promise<number> {
	const [row] = await countedInvitations(db, filter);
	return row!.n;
}

const countedInvitations = keptQuery((db, filter: InvitationFilter) =>
	concerning(db, filter)
		.clearSelect()
		.select((eb) => eb.fn.countAll<number>().as("n")),
);

/** What waits for a yes from an administrator with this reach: never what they themselves have made. */
export const listWaitingInvitations = keptQuery(
	(db, { reach, now, actor_id }: { reach: UnitReach; now: string; actor_id: string }): Compilable<InvitationRow> => {
		const within = unitsWithin(reach);
		return waiting(db, now)
			.where("one_time_links.created_by", "!=", actor_id)
			.where("people.id", "!=", actor_id)
			.$if(within !== undefined, (q) =>
				q.where((eb) => eb.or([hasRole(eb as OfPeople, within), eb.not(hasRole(eb as OfPeople))])),
			)
			.orderBy("one_time_links.created_at");
	},
);

/** The invitations to the person that have been used since, for the person to see. */
export const listOwnAccepted = keptQuery(
	(db, personId: string, since: string): Compilable<InvitationRow> =>
		invitations(db)
			.where("people.id", "=", personId)
			.where("one_time_links.accepted_at", ">=", since)
			.orderBy("one_time_links.accepted_at", "desc"),
);
