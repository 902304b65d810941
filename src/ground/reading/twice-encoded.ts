import iconv from "iconv-lite";

/** Text that was UTF-8 read as windows-1252, as it was meant. Characters that windows-1252 lacks were never damaged and stay. */
export function decodedTwice(text: string): string {
	return text.replace(/[\u0080-\u00ff\u0152-\u2122]{2,}/g, (piece) => {
		const bytes = iconv.encode(piece, "windows-1252");
		const meant = bytes.toString("utf8");
		return meant.includes("\ufffd") ? piece : meant;
	});
}
