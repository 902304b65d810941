import type { CoverageStatement, PaperKind } from "./words.ts";

/** One edition of a FöredragningsPM: each saving is a new one, so that what an earlier meeting was given can be read. */
export interface DecisionPaperTable {
	id: string;
	kind: PaperKind;
	/** The plan or the reporting period that the nämnd decides on. */
	subject_id: string;
	/** The number of the ändringsbeslut; 0 for everything else. */
	round: number;
	edition: number;
	board_id: string;
	year: number;
	/** The kind of report; empty for a plan. With it last year's paper is found. */
	occasion: string;
	service: string;
	officer: string;
	meeting_on: string | null;
	registry_no: string;
	/** One att-sats a line. */
	proposal: string;
	summary: string;
	preparation: string;
	/** Konsekvenser för miljö-, barn- och jämställdhetsperspektiven. */
	perspectives: string;
	economy: string;
	follow_up: string;
	/** One paper a line. */
	documents: string;
	/** One receiver a line. */
	sent_to: string;
	written_at: string;
	written_by: string;
}

/** A standard area as a board has it from then on. The nine of the product need no row until the board changes one. Only ever added to. */
export interface RiskAreaVersionTable {
	id: string;
	board_id: string;
	/** A key of STANDARD_AREAS, or the id that the board's own area got with its first version. */
	area: string;
	number: number;
	name: string;
	/** Why it is asked for no more; empty while it stands. */
	retired_reason: string;
	written_at: string;
	written_by: string;
}

/** The standard area a risk is about, from then on. Beside the plan: it says nothing of what the board has decided. */
export interface RiskAreaLinkTable {
	id: string;
	risk_id: string;
	number: number;
	/** Empty: about none. */
	area: string;
	written_at: string;
	written_by: string;
}

/** What the controller has written of a standard area that no risk covers; each saving is the next version. */
export interface CoverageStatementTable {
	id: string;
	plan_id: string;
	area: string;
	/** The plan's verksamhet; empty for the board as a whole. */
	place: string;
	number: number;
	state: CoverageStatement;
	/** Where the control is embedded, and who answers for it. */
	routine: string;
	owner: string;
	reason: string;
	written_at: string;
	written_by: string;
}
