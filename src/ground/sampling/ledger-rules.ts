/**
 * Simple rules over every line of the population. No confidence level: a hit is a question to ask, not an error, and
 * never a score of a person (ISA 240 on journal entries; ISA 500 on examining whole populations). Lines that lack what a
 * rule needs are passed by. All are O(N) or O(N log N) and never throw on empty lists.
 */
import { normalisedInvoiceNo } from "./invoice-number.ts";
import { compound, dayOf, groupBy, type LedgerLine } from "./ledger-line.ts";
import { compareUnits } from "./unit-comparison.ts";

export type OddTime = { line: LedgerLine; why: ("weekend" | "holiday" | "night")[] };
export type ConstantPair = { unitId: string; people: [string, string]; lines: LedgerLine[] };
export type NumberRun = { supplierNo: string; numbers: string[]; lines: LedgerLine[] };
export type Accumulation = {
	supplierNo: string;
	year: string;
	totalOre: number;
	limitOre: number;
	reached: boolean;
	lines: LedgerLine[];
};

/** Just under the limit: 0,9·L ≤ amount < L, in whole öre. */
export function isJustUnder(amountOre: number, limitOre: number): boolean {
	return amountOre * 10 >= limitOre * 9 && amountOre < limitOre;
}

export type NearLimit = { about: string; lines: LedgerLine[]; small: number };

/**
 * Finds units, or suppliers, whose share of small purchases just under the limit is higher than the others' share: the exact
 * conditional test over all of them, Benjamini–Hochberg at 10 %. One purchase of 9 500 kr means nothing; many of them at one
 * place raise a question. `aboutOf` gives unit or supplier; a line with "" is left out.
 */
export function nearLimitGroups(
	lines: readonly LedgerLine[],
	limitOre: number,
	aboutOf: (line: LedgerLine) => string,
): NearLimit[] {
	const small = lines.filter((line) => line.amount_ore > 0 && line.amount_ore < limitOre);
	const groups = [...groupBy(small, (line) => aboutOf(line) || null)].map(([about, all]) => ({
		about,
		small: all.length,
		lines: all.filter((line) => isJustUnder(line.amount_ore, limitOre)),
	}));
	const compared = compareUnits(groups.map(({ about, lines: near, small: n }) => ({ id: about, n, k: near.length })));
	return groups.filter((group, i) => group.lines.length > 1 && compared[i]!.standsOut);
}

/**
 * Registered on a weekend, a Swedish holiday (`isHoliday`, given YYYY-MM-DD) or at night (22–06 local time; only when the
 * time of day is known). Throws RangeError for a time that starts with no date.
 */
export function registeredAtOddTimes(lines: readonly LedgerLine[], isHoliday: (date: string) => boolean): OddTime[] {
	const hits: OddTime[] = [];
	const known = new Map<string, OddTime["why"]>();
	for (const line of lines) {
		if (line.registered_at === "") continue;
		const date = line.registered_at.slice(0, 10);
		let day = known.get(date);
		if (day === undefined) {
			day = oddDay(date, isHoliday);
			known.set(date, day);
		}
		const night = isNight(line.registered_at);
		if (day.length > 0 || night) hits.push({ line, why: night ? [...day, "night"] : [...day] });
	}
	return hits;
}

function oddDay(date: string, isHoliday: (date: string) => boolean): OddTime["why"] {
	const weekday = (((dayOf(date) + 4) % 7) + 7) % 7; // 1970-01-01 was a Thursday; 0 = Sunday
	const why: OddTime["why"] = weekday === 0 || weekday === 6 ? ["weekend"] : [];
	return isHoliday(date) ? [...why, "holiday"] : why;
}

function isNight(registeredAt: string): boolean {
	if (registeredAt.length < 14) return false;
	const time = /^[T ](\d{2}):/.exec(registeredAt.slice(10, 14));
	if (!time) return false;
	const hour = Number(time[1]);
	return hour >= 22 || hour < 6;
}

/** Requisitioner and approver (or receipt approver) are the same person; letter case and spaces do not matter. */
export function approvedOwnOrder(lines: readonly LedgerLine[]): LedgerLine[] {
	const person = people();
	return lines.filter((line) => {
		const buyer = person(line.requisitioner);
		return buyer !== "" && (buyer === person(line.approver) || buyer === person(line.receipt_approver));
	});
}

/** Units where one and the same two persons approved every line, at least `minLines` of them, whoever of them did which. */
export function alwaysSameApprovers(lines: readonly LedgerLine[], minLines = 10): ConstantPair[] {
	const person = people();
	const hits: ConstantPair[] = [];
	for (const [unitId, all] of groupBy(lines, (line) => line.unit_id)) {
		const pairs = groupBy(all, (line) => {
			const people = [person(line.receipt_approver), person(line.approver)].sort();
			return people[0] === "" ? null : compound(...people);
		});
		const [pair] = pairs.values();
		if (pairs.size !== 1 || pair === undefined || pair.length < Math.max(1, minLines)) continue;
		hits.push({ unitId, people: [pair[0]!.receipt_approver, pair[0]!.approver], lines: pair });
	}
	return hits;
}

