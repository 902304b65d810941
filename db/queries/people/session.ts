import { keptQuery } from "../../kept-query.ts";
import type { Db } from "../../open.ts";
import type { SignInStepTable, SignInWay } from "../../schema/people/session.ts";
import type { Role } from "../../schema/vocabulary.ts";
import type { Page } from "../ground/tables.ts";

export interface SessionRole {
	role: Role;
	unit_id: string;
	unit_name: string;
	substitute_for: { id: string; name: string } | null;
}

/** A live session has not ended, has been used since `idle_since`, and is not past its last hour. */
export interface LiveAt {
	now: string;
	idle_since: string;
}

function liveSessions(db: Db, at: LiveAt) {
	return db
		.selectFrom("sessions")
		.where("sessions.ended_at", "is", null)
		.where("sessions.expires_at", ">", at.now)
		.where("sessions.last_seen_at", ">", at.idle_since);
}

/** The person behind a live session, or undefined when it has ended, expired, or the person has left. */
export async function findSessionPerson(
	db: Db,
	sessionId: string,
	at: LiveAt,
): Promise<{ id: string; name: string; last_seen_at: string; way: SignInWay } | undefined> {
	const [person] = await personBehind(db, sessionId, at);
	return person;
}

const personBehind = keptQuery((db, sessionId: string, at: LiveAt) =>
	liveSessions(db, at)
		.innerJoin("people", "people.id", "sessions.person_id")
		.select(["people.id", "people.name", "sessions.last_seen_at", "sessions.way"])
		.where("sessions.id", "=", sessionId)
		.where("people.ended_at", "is", null),
);

export interface SessionRow {
	id: string;
	person_id: string;
	created_at: string;
	last_seen_at: string;
	expires_at: string;
	method: string;
	client: string;
}

/** A person's live sessions, the one used last first. */
export function listSessionsOf(db: Db, personId: string, at: LiveAt, page?: Page): Promise<SessionRow[]> {
	return liveSessions(db, at)
		.select(["id", "person_id", "created_at", "last_seen_at", "expires_at", "method", "client"])
		.where("person_id", "=", personId)
		.orderBy("last_seen_at", "desc")
		.orderBy("id")
		.$if(page !== undefined, (q) => q.limit(page!.limit).offset(page!.offset))
		.execute();
}

export async function countSessionsOf(db: Db, personId: string, at: LiveAt): Promise<number> {
	const row = await liveSessions(db, at)
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.where("person_id", "=", personId)
		.executeTakeFirstOrThrow();
	return row.n;
}

/** A person's live sessions but the `newest` ones, by when they began. */
export async function listOldestSessions(db: Db, personId: string, at: LiveAt, newest: number): Promise<string[]> {
	const rows = await liveSessions(db, at)
		.select("id")
		.where("person_id", "=", personId)
		.orderBy("created_at", "desc")
		.orderBy("id")
		.execute();
	return rows.slice(newest).map(({ id }) => id);
}

export function findSession(db: Db, id: string): Promise<{ id: string; person_id: string } | undefined> {
	return db.selectFrom("sessions").select(["id", "person_id"]).where("id", "=", id).executeTakeFirst();
}

/** True once anybody has ever been made administrator: then the first-run set-up is closed for good (T26). */
export async function hasHadAdministrator(db: Db): Promise<boolean> {
	const row = await db.selectFrom("roles").select("id").where("role", "=", "administrator").limit(1).executeTakeFirst();
	return row !== undefined;
}

/** Half-done sign-in that has not been taken yet, read without taking it. */
export async function findStep(db: Db, id: string, kind: SignInStepTable["kind"], now: string): Promise<string | null> {
	const step = await db
		.selectFrom("sign_in_steps")
		.select("data")
		.where("id", "=", id)
		.where("kind", "=", kind)
		.where("used_at", "is", null)
		.where("expires_at", ">", now)
		.executeTakeFirst();
	return step?.data ?? null;
}

