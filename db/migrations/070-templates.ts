import { type AnyDb, refuse, runDdl } from "../dialect/ddl.ts";

/** The region's own workbooks. A file that has been taken in is never exchanged under its name, and never removed. */
export async function up(db: AnyDb): Promise<void> {
	await runDdl(db, TEMPLATES);
	await refuse(db, "report_templates", "update", "old.content <> new.content or old.sha256 <> new.sha256");
	await refuse(db, "report_templates", "delete", "1 = 1");
}

const TEMPLATES = `
create table report_templates (
	id text primary key, board_id text not null references boards (id), name text not null, file_name text not null,
	sha256 text not null, content text not null, anchors text not null, mapping text not null, uploaded_at text not null,
	uploaded_by text not null references people (id), version integer not null, unique (board_id, name)
);
`;
