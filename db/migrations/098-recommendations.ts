import { type AnyDb, refuse, runDdl } from "../dialect/ddl.ts";

/** Recommendations from revision and tillsyn, followed across years. */
export async function up(db: AnyDb): Promise<void> {
	await runDdl(
		db,
		`
create table recommendations (
	id text primary key, board_id text not null references boards (id), number integer not null, source text not null,
	issuer text not null, received_on text not null, title text not null, text text not null, requirements text not null,
	owner_id text references people (id), due_on text, answer text not null, decided text not null, carried_out text not null,
	reported_back text not null, remaining_need text not null, status text not null, closed_on text,
	registered_at text not null, version integer not null, unique (board_id, number)
);
create index recommendations_board on recommendations (board_id, received_on);
create index recommendations_owner on recommendations (owner_id, status);
`,
	);
	await refuse(db, "recommendations", "delete", "1 = 1");
	// what a closed report says was received stays; its answer goes on
	const reported =
		"exists (select 1 from period_seals s where s.board_id = old.board_id and s.cut_off >= old.received_on and s.sealed_at > old.registered_at)";
	const received = ["board_id", "number", "source", "issuer", "received_on", "title", "text", "registered_at"]
		.map((column) => `new.${column} <> old.${column}`)
		.join(" or ");
	await refuse(
		db,
		"recommendations",
		"update",
		`${reported} and (${received})`,
		"recommendations_sealed_update",
		"the period is sealed",
	);
}
