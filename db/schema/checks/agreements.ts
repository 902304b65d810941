/** One imported list of agreements; the newest of a förvaltning is the one that holds. */
export interface AgreementListTable {
	id: string;
	unit_id: string;
	/** 1, 2 … per förvaltning. */
	edition: number;
	file_name: string;
	sha256: string;
	rows: number;
	imported_at: string;
	imported_by: string;
}

export interface AgreementTable {
	id: string;
	list_id: string;
	supplier_no: string;
	supplier_name: string;
	agreement_no: string;
	valid_from: string;
	/** Last day, inclusive; null while it has no end. */
	valid_to: string | null;
	line_no: number;
}
