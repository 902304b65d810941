import { type AnyDb, makeAppendOnly, refuse, runDdl } from "../../dialect/ddl.ts";

/** Evidence, and what somebody has been asked to send: nothing of it is ever changed. */
export async function makeEvidence(db: AnyDb): Promise<void> {
	await runDdl(db, EVIDENCE);
	for (const table of ["evidence", "evidence_requests", "evidence_replies"]) await makeAppendOnly(db, table);
	// what was sent is named, and nothing else is
	await refuse(db, "evidence_replies", "insert", "(new.outcome = 'sent') = (new.evidence_id is null)");
}

const EVIDENCE = `
create table evidence (
	id text primary key, parent_kind text not null, parent_id text not null, unit_id text not null references org_units (id),
	series_id text not null, edition integer not null, file_name text not null, content_type text not null, bytes integer not null,
	sha256 text not null, note text not null, about_on text not null, uploaded_at text not null,
	uploaded_by text not null references people (id), unique (series_id, edition)
);
create index evidence_parent on evidence (parent_kind, parent_id);
create index evidence_sha256 on evidence (sha256);
create index evidence_uploaded_by on evidence (uploaded_by);
create table evidence_requests (
	id text primary key, parent_kind text not null, parent_id text not null, number integer not null,
	unit_id text not null references org_units (id), asked_of text not null references people (id), wanted text not null,
	asked_at text not null, asked_by text not null references people (id), unique (parent_kind, parent_id, number)
);
create index evidence_requests_asked on evidence_requests (asked_of);
create index evidence_requests_asker on evidence_requests (asked_by);
create table evidence_replies (
	request_id text primary key references evidence_requests (id), outcome text not null, note text not null,
	evidence_id text references evidence (id), replied_at text not null, replied_by text not null references people (id)
);
`;
