/**
 * Returns a copy of a piece of text. V8 shares cuts of 13 characters and more with the text they come from, so an uncopied cut
 * keeps a whole window of the file in memory.
 */
export function detached(text: string): string {
	return text.length < 13 ? text : Buffer.from(text, "utf8").toString("utf8");
}
