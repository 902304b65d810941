/** Something that somebody could not use. */
export interface AccessibilityReportTable {
	id: string;
	/** Where in the product. */
	place: string;
	problem: string;
	/** How the person wants the answer; may be empty. */
	contact: string;
	reported_at: string;
	reported_by: string;
	answer: string;
	handled_at: string | null;
	handled_by: string | null;
	version: number;
}
