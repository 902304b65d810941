/** What nodes tell each other while they work (`db/dialect/notes.ts`): minutes old, and no part of the register. */
export interface NodeNoteTable {
	name: string;
	text: string;
	written_s: number;
}
