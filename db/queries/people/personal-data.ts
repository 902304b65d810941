import { sql } from "kysely";
import type { Db } from "../../open.ts";
import type { Event } from "../ground/write.ts";

/** Each place where the register names people: its purpose, the table, and the column that holds the person. */
const TRACES = [
	["Enheter där personen utför kontroller", "control_units", "performer_id"],
	["Enheter där personen granskar kontroller", "control_units", "reviewer_id"],
	["Kontrolltillfällen att utföra", "control_runs", "performer_id"],
	["Kontrolltillfällen att granska", "control_runs", "reviewer_id"],
	["Signerade kontrolltillfällen", "control_runs", "signed_by"],
	["Granskade kontrolltillfällen", "control_runs", "reviewed_by"],
	["Underlag som personen lagt in", "evidence", "uploaded_by"],
	["Begärda underlag av personen", "evidence_requests", "asked_of"],
	["Underlag som personen har begärt", "evidence_requests", "asked_by"],
	["Avvikelser som personen funnit", "deviations", "found_by"],
	["Avvikelser som personen ansvarar för", "deviations", "owner_id"],
	["Avvikelser som personen avslutat", "deviations", "closed_by"],
	["Risker som personen äger", "risks", "owner_id"],
	["Frågor och svar som personen har skrivit", "thread_messages", "written_by"],
	["Risker som personen har föreslagit", "risk_proposals", "proposed_by"],
	["Riskförslag som personen har besvarat", "proposal_answers", "answered_by"],
	["Åtgärder som personen ansvarar för", "measures", "owner_id"],
	["Kontrollmoment som personen ansvarar för", "controls", "owner_id"],
	["Rekommendationer som personen ansvarar för", "recommendations", "owner_id"],
	["Uppföljningar som personen skrivit", "follow_ups", "written_by"],
	["Leveranser till rapporter", "period_deliveries", "person_id"],
	["Påminnelser om rapporter till personen", "reminders", "person_id"],
	["Påminnelser med e-post till personen", "notices", "person_id"],
	["Inlästa inköpsfiler", "purchase_files", "imported_by"],
	["Räkningar av kontantkassor", "cash_counts", "counted_by"],
	["Bedömningar om två konton är en människas", "account_pairs", "person_id"],
	["Bedömningar om ett annat konto är personens", "account_pairs", "other_id"],
	["Katalogens förslag om personen", "directory_proposals", "person_id"],
	["SAM-uppföljningar som chef", "sam_reviews", "manager_id"],
	["SAM-svar", "sam_answers", "answered_by"],
	["SAM-signaturer", "sam_signatures", "signed_by"],
	["SAM-yttranden som skyddsombud", "sam_statements", "person_id"],
	["SAM-fördelningar till personen", "sam_allocations", "manager_id"],
] as const;

export interface TraceCount {
	what: string;
	n: number;
}

/** How often the register names a person, for each thing it may be for. */
export function countTraces(db: Db, personId: string): Promise<TraceCount[]> {
	return Promise.all(
		TRACES.map(async ([what, table, column]) => {
			const { rows } = await sql<{ n: number }>`
				select count(*) as n from ${sql.table(table)} where ${sql.ref(column)} = ${personId}`.execute(db);
			return { what, n: Number(rows[0]!.n) };
		}),
	);
}

/** Counts the answers given by the person. It reads every answer, so use it for a file and not for a page. */
export async function countAnswers(db: Db, personId: string): Promise<number> {
	const row = await db
		.selectFrom("check_answers")
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.where("answered_by", "=", personId)
		.executeTakeFirstOrThrow();
	return row.n;
}

/**
 * Counts the purchases whose ledger line has exactly the person's name as requisitioner, receiver or approver. It reads every
 * line, so use it for a file and not for a page.
 */
export async function countLedgerLines(db: Db, names: readonly string[]): Promise<number> {
	if (names.length === 0) return 0;
	const row = await db
		.selectFrom("ledger_lines")
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.where((eb) => eb.or([eb("requisitioner", "in", names), eb("receiver", "in", names), eb("approver", "in", names)]))
		.executeTakeFirstOrThrow();
	return row.n;
}

/** What the person has done, and what has been done with the person's own record, oldest first; not the `hidden` types. */
export function listEventsAbout(db: Db, personId: string, hidden: readonly string[]): Promise<Event[]> {
	return db
		.selectFrom("events")
		.selectAll()
		.where((eb) =>
			eb.or([
				eb("actor_id", "=", personId),
				eb.and([eb("object_kind", "=", "person"), eb("object_id", "=", personId)]),
			]),
		)
		.$if(hidden.length > 0, (q) => q.where("type", "not in", hidden))
		.orderBy("seq")
		.execute();
}

/** In two counts, of which the one that counts thousands needs the index alone: an or between them reads every event. */
export async function countEventsAbout(db: Db, personId: string, hidden: readonly string[]): Promise<number> {
	const shown = db
		.selectFrom("events")
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.$if(hidden.length > 0, (q) => q.where("type", "not in", hidden));
	const done = await shown.where("actor_id", "=", personId).executeTakeFirstOrThrow();
	const others = await shown
		.where("object_kind", "=", "person")
		.where("object_id", "=", personId)
		.where((eb) => eb.or([eb("actor_id", "is", null), eb("actor_id", "!=", personId)]))
		.executeTakeFirstOrThrow();
	return done.n + others.n;
}

/** What other systems call the person: the personnel system's number and the directory's name. */
export async function findOutsideNames(
	db: Db,
	personId: string,
): Promise<{ employee_no: string | null; directory_name: string | null }> {
	const hr = await db
		.selectFrom("hr_people")
		.select("employee_no")
		.where("person_id", "=", personId)
		.executeTakeFirst();
	const scim = await db
		.selectFrom("scim_users")
		.select("user_name")
		.where("person_id", "=", personId)
		.executeTakeFirst();
	return { employee_no: hr?.employee_no ?? null, directory_name: scim?.user_name ?? null };
}
