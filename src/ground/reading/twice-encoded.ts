import iconv from "iconv-lite";

/** What windows-1252 shows of the bytes 0x80–0xBF, which go on a character of UTF-8. */
const GOES_ON = "[\\u0080-\\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]";
const CHARACTER = new RegExp(
	`[\\u00c2-\\u00df]${GOES_ON}|[\\u00e0-\\u00ef]${GOES_ON}{2}|[\\u00f0-\\u00f4]${GOES_ON}{3}`,
	"g",
);
/** A character that may go on in the text that follows. */
const UNFINISHED = /[\u00c2-\u00f4][^\x20-\x7e]{0,2}$/;

/** UTF-8 that was read as windows-1252, as it was meant. What cannot have come about so was never damaged and stays. */
export function decodedTwice(text: string): string {
	return text.replace(CHARACTER, (piece) => {
		const meant = iconv.encode(piece, "windows-1252").toString("utf8");
		return meant.includes("\ufffd") ? piece : meant;
	});
}

/** How much of a text can be decoded before more of it is known. */
export function endOfWholeTwice(text: string): number {
	return UNFINISHED.exec(text)?.index ?? text.length;
}
