import { formatAmountOre } from "../../ground/calendar/stockholm.ts";
import { compound, groupBy, type LedgerLine, byDate } from "../../ground/sampling/ledger-line.ts";
import {
	accumulationTowardLimits,
	alwaysSameApprovers,
	consecutiveInvoiceNumbers,
	newSuppliers,
	oneTimeSuppliers,
	outsideAgreement,
} from "../../ground/sampling/ledger-rules.ts";
import { aboutUnit, type FoundHit, foundHit } from "./found-hit.ts";
import type { RuleTerms } from "./rule-terms.ts";

/** Hits about a supplier or a unit over time. */
export function supplierHits(lines: readonly LedgerLine[], terms: RuleTerms): FoundHit[] {
	const now = lines.filter((line) => line.booking_date >= terms.year_from);
	const year = terms.year_from.slice(0, 4);
	return [
		...approverHits(now, year),
		...newSupplierHits(lines, now, year, terms),
		...agreementHits(lines, terms),
		...numberHits(lines),
		...accumulationHits(lines, terms),
	];
}

function approverHits(now: readonly LedgerLine[], year: string): FoundHit[] {
	return alwaysSameApprovers(now).map(({ unitId, lines }) =>
		foundHit(
			"same_approvers",
			compound(unitId, year),
			byDate(lines),
			() => `Samma två personer attesterade alla ${lines.length} köp ${year}`,
			aboutUnit("same_approvers"),
		),
	);
}

/** Hits of new suppliers. There are none in a register's first year, when every supplier would be new. */
function newSupplierHits(
	lines: readonly LedgerLine[],
	now: readonly LedgerLine[],
	year: string,
	terms: RuleTerms,
): FoundHit[] {
	const earlier = new Set<string>();
	for (const line of lines) if (line.booking_date < terms.year_from) earlier.add(line.supplier_no);
	if (earlier.size === 0) return [];
	const once = new Set(oneTimeSuppliers(now, earlier).map((line) => line.supplier_no));
	return [...groupBy(newSuppliers(now, earlier), (line) => line.supplier_no)].map(([supplierNo, group]) =>
		foundHit(
			once.has(supplierNo) ? "one_time_supplier" : "new_supplier",
			compound(supplierNo, year),
			byDate(group),
			(supplier) =>
				`${supplier}: ${group.length === 1 ? "ett köp" : `${group.length} köp`} ${year}, inga de två åren före`,
		),
	);
}

/** One hit per unit, supplier and year: a list of every line outside agreement would be read by nobody. */
function agreementHits(lines: readonly LedgerLine[], terms: RuleTerms): FoundHit[] {
	const { isAgreed } = terms;
	if (!isAgreed) return [];
	const open = outsideAgreement(
		lines.filter((line) => line.amount_ore > 0 && !isAgreed(line)),
		new Set(),
	);
	const groups = groupBy(open, (line) =>
		line.supplier_no === "" ? null : compound(line.unit_id, line.supplier_no, line.booking_date.slice(0, 4)),
	);
	return [...groups].map(([about, group]) =>
		foundHit("outside_agreement", about, byDate(group), (supplier) => `${supplier}: ${group.length} köp utan avtal`),
	);
}

function numberHits(lines: readonly LedgerLine[]): FoundHit[] {
	return consecutiveInvoiceNumbers(lines).map((run) =>
		foundHit(
			"consecutive_numbers",
			compound(run.supplierNo, run.numbers[0]!),
			run.lines,
			(supplier) => `${supplier}: fakturorna ${run.numbers[0]}–${run.numbers.at(-1)} i följd`,
		),
	);
}

const KINDS = {
	goods_services_ore: "varor och tjänster",
	social_special_ore: "sociala tjänster och andra särskilda tjänster",
} as const;

/**
 * What the ledger cannot show about a direct award. Every such hit says it, because the hit is a question and never a finding.
 */
const UNSEEN =
	"Räknat på allt som lästs in för hela myndigheten. Syns inte: köp som inte lästs in, samma slags köp på andra konton eller hos andra leverantörer, vilket slag köpen är, och om de ingår i en annonserad upphandling";

/** The law's limit for these is a threshold in kronor that the government announces every second year: no number here would stay true. */
const NOT_STATED =
	"Gränsen för sociala tjänster och andra särskilda tjänster är inte angiven under Inställningar, så mot den har inget prövats";

/** Per supplier, category (account) and year over the whole authority; what an agreement covers is no direct award. */
function accumulationHits(lines: readonly LedgerLine[], terms: RuleTerms): FoundHit[] {
	const { isAgreed } = terms;
	const kinds = new Map<number, string[]>();
	for (const [key, word] of Object.entries(KINDS)) {
		const limit = terms.direct_award[key as keyof typeof KINDS];
		if (limit !== null) kinds.set(limit, [...(kinds.get(limit) ?? []), word]);
	}
	const unseen = terms.direct_award.social_special_ore === null ? `${UNSEEN}. ${NOT_STATED}` : UNSEEN;
	const open = isAgreed ? lines.filter((line) => !isAgreed(line)) : lines;
	return [...groupBy(open, (line) => line.account)].flatMap(([account, group]) =>
		accumulationTowardLimits(group, [...kinds.keys()]).map((one) =>
			foundHit(
				"accumulation",
				compound(one.supplierNo, account, one.year, one.limitOre),
				byDate(one.lines),
				(supplier) =>
					`${supplier}${account ? `, konto ${account}` : ""}: ${formatAmountOre(one.totalOre)} ${one.year}, ${one.reached ? "når" : "nära"} direktupphandlingsgränsen ${formatAmountOre(one.limitOre)} för ${kinds.get(one.limitOre)!.join(", och för ")}. ${unseen}`,
			),
		),
	);
}
