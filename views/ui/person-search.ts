import { sortKey } from "../../db/schema/sort-key.ts";

/** One who can be chosen: `help` says where they work, which can be searched for too. */
export interface PersonChoice {
	value: string;
	label: string;
	help?: string | undefined;
}

/** A list no longer than this is chosen from as it is. */
export const SHORT_LIST = 30;
/** A form never sends more people than these, and the one who is chosen. */
export const MOST_FOUND = 20;

/** Before a field's name: what is searched for, and what the people the form shows were found by. */
const SEARCH = "sok-";
const FOUND_BY = "hittat-";

export const searchNames = (field: string) => ({ search: SEARCH + field, found_by: FOUND_BY + field });

type Values = Readonly<Record<string, string | string[]>>;

/**
 * True for a form with a search that was typed after its people were looked up: whoever sends it has not seen whom it finds, so it
 * is answered with them, and nothing is stored.
 */
export function searchesAnew(values: Values): boolean {
	return Object.keys(values).some((name) => {
		if (!name.startsWith(SEARCH)) return false;
		const { search, found_by } = searchNames(name.slice(SEARCH.length));
		return textIn(values, search) !== textIn(values, found_by);
	});
}

function textIn(values: Values, name: string): string {
	return String([values[name] ?? ""].flat()[0] ?? "").trim();
}

/** Whom a search finds: every word of it stands in the name or the unit. The one who is chosen is always among those shown. */
export function searched(people: readonly PersonChoice[], values: Values, field: string, chosen: string) {
	const text = textIn(values, searchNames(field).search).slice(0, 200);
	const words = sortKey(text).split(/\s+/).filter(Boolean);
	const isFound = ({ label, help = "" }: PersonChoice) => {
		const said = sortKey(`${label} ${help}`);
		return words.every((word) => said.includes(word));
	};
	const found = words.length === 0 ? people : people.filter(isFound);
	const shown = found.slice(0, MOST_FOUND);
	const kept = people.filter(({ value }) => value === chosen && !shown.some((one) => one.value === chosen));
	return { text, total: found.length, shown: [...kept, ...shown] };
}

/** People as a field shows them. */
export function peopleToChoose(people: readonly { id: string; name: string; unit?: string | null }[]): PersonChoice[] {
	return people.map(({ id, name, unit }) => ({ value: id, label: name, help: unit ?? undefined }));
}
