/** A board's own Word file for its FöredragningsPM, or that it went back to ours. Only ever added to: the newest holds. */
export interface PaperTemplateTable {
	id: string;
	board_id: string;
	number: number;
	/** Empty, as the content and its digest: from then on the paper has our own layout. */
	file_name: string;
	sha256: string;
	/** The file itself, base64. */
	content: string;
	written_at: string;
	written_by: string;
}
