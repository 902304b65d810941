import { HEADINGS, PAPER_FIELDS, type PaperField } from "../planning/fields.ts";

/** What a template can ask for: the paper's own fields, and what the matter says of itself. */
export type PlaceKey = PaperField | "title" | "board";

/** What some are called besides, or instead of, their label on screen. */
const OTHERWISE: Partial<Record<PlaceKey, readonly string[]>> = {
	registry_no: ["Dnr", "Diarienummer"],
	title: ["Ärende", "Rubrik"],
	board: ["Organ", "Nämnd"],
};

/** What each is called in a template: as a tag or title of a content control, or as the text of a heading. */
const NAMES = new Map(
	Object.entries({ ...PAPER_FIELDS, title: null, board: null }).map(([key, field]) => [
		key as PlaceKey,
		OTHERWISE[key as PlaceKey] ?? [field!.label],
	]),
);

const plain = (text: string) =>
	text.normalize("NFC").trim().replace(/\s+/g, " ").replace(/:$/, "").toLocaleLowerCase("sv");
const KEYS = new Map([...NAMES].flatMap(([key, names]) => names.map((name) => [plain(name), key] as const)));

/** The field that a name stands for; undefined for one that is none of them. */
export function placeNamed(name: string): PlaceKey | undefined {
	return KEYS.get(plain(name));
}

/** A heading holds one of the paper's sections; what stands in its head has content controls alone. */
export function sectionNamed(text: string): PaperField | undefined {
	return HEADINGS.find((field) => field === placeNamed(text));
}

const quoted = (names: readonly string[]) => names.map((name) => `”${name}”`).join(", ");

/** What was looked for, for whoever has a file where nothing of it was found. */
export const LOOKED_FOR = `innehållskontroller med en av taggarna eller rubrikerna ${quoted([...NAMES.values()].flat())}, och stycken i formatmallen Rubrik med texten ${quoted(HEADINGS.map((field) => PAPER_FIELDS[field].label))}`;
