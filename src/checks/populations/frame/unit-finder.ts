import type { UnitCode } from "../../../../db/queries/checks/populations-codes.ts";

/** A unit as a ledger can name it. */
interface NamedUnit {
	id: string;
	code: string | null;
	name: string;
}

/** `11010 Vårdcentralen Lindesberg`: code and name in one cell. */
const CODE_AND_NAME = /^(\S+)\s+[-–]?\s*(.+)$/;
const RANGE = /^(\d+)\s*[-–]\s*(\d+)$/;
/** A code that shares fewer first characters with a unit's own is no hint. */
const LEAST_ALIKE = 3;

/**
 * Which unit a code or name of a ledger means: as placed for this file, else the unit's own code or name, else a code, range (`11000-11099`)
 * or prefix (`110*`) that has been placed on it, the narrowest first. A code with its own unit's name after it is the code.
 */
export function unitFinder<U extends NamedUnit>(
	units: readonly U[],
	codes: readonly UnitCode[],
	placed: Readonly<Record<string, string>>,
): (code: string) => U | undefined {
	const byId = new Map(units.map((unit) => [unit.id, unit]));
	const own = namesOf(units);
	const once = new Map(Object.entries(placed).map(([code, id]) => [lower(code), byId.get(id)]));
	const kept = codes
		.flatMap(({ pattern, unit_id }) => {
			const unit = byId.get(unit_id);
			return unit ? [{ ...matcherOf(pattern), unit }] : [];
		})
		.sort((a, b) => a.width - b.width);
	const find = (text: string): U | undefined =>
		once.get(text) ?? own.get(text) ?? kept.find((one) => one.matches(text))?.unit;
	const found = new Map<string, U | undefined>();
	return (code) => {
		const text = lower(code);
		if (!found.has(text)) found.set(text, find(text) ?? namedAfterCode(text, find));
		return found.get(text);
	};
}

function namedAfterCode<U extends NamedUnit>(text: string, find: (text: string) => U | undefined): U | undefined {
	const [, code, name] = CODE_AND_NAME.exec(text) ?? [];
	const unit = code === undefined ? undefined : find(code);
	return unit && name !== undefined && lower(unit.name) === name ? unit : undefined;
}

/** What a pattern matches; `width` orders patterns from the narrowest. */
function matcherOf(pattern: string): { width: number; matches(text: string): boolean } {
	const text = lower(pattern);
	const range = RANGE.exec(text);
	if (range) {
		const [from, to] = [Number(range[1]), Number(range[2])];
		const digits = range[1]!.length;
		const inside = (code: string) =>
			/^\d+$/.test(code) && code.length === digits && Number(code) >= from && Number(code) <= to;
		return { width: 1 + to - from, matches: inside };
	}
	if (!text.endsWith("*")) return { width: 0, matches: (code) => code === text };
	const start = text.slice(0, -1);
	// A prefix is wider than any range, and the longer one is the narrower.
	return { width: 1e12 - start.length, matches: (code) => code.startsWith(start) };
}

/** The unit whose code is most like this one, when one is more so than the others: a suggestion, never a decision. */
export function unitLike<U extends NamedUnit>(units: readonly U[], code: string): U | undefined {
	const text = lower(code);
	const alike = units.map((unit) => ({ unit, shared: sharedStart(lower(unit.code ?? ""), text) }));
	const most = Math.max(0, ...alike.map((one) => one.shared));
	const best = alike.filter((one) => one.shared === most);
	return most >= LEAST_ALIKE && best.length === 1 ? best[0]!.unit : undefined;
}

function sharedStart(a: string, b: string): number {
	let at = 0;
	while (at < a.length && a[at] === b[at]) at += 1;
	return at;
}

function lower(text: string): string {
	return text.trim().replace(/\s+/g, " ").toLocaleLowerCase("sv");
}

/** Code or name in lower case → unit. A code wins over a name, and a name that two units share names neither. */
export function namesOf<U extends { code: string | null; name: string }>(units: readonly U[]): Map<string, U> {
	const found = new Map<string, U | null>();
	for (const unit of units) {
		const name = lower(unit.name);
		found.set(name, found.has(name) ? null : unit);
	}
	for (const unit of units) if (unit.code !== null) found.set(lower(unit.code), unit);
	return new Map([...found].filter((entry): entry is [string, U] => entry[1] !== null));
}
