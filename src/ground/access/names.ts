/**
 * Compares people as files write them: "Andersson, Eva", "E Andersson", "evaand01 Eva Andersson". A name that may be the
 * person's counts as theirs. The mistake is on the safe side: somebody wrongly matched hands the check over, while a duty that
 * is not recognised is never found again.
 */

/** A person as the ledger may write them. */
export interface LedgerPerson {
	name: string;
	email: string | null;
	ledger_name: string | null;
}

/** Lower case, single spaces, "Ek, Bo" turned to "bo ek": how two names on screen are compared. */
export function normaliseName(name: string): string {
	const [last, first, ...rest] = name.normalize("NFC").toLocaleLowerCase("sv").split(",");
	const ordered = first !== undefined && rest.length === 0 ? `${first} ${last}` : name.toLocaleLowerCase("sv");
	return ordered.normalize("NFC").trim().replace(/\s+/g, " ");
}

/** Lower case without accents, as ledgers that know no å, ä and ö write. */
const folded = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Returns the words of a name. A user id, which holds a digit or an @, is not counted as a word. */
function wordsOf(name: string): string[] {
	return folded(name)
		.split(/[\s,()/]+/)
		.filter((word) => !/[\d@]/.test(word))
		.flatMap((word) => word.split(/[.-]/))
		.filter((word) => word !== "");
}

/** True when the shorter name is within the longer, in any order; a single letter stands for any word that begins with it. */
function mayBeSame(one: readonly string[], other: readonly string[]): boolean {
	const [few, many] = one.length <= other.length ? [one, [...other]] : [other, [...one]];
	if (few.length < 2) return false;
	const take = (fits: (word: string) => boolean) => {
		const place = many.findIndex(fits);
		if (place >= 0) many.splice(place, 1);
		return place >= 0;
	};
	const open = few.filter((word) => !take((candidate) => candidate === word));
	if (!few.some((word) => word.length > 1 && !open.includes(word))) return false;
	return open.every((word) =>
		take((candidate) =>
			word.length === 1 ? candidate.startsWith(word) : candidate.length === 1 && word.startsWith(candidate),
		),
	);
}

/** Returns what a ledger may write as the person's user id: the e-mail address, its part before the @, or the ledger name. */
function idsOf({ email, ledger_name }: LedgerPerson): string[] {
	return [email, email?.split("@")[0], ledger_name].filter((id) => id !== undefined && id !== null).map(folded);
}

/** True when what the ledger says may be this person. */
export function isNamed(text: string, person: LedgerPerson): boolean {
	const said = folded(text).trim();
	if (said === "") return false;
	const ids = idsOf(person);
	if (ids.includes(said.replace(/\s+/g, " "))) return true;
	const tokens = said.split(/[\s,()/]+/).filter((token) => /[\d@.]/.test(token));
	if (tokens.some((token) => ids.includes(token))) return true;
	const words = wordsOf(text);
	return [person.name, person.ledger_name ?? ""].some((name) => mayBeSame(words, wordsOf(name)));
}

type ByWord = ReadonlyMap<string, readonly LedgerPerson[]>;

/** Taking apart the names of some thousand people takes longer than the rest of a page: the same list of them is taken apart once. */
const takenApart = new WeakMap<readonly LedgerPerson[], ByWord>();

function wordsOfAll(people: readonly LedgerPerson[]): ByWord {
	const had = takenApart.get(people);
	if (had) return had;
	const byWord = new Map<string, LedgerPerson[]>();
	for (const person of people) {
		const ledger = folded(person.ledger_name ?? "");
		for (const word of new Set([...wordsOf(person.name), ...wordsOf(ledger), ledger, ...idsOf(person)])) {
			const known = byWord.get(word);
			if (known) known.push(person);
			else byWord.set(word, [person]);
		}
	}
	takenApart.set(people, byWord);
	return byWord;
}

/** Returns, each once, the names in a file's duty columns that match none of the people. */
export function namesOfNobody(texts: Iterable<string>, people: readonly LedgerPerson[]): string[] {
	const byWord = wordsOfAll(people);
	const isSomebody = (text: string) =>
		[folded(text).trim(), ...folded(text).split(/[\s,()/]+/), ...wordsOf(text)].some((word) =>
			byWord.get(word)?.some((person) => isNamed(text, person)),
		);
	return [...new Set(texts)].filter((text) => text !== "" && !isSomebody(text));
}
