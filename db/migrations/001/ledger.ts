import { type AnyDb, KEPT, makeAppendOnly, refuse, runDdl } from "../../dialect/ddl.ts";

/**
 * The ledger. Its rows have whole numbers where others have texts of 36 letters: a million rows refer to a file, a population and a
 * unit each, in the row and in its indexes. `ledger_lines` shows them with the ids that everything else knows.
 *
 * A file's rows come in many short transactions, so that nobody waits, and are seen by none until the file's own row in `ledger_files`
 * shows them all at once. Until then they may be taken away again: a file that is never finished leaves nothing.
 */
export async function makeLedger(db: AnyDb): Promise<void> {
	await runDdl(db, LEDGER);
	for (const table of ["ledger_units", "ledger_frames", "ledger_files", "ledger_populations"]) {
		await makeAppendOnly(db, table);
	}
	await refuse(db, "ledger_rows", "update", "1 = 1");
	await refuse(db, "ledger_rows", "delete", "exists (select 1 from ledger_files f where f.no = old.file_no)");
}

const LEDGER = `
create table ledger_units (no integer primary key, unit_id text not null unique references org_units (id));
create table ledger_frames (no integer primary key, key text not null unique, created_at text not null);
create table ledger_files (no integer primary key, file_id text not null unique references purchase_files (id));
create table ledger_populations (
	no integer primary key, population_id text not null unique references populations (id),
	frame_no integer not null references ledger_frames (no)
);
create table ledger_arrivals (
	no integer primary key, file_id text not null unique, population_no integer, replaces_no integer, last_id integer not null,
	beat_at text not null
);
create table ledger_rows (
	id integer primary key, file_no integer not null, population_no integer, frame_no integer references ledger_frames (no),
	unit_no integer not null references ledger_units (no), item_key text not null, amount_ore integer not null,
	line_no integer not null, company text not null, voucher_no text not null, order_no text not null, invoice_no text not null,
	supplier_no text not null, supplier_name text not null, account text not null, account_text text not null,
	booking_date text not null, registered_at text not null, text text not null, requisitioner text not null,
	receiver text not null, approver text not null, agreement_no text not null, whole_ore integer, is_credit integer not null,
	check ((frame_no is null) = (population_no is null))
);
create index ledger_rows_frame on ledger_rows (frame_no, item_key) where frame_no is not null;
create index ledger_rows_population on ledger_rows (population_no, unit_no);
create index ledger_rows_file on ledger_rows (file_no);
create index ledger_rows_outside on ledger_rows (file_no, item_key) where frame_no is null;
create index ledger_rows_credits on ledger_rows (file_no) where is_credit = 1;
create view ledger_lines as
	select r.id, f.file_id, p.population_id, u.unit_id, r.frame_no, r.item_key, r.amount_ore, r.line_no, r.company, r.voucher_no,
		r.order_no, r.invoice_no, r.supplier_no, r.supplier_name, r.account, r.account_text, r.booking_date, r.registered_at, r.text,
		r.requisitioner, r.receiver, r.approver, r.agreement_no, r.whole_ore, r.is_credit
	from ledger_rows r
	join ledger_files f on f.no = r.file_no
	join ledger_units u on u.no = r.unit_no
	left join ledger_populations p on p.no = r.population_no;
`;

/** A purchase stands in one frame of its control: one that is shown, not replaced, and not about to be. */
export function guardFrames(db: AnyDb): Promise<void> {
	const replaced =
		"exists (select 1 from population_corrections c where c.population_id = p.population_id and c.successor_id is not null)";
	const replacing = "exists (select 1 from ledger_arrivals a where a.no = new.file_no and a.replaces_no = p.no)";
	const shown = `exists (select 1 from ledger_populations p where p.no = k.population_no and not ${replaced} and not ${replacing})`;
	const same = "k.frame_no = new.frame_no and k.item_key = new.item_key";
	const condition = `new.frame_no is not null and exists (select 1 from ledger_rows k where ${same} and (k.population_no = new.population_no or ${shown}))`;
	return refuse(db, "ledger_rows", "insert", condition, "ledger_rows_refuse_insert", KEPT);
}
