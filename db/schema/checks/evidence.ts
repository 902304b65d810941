import type { EvidenceParent } from "../vocabulary.ts";

export interface EvidenceTable {
	id: string;
	parent_kind: EvidenceParent;
	parent_id: string;
	unit_id: string;
	/** Editions of the same document share a series; a new edition is a new row. */
	series_id: string;
	edition: number;
	file_name: string;
	content_type: string;
	bytes: number;
	sha256: string;
	note: string;
	/** The day it is about, which is not the day it was added: a receipt's, a count's, a meeting's. */
	about_on: string;
	uploaded_at: string;
	uploaded_by: string;
}
