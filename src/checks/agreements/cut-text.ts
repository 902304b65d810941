const MAX_CELL = 200;
/** Control characters and the marks that turn the direction of text. */
const HIDDEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** One cell as it is stored: a single clean line of bounded length. */
export function cutText(cell: string): string {
	return cell.normalize("NFC").replace(HIDDEN, " ").trim().slice(0, MAX_CELL);
}
