/** A file that was read into a draft, and the taking back of one: only ever added to. */
export interface PlanImportTable {
	id: string;
	plan_id: string;
	/** The import that this row takes back; null for an import. */
	undoes: string | null;
	file_name: string;
	sha256: string;
	/** JSON `{"areas":[…],"risks":[…]}`: the ids of what was added. Measures and controls stand under their risks. */
	rows: string;
	recorded_by: string;
	recorded_at: string;
}
