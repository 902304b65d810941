import { formatAmountOre } from "../../ground/calendar/stockholm.ts";
import { findDuplicates, invoicesFrom } from "../../ground/sampling/duplicates.ts";
import { type LedgerLine, byDate, compound, groupBy } from "../../ground/sampling/ledger-line.ts";
import {
	approvedOwnOrder,
	registeredAtOddTimes,
	type NearLimit,
	nearLimitGroups,
} from "../../ground/sampling/ledger-rules.ts";
import { type FoundHit, foundHit, aboutUnit } from "./found-hit.ts";
import type { RuleTerms } from "./rule-terms.ts";

const WHY = { weekend: "helg", holiday: "helgdag", night: "natt" } as const;
const WHYS = ["weekend", "holiday", "night"] as const;
const DUPLICATE_WORDS = {
	D1: "samma leverantör, fakturanummer och belopp",
	D2: "samma leverantör och fakturanummer, olika belopp",
	D3: "olika leverantörer, samma fakturanummer och belopp",
	D4: "samma leverantör och belopp, nästan samma fakturanummer",
	D5: "samma leverantör och belopp inom tio dagar",
} as const;

/** Hits of single lines: approved by the one who ordered; and how a unit or a supplier stands out among all, year by year. */
export function singleLineHits(lines: readonly LedgerLine[], terms: RuleTerms): FoundHit[] {
	const years = [...groupBy(lines, (line) => line.booking_date.slice(0, 4))];
	const own = ownApprovals(lines).map((line) =>
		foundHit("own_approval", line.key, [line], (supplier) => `${formatAmountOre(line.amount_ore)} till ${supplier}`),
	);
	return [
		...years.flatMap(([year, all]) => [...nearLimitHits(all, year, terms.limit_ore), ...oddTimeHits(all, year, terms)]),
		...own,
	];
}

function nearLimitHits(lines: readonly LedgerLine[], year: string, limitOre: number): FoundHit[] {
	const title = ({ lines: near, small }: NearLimit) =>
		`${near.length} av ${small} köp under gränsen ligger strax under den ${year}, oftare än i regionen i övrigt`;
	const units = nearLimitGroups(lines, limitOre, (line) => line.unit_id).map((group) =>
		foundHit(
			"near_limit",
			compound("unit", group.about, year),
			byDate(group.lines),
			() => `Enheten: ${title(group)}`,
			aboutUnit("near_limit"),
		),
	);
	const suppliers = nearLimitGroups(lines, limitOre, (line) => line.supplier_no).map((group) =>
		foundHit(
			"near_limit",
			compound("supplier", group.about, year),
			byDate(group.lines),
			(supplier) => `${supplier}: ${title(group)}`,
		),
	);
	return [...units, ...suppliers];
}

/** Makes one hit per unit and year. Whether somebody works at night is one question, not one for each purchase. */
function oddTimeHits(lines: readonly LedgerLine[], year: string, terms: RuleTerms): FoundHit[] {
	const odd = registeredAtOddTimes(lines, terms.isHoliday);
	return [...groupBy(odd, ({ line }) => line.unit_id)].map(([unitId, found]) => {
		const why = WHYS.filter((one) => found.some((hit) => hit.why.includes(one))).map((one) => WHY[one]);
		return foundHit(
			"odd_time",
			compound(unitId, year),
			byDate(found.map(({ line }) => line)),
			() => `${found.length} köp registrerade ${year} på ${listed(why)}`,
			aboutUnit("odd_time"),
		);
	});
}

function listed(words: readonly string[]): string {
	return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} eller ${words.at(-1)}`;
}

/** Finds purchases approved by whoever ordered them. Where several people are named for a duty, each of them is compared. */
function ownApprovals(lines: readonly LedgerLine[]): LedgerLine[] {
	const named = lines.filter((line) => line.requisitioner !== "");
	const expanded = named.flatMap((line) => {
		if (![line.requisitioner, line.approver, line.receipt_approver].some((name) => name.includes(";"))) return [line];
		return people(line.requisitioner).flatMap((requisitioner) =>
			[...people(line.approver), ...people(line.receipt_approver)].map((approver) => ({
				...line,
				requisitioner,
				approver,
				receipt_approver: "",
			})),
		);
	});
	const hit = new Set(approvedOwnOrder(expanded).map((line) => line.id));
	return named.filter((line) => hit.has(line.id));
}

function people(names: string): string[] {
	return names.split(";").map((name) => name.trim());
}

export function duplicateHits(lines: readonly LedgerLine[], byId: ReadonlyMap<string, LedgerLine>): FoundHit[] {
	return findDuplicates(invoicesFrom(lines)).pairs.map(({ rule, ids }) => {
		const pair = ids.map((id) => byId.get(id)!);
		const keys = pair.map((line) => line.key).sort();
		return foundHit(
			`duplicate_${rule[1] as "1" | "2" | "3" | "4" | "5"}`,
			keys.join(" "),
			pair,
			(supplier) =>
				`${supplier}: ${DUPLICATE_WORDS[rule]} (${pair.map((line) => line.invoice_no || "utan nummer").join(", ")})`,
		);
	});
}
