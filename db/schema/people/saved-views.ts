/** A list as a person wants to find it again: its address under a name of one's own. */
export interface SavedViewTable {
	id: string;
	person_id: string;
	/** The address of the list. */
	path: string;
	name: string;
	/** What stands after the question mark: filters, order and columns. */
	query: string;
	created_at: string;
}
