export interface BoardTable {
	id: string;
	name: string;
	/** The förvaltning whose tree the board answers for. */
	unit_id: string;
	valid_from: string;
	valid_to: string | null;
	version: number;
}
