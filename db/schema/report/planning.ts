import type { PaperKind } from "./words.ts";

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