/** The roles a person holds on a day, own ones first. */
export async function listRolesOn(db: Db, personId: string, today: string): Promise<SessionRole[]> {
	const rows = await rolesOn(db, personId, today);
	return rows
		.map(({ absent_id, absent_name, ...row }) => ({
			...row,
			substitute_for: absent_id && absent_name ? { id: absent_id, name: absent_name } : null,
		}))
		.sort((a, b) => Number(a.substitute_for !== null) - Number(b.substitute_for !== null));
}

const rolesOn = keptQuery((db, personId: string, today: string) =>
	db
		.selectFrom("roles")
		.innerJoin("org_units", "org_units.id", "roles.unit_id")
		.leftJoin("people as absent", "absent.id", "roles.substitute_for")
		.select([
			"roles.role",
			"roles.unit_id",
			"org_units.name as unit_name",
			"absent.id as absent_id",
			"absent.name as absent_name",
		])
		.where("roles.person_id", "=", personId)
		.where("roles.valid_from", "<=", today)
		.where((eb) => eb.or([eb("roles.valid_to", "is", null), eb("roles.valid_to", ">=", today)]))
		.orderBy("roles.valid_from"),
);

/** Everybody who can be signed in as in demo mode, with the role and unit that tells them apart. */
export function listPeopleByRole(db: Db, today: string) {
	return db
		.selectFrom("roles")
		.innerJoin("people", "people.id", "roles.person_id")
		.innerJoin("org_units", "org_units.id", "roles.unit_id")
		.select(["people.id", "people.name", "roles.role", "org_units.name as unit_name", "org_units.kind as unit_kind"])
		.where("people.ended_at", "is", null)
		.where("roles.valid_from", "<=", today)
		.where((eb) => eb.or([eb("roles.valid_to", "is", null), eb("roles.valid_to", ">=", today)]))
		.orderBy("roles.role")
		.orderBy("people.sort_name")
		.execute();
}

/** True while something is remembered under this id in the table of attempts. */
export async function isRemembered(db: Db, id: string, now: string): Promise<boolean> {
	const row = await db
		.selectFrom("rate_limits")
		.select("id")
		.where("id", "=", id)
		.where("ends_at", ">", now)
		.executeTakeFirst();
	return row !== undefined;
}

/**
 * Finds whom a visitor of the demo should be: the performer of the drawn run that is due first, or the reviewer of such a run
 * when it is signed.
 */
export function findBusiest(db: Db, role: "performer" | "reviewer"): Promise<{ id: string } | undefined> {
	const who = role === "performer" ? "control_runs.performer_id" : "control_runs.reviewer_id";
	return db
		.selectFrom("control_runs")
		.innerJoin("people", "people.id", who)
		.select("people.id")
		.where("control_runs.status", "=", role === "performer" ? "drawn" : "signed")
		.where("people.ended_at", "is", null)
		.orderBy("control_runs.due_on")
		.orderBy("people.sort_name")
		.limit(1)
		.executeTakeFirst();
}

/** The forms that wait for a session's person to send them, oldest first. */
export function listKeptForms(db: Db, sessionId: string, now: string) {
	return db
		.selectFrom("kept_forms")
		.select(["id", "path", "created_at"])
		.where("session_id", "=", sessionId)
		.where("expires_at", ">", now)
		.orderBy("created_at")
		.orderBy("id")
		.execute();
}

/** When a person last used the product before an instant; undefined when no session from then is kept. */
export async function findVisitBefore(db: Db, personId: string, before: string): Promise<string | undefined> {
	const row = await db
		.selectFrom("sessions")
		.select("last_seen_at")
		.where("person_id", "=", personId)
		.where("last_seen_at", "<", before)
		.orderBy("last_seen_at", "desc")
		.limit(1)
		.executeTakeFirst();
	return row?.last_seen_at;
}
