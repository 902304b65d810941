import { type AnyDb, allowAgain, makeAppendOnly, refuse, runDdl } from "../dialect/ddl.ts";

/**
 * A corrected file for a period that is frozen. A population that has not been drawn from gets a successor and lets go of its
 * items; one that has been drawn from stands, and what the correction says is noted beside it.
 */
export async function up(db: AnyDb): Promise<void> {
	await runDdl(db, CORRECTIONS);
	for (const table of ["population_corrections", "correction_lines"]) await makeAppendOnly(db, table);
	await refuse(
		db,
		"population_corrections",
		"insert",
		"exists (select 1 from populations p join controls c on c.id = p.control_id join plans l on l.id = c.plan_id join period_seals s on s.board_id = l.board_id and s.first_day <= p.cut_off and s.cut_off >= p.cut_off where p.id = new.population_id)",
		"population_corrections_sealed_insert",
		"the period is sealed",
	);
	await refuse(
		db,
		"population_corrections",
		"insert",
		"new.successor_id is not null and exists (select 1 from populations p join draws d on d.id = p.draw_id where p.id = new.population_id and d.drawn_at is not null)",
		"population_corrections_drawn_insert",
	);
	await refuse(
		db,
		"draws",
		"update",
		`new.drawn_at is not null and exists (select 1 from populations p where p.draw_id = old.id and ${superseded("p.id")})`,
		"draws_superseded_update",
	);
	await allowAgain(db, "ledger_lines", "update");
	const same = LINE_COLUMNS.map((name) => `new.${name} = old.${name}`).join(" and ");
	await refuse(
		db,
		"ledger_lines",
		"update",
		`not (new.frame_key is null and old.population_id is not null and ${same} and ${superseded("old.population_id")})`,
	);
}

function superseded(population: string): string {
	return `exists (select 1 from population_corrections k where k.population_id = ${population} and k.successor_id is not null)`;
}

/** Every column of a line but the one that says that it is in a frame. */
const LINE_COLUMNS =
	"id file_id population_id item_key unit_id amount_ore line_no company voucher_no order_no invoice_no supplier_no supplier_name account account_text booking_date registered_at text requisitioner receiver approver agreement_no".split(
		" ",
	);

const CORRECTIONS = `
create table population_corrections (
	id text primary key, population_id text not null references populations (id), edition integer not null,
	file_id text not null unique references purchase_files (id), successor_id text unique references populations (id),
	reason text not null, corrected_at text not null, corrected_by text not null references people (id), unique (population_id, edition)
);
create table correction_lines (
	correction_id text not null references population_corrections (id), item_key text not null, kind text not null,
	unit_id text not null references org_units (id), line_id text not null references ledger_lines (id), old_amount_ore integer,
	new_amount_ore integer, note text not null, primary key (correction_id, item_key)
);
create index correction_lines_line on correction_lines (line_id);
`;