/** Lines from suppliers that no earlier period had. */
export function newSuppliers(lines: readonly LedgerLine[], earlierSupplierNos: ReadonlySet<string>): LedgerLine[] {
	return lines.filter((line) => line.supplier_no !== "" && !earlierSupplierNos.has(line.supplier_no));
}

/** Lines from suppliers used once only, in these lines and before. */
export function oneTimeSuppliers(lines: readonly LedgerLine[], earlierSupplierNos: ReadonlySet<string>): LedgerLine[] {
	const bySupplier = groupBy(newSuppliers(lines, earlierSupplierNos), (line) => line.supplier_no);
	return [...bySupplier.values()].flatMap((group) => (group.length === 1 ? group : []));
}

/** Lines said to lack an agreement, and whose supplier is not known to have one. Lines where it is not known are passed by. */
export function outsideAgreement(
	lines: readonly LedgerLine[],
	agreementSupplierNos: ReadonlySet<string>,
): LedgerLine[] {
	return lines.filter((line) => line.agreement_no?.trim() === "" && !agreementSupplierNos.has(line.supplier_no));
}

/** Suppliers whose invoice numbers to us follow each other without a gap, at least `minRun` in a row: are we the only customer? */
export function consecutiveInvoiceNumbers(lines: readonly LedgerLine[], minRun = 3): NumberRun[] {
	const hits: NumberRun[] = [];
	for (const [supplierNo, group] of groupBy(lines, (line) => line.supplier_no || null)) {
		const byNumber = groupBy(group, (line) => {
			const number = normalisedInvoiceNo(line.invoice_no);
			return /^\d{1,15}$/.test(number) ? number : null;
		});
		const numbers = [...byNumber.keys()].map(Number).sort((a, b) => a - b);
		for (let start = 0; start < numbers.length; ) {
			let end = start + 1;
			while (end < numbers.length && numbers[end] === numbers[end - 1]! + 1) end++;
			const run = numbers.slice(start, end).map(String);
			if (run.length >= Math.max(2, minRun)) {
				hits.push({ supplierNo, numbers: run, lines: run.flatMap((number) => byNumber.get(number) ?? []) });
			}
			start = end;
		}
	}
	return hits;
}

/**
 * Suppliers whose purchases in a calendar year (credits deducted) reach `fromShare` of a direct award limit. One hit per supplier, year
 * and limit. Öre. The duty to document is no such limit: it holds for each procurement for itself (LOU 19 a kap. 11 §).
 */
export function accumulationTowardLimits(
	lines: readonly LedgerLine[],
	limitsOre: readonly number[],
	fromShare = 0.8,
): Accumulation[] {
	const bySupplier = groupBy(lines, (line) => line.supplier_no || null);
	const groups = [...bySupplier.values()].flatMap((all) => [
		...groupBy(all, (line) => line.booking_date.slice(0, 4)).values(),
	]);
	return groups.flatMap((group) => {
		const totalOre = group.reduce((sum, line) => sum + line.amount_ore, 0);
		const { supplier_no: supplierNo, booking_date: date } = group[0]!;
		return limitsOre
			.filter((limitOre) => totalOre >= limitOre * fromShare)
			.map((limitOre) => ({
				supplierNo,
				year: date.slice(0, 4),
				totalOre,
				limitOre,
				reached: totalOre >= limitOre,
				lines: group,
			}));
	});
}

/** What is shown beside every rule. Shares 0–1, null when there is nothing to divide by. */
export type RuleFigures = {
	count: number;
	share: number | null;
	baseRate: number | null;
	earlierHits: number;
	earlierConfirmed: number;
};

/** Count and share of hits now, the share earlier periods had, and how many of those hits turned out to be errors. */
export function ruleFigures(
	now: { hits: number; lines: number },
	earlier: { hits: number; lines: number; confirmed: number },
): RuleFigures {
	const share = (hits: number, lines: number) => (lines === 0 ? null : hits / lines);
	return {
		count: now.hits,
		share: share(now.hits, now.lines),
		baseRate: share(earlier.hits, earlier.lines),
		earlierHits: earlier.hits,
		earlierConfirmed: earlier.confirmed,
	};
}

/** Names as they are compared, each worked out once. */
function people(): (name: string) => string {
	const known = new Map<string, string>();
	return (name) => {
		let person = known.get(name);
		if (person === undefined) {
			person = name.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();
			known.set(name, person);
		}
		return person;
	};
}
