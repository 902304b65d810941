import { type AnyDb, makeAppendOnly, refuse, runDdl } from "../../dialect/ddl.ts";

/** Settings, what people ask each other, faults of accessibility with what was answered, and the outbox: what people are told by e-mail. */
export async function up(db: AnyDb): Promise<void> {
	await runDdl(db, TABLES);
	await refuse(db, "accessibility_reports", "update", "old.handled_at is not null");
	await refuse(db, "accessibility_reports", "delete", "1 = 1");
	await makeAppendOnly(db, "thread_messages");
	// a question is for somebody, an answer to a question
	await refuse(db, "thread_messages", "insert", "(new.asked_part is null) = (new.answers_id is null)");
	await guardOutbox(db);
}

/** The outbox is the proof that somebody was reminded: what has been said stays, and the mail server's word is taken once. */
async function guardOutbox(db: AnyDb): Promise<void> {
	const same = (columns: string) =>
		columns
			.split(" ")
			.map((column) => `new.${column} = old.${column}`)
			.join(" and ");
	const told = same("id person_id kind unit_id object_kind object_id moment words created_at");
	const settled = "old.letter_id is not null and (new.letter_id <> old.letter_id or new.letter_id is null)";
	await refuse(db, "notices", "update", `not (${told}) or old.dropped is not null or (${settled})`);
	await refuse(db, "notices", "delete", "1 = 1");
	await refuse(
		db,
		"letters",
		"update",
		`not (${same("id person_id message_id created_at")}) or old.state not in ('waiting', 'sending', 'retrying')`,
	);
	await refuse(db, "letters", "delete", "1 = 1");
}

const TABLES = `
create table node_notes (name text primary key, text text not null, written_s integer not null);
create table settings (
	id text primary key, key text not null, value text not null, valid_from text not null,
	created_at text not null, created_by text not null references people (id), unique (key, valid_from)
);
create table accessibility_reports (
	id text primary key, place text not null, problem text not null, contact text not null, reported_at text not null,
	reported_by text not null references people (id), answer text not null, handled_at text,
	handled_by text references people (id), version integer not null
);
create index accessibility_reports_at on accessibility_reports (reported_at);
create table letters (
	id text primary key, person_id text not null references people (id), message_id text not null unique,
	address text not null, state text not null, created_at text not null, attempts integer not null,
	next_at text not null, claimed_at text, settled_at text, answer text not null
);
create unique index letters_open on letters (person_id) where state in ('waiting', 'sending', 'retrying');
create index letters_next on letters (next_at) where state in ('waiting', 'sending', 'retrying');
create table notices (
	id text primary key, person_id text not null references people (id), kind text not null,
	unit_id text not null references org_units (id), object_kind text not null, object_id text not null,
	moment text not null, words text not null, created_at text not null, created_by text references people (id),
	letter_id text references letters (id), dropped text, unique (person_id, kind, object_id, moment)
);
create index notices_waiting on notices (person_id) where letter_id is null and dropped is null;
create index notices_letter on notices (letter_id);
create index notices_object on notices (object_kind, object_id);
create index notices_created on notices (created_at, id);
create table thread_messages (
	id text primary key, subject_kind text not null, subject_id text not null, number integer not null,
	subject_title text not null, unit_id text not null references org_units (id), asked_part text,
	answers_id text references thread_messages (id), text text not null, written_at text not null,
	written_by text not null references people (id), unique (subject_kind, subject_id, number)
);
create index thread_messages_answers on thread_messages (answers_id);
create index thread_messages_asked on thread_messages (asked_part, unit_id) where asked_part is not null;
create table notice_choices (
	person_id text primary key references people (id), muted text not null, quiet_days text not null,
	away_from text, away_to text, version integer not null
);
create table calendar_feeds (
	id text primary key, person_id text not null references people (id), created_at text not null, ended_at text
);
create unique index calendar_feeds_live on calendar_feeds (person_id) where ended_at is null;
`;
