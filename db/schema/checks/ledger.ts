/** The rules over every line. A hit is a question, not an error. */
export const LEDGER_RULES = {
	split_7: "Uppdelat köp, 7 dagar",
	split_30: "Uppdelat köp, 30 dagar",
	split_units_7: "Uppdelat köp över enheter, 7 dagar",
	split_units_30: "Uppdelat köp över enheter, 30 dagar",
	duplicate_1: "Dubblett: samma leverantör, nummer och belopp",
	duplicate_2: "Dubblett: samma leverantör och nummer, annat belopp",
	duplicate_3: "Dubblett: annan leverantör, samma nummer och belopp",
	duplicate_4: "Dubblett: nästan samma fakturanummer",
	duplicate_5: "Dubblett: samma belopp inom tio dagar",
	near_limit: "Strax under beloppsgränsen",
	odd_time: "Registrerat på helg, helgdag eller natt",
	own_approval: "Beställare och attestant är samma person",
	same_approvers: "Alltid samma två attestanter",
	new_supplier: "Ny leverantör",
	one_time_supplier: "Engångsleverantör",
	outside_agreement: "Utanför avtal",
	consecutive_numbers: "Fakturanummer i följd",
	accumulation: "Ansamling mot direktupphandlingsgränsen",
} as const;

export type LedgerRule = keyof typeof LEDGER_RULES;

/** Splits come first and are ordered by surprise; the other rules follow in turn. */
export const SPLIT_RULES = ["split_7", "split_30", "split_units_7", "split_units_30"] as const;

export const HIT_STATUSES = {
	open: "Att bedöma",
	explained: "Förklarad",
	investigating: "Utreds",
	deviation: "Avvikelse",
} as const;

export type HitStatus = keyof typeof HIT_STATUSES;

/** Hits that wait for a judgement. */
export const WAITING_HITS: readonly HitStatus[] = ["open", "investigating"];
/** Hits that a judgement has settled, one way or the other. */
export const SETTLED_HITS: readonly HitStatus[] = ["explained", "deviation"];

/** One run of all rules; `finished_at` is null while it lasts, `problem` says why one stopped. */
export interface LedgerRuleRunTable {
	id: string;
	/** The import it followed; null when somebody asked for it. */
	file_id: string | null;
	started_at: string;
	finished_at: string | null;
	from_day: string;
	/** First day of the year whose lines count as "now"; those before are the base. */
	year_from: string;
	lines_now: number;
	lines_earlier: number;
	hits_new: number;
	hits_grown: number;
	problem: string;
}

export interface LedgerHitTable {
	id: string;
	rule: LedgerRule;
	/** What makes the same hit the same at the next run. */
	cluster_key: string;
	/** The unit of its lines, or the nearest unit above them all. */
	unit_id: string;
	title: string;
	supplier_no: string;
	supplier_name: string;
	first_date: string;
	last_date: string;
	/** All its lines; the table of lines holds the first of them. */
	line_count: number;
	sum_ore: number;
	/** Supplier × unit: hits with the same key are one card, judged as one. */
	card_key: string;
	/** For order only: log10 of the splits' key in thousandths, 0 for other rules. */
	surprise: number;
	status: HitStatus;
	reason: string;
	/** The explained hit about the same that hides this one; null when a person judged it, or nobody has. */
	hidden_by: string | null;
	judged_at: string | null;
	judged_by: string | null;
	deviation_id: string | null;
	found_at: string;
	version: number;
}

export interface LedgerHitLineTable {
	hit_id: string;
	line_id: number;
}
