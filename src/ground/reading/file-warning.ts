/** What the controller shall know of a file before confirming it: a Swedish sentence, at a physical line or of the file as a whole. */
export interface FileWarning {
	line: number | null;
	text: string;
}
