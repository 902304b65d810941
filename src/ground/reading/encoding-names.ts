/** What a text can be written in. */
const ENCODINGS = [
	"UTF-8",
	"UTF-8 med BOM",
	"UTF-16LE",
	"UTF-16BE",
	"windows-1252",
	"CP437",
	"CP850",
	"UTF-8 två gånger",
] as const;
export type EncodingName = (typeof ENCODINGS)[number];
/** The encodings that a person may choose; the others are told by the file itself. */
export const CHOSEN_ENCODINGS = [
	"UTF-8",
	"windows-1252",
	"CP850",
	"UTF-8 två gånger",
] as const satisfies EncodingName[];
export type ChosenEncoding = (typeof CHOSEN_ENCODINGS)[number];
