/** The region's own workbook, which a board's reports fill. */
export interface ReportTemplateTable {
	id: string;
	board_id: string;
	name: string;
	file_name: string;
	sha256: string;
	/** The file itself, base64: it belongs with its mapping, in the same backup and the same transaction. */
	content: string;
	/** JSON: the places found in it. */
	anchors: string;
	/** JSON: place → what fills it. */
	mapping: string;
	uploaded_at: string;
	uploaded_by: string;
	version: number;
}
