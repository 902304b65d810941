import type { Filter, Filtered, Filters } from "../tables/filters.ts";
import type { Http } from "./env.ts";
import { LIST_NAMES } from "./list-asked.ts";
import { PART_NAMES } from "./list-part.ts";

/** What the address says of each of a list's filters; undefined where it says nothing, or nothing that can be read (T05). */
export function filtersOf<F extends Filters>(c: Http, filters: F): Filtered<F> {
	const read = Object.entries(filters).map(([name, filter]) => [name, filter.read(c.req.query(name) ?? "")]);
	return Object.fromEntries(read) as Filtered<F>;
}

const OWN_NAMES: readonly string[] = [...Object.values(LIST_NAMES), ...Object.values(PART_NAMES)];

/** What of the address no file of the list can follow, in sentences: a file does not show what it left out. An empty value narrows nothing. */
export function notFollowed(c: Http, filters: Filters): string[] {
	return Object.entries(c.req.queries()).flatMap(([name, said]) => {
		if (OWN_NAMES.includes(name)) return [];
		const values = said.filter((value) => value !== "");
		if (values.length === 0) return [];
		if (!Object.hasOwn(filters, name)) return [`Listan har inget filter med namnet ”${name.slice(0, 40)}”.`];
		const filter = filters[name]!;
		if (values.length > 1) return [`Filtret ${name} (${filter.title}) får anges en gång.`];
		return fits(filter, values[0]!) ? [] : [`Filtret ${name} (${filter.title}) har ett värde som inte finns.`];
	});
}

const fits = (filter: Filter<unknown>, value: string): boolean =>
	filter.fits ? filter.fits(value) : filter.read(value) !== undefined;
