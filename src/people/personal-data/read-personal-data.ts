import type { Db } from "../../../db/open.ts";
import { findSignInFacts } from "../../../db/queries/people/accounts.ts";
import { listRolesOf, type Person } from "../../../db/queries/people/people.ts";
import {
	countAnswers,
	countEventsAbout,
	countLedgerLines,
	countTraces,
	findOutsideNames,
	listEventsAbout,
	type TraceCount,
} from "../../../db/queries/people/personal-data.ts";
import { listSessionsOf } from "../../../db/queries/people/session.ts";
import { settingOn } from "../../../db/queries/office/settings.ts";
import { ROLES } from "../../../db/schema/vocabulary.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { LINE_ONLY } from "../../proof/trail/trail-filter.ts";
import { liveAt } from "../../ground/access/session-lifetimes.ts";
import type { Context } from "../../ground/write/context.ts";
import { eventSentence } from "../../ground/write/events.ts";

/** Everything that is kept about one person, as the page shows it. Secrets (password, codes) are only told to be there. */
export async function readPersonalData(ctx: Context, person: Person) {
	const { db } = ctx;
	const live = liveAt(ctx);
	const { user_name, has_codes, identities } = await findSignInFacts(db, person.id, live.now);
	return {
		person,
		information: await settingOn(db, "information", stockholmDate(live.now)),
		...(await findOutsideNames(db, person.id)),
		roles: await listRolesOf(db, person.id),
		sign_in: { user_name, has_codes, identities: identities },
		sessions: await listSessionsOf(db, person.id, live),
		traces: (await countTraces(db, person.id))
			.filter(({ n }) => n > 0)
			.filter(({ what }) => isOwn(ctx, person) || !what.startsWith("SAM")),
		events: await countEventsAbout(db, person.id, hiddenFrom(ctx, person)),
	};
}
export type PersonalData = Awaited<ReturnType<typeof readPersonalData>>;

/**
 * Returns the event types hidden from this reader. Events between a manager and the line above (SAM) are shown to the person,
 * and never to somebody who only administers.
 */
function hiddenFrom(ctx: Context, person: Person): readonly string[] {
	return isOwn(ctx, person) ? [] : LINE_ONLY;
}

function isOwn(ctx: Context, person: Person): boolean {
	return ctx.actor.id === person.id;
}

/** Counts the traces that are so many that only the file, and not the page, counts them. */
async function manyTraces(db: Db, person: Person): Promise<TraceCount[]> {
	const names = [person.name, person.email, person.ledger_name].filter((name) => name !== null && name !== "");
	return [
		{ what: "Svar på kontrollpunkter", n: await countAnswers(db, person.id) },
		{
			what: "Inköp där personen står som beställare, mottagare eller attestant",
			n: await countLedgerLines(db, names as string[]),
		},
	].filter(({ n }) => n > 0);
}

/** The same as a file for the person, with every event of theirs as a sentence. */
export async function personalDataFile(ctx: Context, person: Person): Promise<object> {
	const { information, roles, sign_in, sessions, traces, employee_no, directory_name } = await readPersonalData(
		ctx,
		person,
	);
	const events = await listEventsAbout(ctx.db, person.id, hiddenFrom(ctx, person));
	return {
		personuppgiftsansvarig: information.controller,
		kontakt_i_dataskyddsfragor: information.data_protection_contact,
		rattslig_grund: information.legal_basis,
		lagringstid: information.storage_time,
		klagomal_lamnas_till: information.complaints_to,
		namn: person.name,
		e_post: person.email,
		namn_i_ekonomisystemet: person.ledger_name,
		anstallningsnummer: employee_no,
		namn_i_katalogen: directory_name,
		tillagd: person.created_at,
		avslutad: person.ended_at,
		roller: roles.map((role) => ({
			roll: ROLES[role.role],
			enhet: role.unit_name,
			fran: role.valid_from,
			till_och_med: role.valid_to,
			vikarie_for: role.substitute_for_name,
		})),
		inloggning: {
			anvandarnamn: sign_in.user_name,
			engangskoder: sign_in.has_codes,
			inloggningstjanster: sign_in.identities.map(({ issuer, linked_at }) => ({ tjanst: issuer, kopplad: linked_at })),
		},
		inloggad: sessions.map(({ created_at, last_seen_at, method, client }) => ({
			sedan: created_at,
			senast: last_seen_at,
			satt: method,
			webblasare: client,
		})),
		namns_i_registret: [...traces, ...(await manyTraces(ctx.db, person))].map(({ what, n }) => ({
			var: what,
			antal: n,
		})),
		handelser: events.map((event) => ({ nummer: event.seq, tid: event.at, handelse: eventSentence(event) })),
	};
}
