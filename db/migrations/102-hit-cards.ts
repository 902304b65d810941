import { type AnyDb, runDdl } from "../dialect/ddl.ts";

/** Hits are ordered by surprise and judged as cards; an explained one hides the same for a year. Those known already are cards of their own. */
export async function up(db: AnyDb): Promise<void> {
	await runDdl(
		db,
		`
alter table ledger_hits add column card_key text not null default '';
alter table ledger_hits add column surprise integer not null default 0;
alter table ledger_hits add column hidden_by text references ledger_hits (id);
update ledger_hits set card_key = id;
create index ledger_hits_card on ledger_hits (card_key);
create index ledger_hits_hidden on ledger_hits (hidden_by);
`,
	);
}
