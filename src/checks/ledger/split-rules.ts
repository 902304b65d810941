import { createHash } from "node:crypto";
import type { LedgerRule } from "../../../db/schema/checks/ledger.ts";
import { formatAmountOre } from "../../ground/calendar/stockholm.ts";
import type { LedgerLine } from "../../ground/sampling/ledger-line.ts";
import {
	findSplitsAcrossWithin,
	findSplitsWithin,
	type Purchase,
	purchasesFrom,
	type SplitCluster,
} from "../../ground/sampling/splitting.ts";
import { isAboveOwnRate, type Surprise, surpriseIn } from "../../ground/sampling/surprise.ts";
import { type FoundHit, foundHit } from "./found-hit.ts";
import type { RuleTerms } from "./rule-terms.ts";

/** Order splitting in 7 and 30 days: per requisitioner and supplier, and per supplier over several units where that is more than the supplier's own last year explains. */
export function splitHits(
	lines: readonly LedgerLine[],
	byId: ReadonlyMap<string, LedgerLine>,
	terms: RuleTerms,
): FoundHit[] {
	const small = lines.filter((line) => line.amount_ore > 0 && line.amount_ore < terms.limit_ore);
	const plain = purchasesFrom(small);
	const byActor = actorsOf(plain);
	const windows = [7, 30].map((windowDays) => ({ limitOre: terms.limit_ore, windowDays }));
	const unitOf = (id: string) => byId.get(id)!.unit_id;
	const isSpread = ({ ids }: SplitCluster) => ids.some((id) => unitOf(id) !== unitOf(ids[0]!));
	const own = pairOf("split_7", "split_30", findSplitsWithin(byActor, windows));
	const several = findSplitsAcrossWithin(plain, windows).map((found) => found.filter(isSpread));
	const across = pairOf("split_units_7", "split_units_30", several);
	const ownSurprise = surpriseIn(byActor, terms.limit_ore);
	const acrossSurprise = surpriseIn(plain, terms.limit_ore);
	return [
		...own.map((one) => ({ ...one, surprise: ownSurprise(one.cluster) })),
		...across
			.map((one) => ({ ...one, surprise: acrossSurprise(one.cluster) }))
			.filter(({ surprise }) => isAboveOwnRate(surprise)),
	].map(({ rule, cluster, surprise }) =>
		foundHit(
			rule,
			keyOf(cluster, byId.get(cluster.ids[0]!)!),
			cluster.ids.map((id) => byId.get(id)!),
			(supplier) => splitTitle(supplier, cluster, surprise),
			{ surprise: Math.round(surprise.logKey * 1000) },
		),
	);
}

/** "Kontorsvaror AB: 3 köp på 3 dagar för 14 200 kr, samma beställare; väntat 0,02." The windows before and after it, when there are. */
function splitTitle(supplier: string, cluster: SplitCluster, { count, days, expected }: Surprise): string {
	const who = cluster.actor === null ? "flera enheter" : "samma beställare";
	const peak = `${count} köp på ${days === 1 ? "en dag" : `${days} dagar`} för ${formatAmountOre(cluster.peakWindowOre)}`;
	const chain =
		cluster.ids.length > count
			? ` Hela kedjan: ${cluster.ids.length} köp för ${formatAmountOre(cluster.totalOre)}.`
			: "";
	return `${supplier}: ${peak}, ${who}; väntat ${expectedText(expected)}.${chain}`;
}

function expectedText(expected: number): string {
	if (expected < 0.01) return "under 0,01";
	return expected < 10 ? expected.toFixed(2).replace(".", ",") : String(Math.round(expected));
}

/** The key of a cluster, as a digest because the requisitioner is a person. */
function keyOf({ actor, supplier }: SplitCluster, first: LedgerLine): string {
	return createHash("sha256")
		.update(JSON.stringify([actor, supplier, first.key]))
		.digest("hex");
}

/**
 * Joins the clusters of both windows. A 30-day cluster with the same purchases as a 7-day one is left out, since it says
 * nothing new.
 */
function pairOf(short: LedgerRule, long: LedgerRule, [week = [], all = []]: readonly SplitCluster[][]) {
	const known = new Set(week.map(idsOf));
	const month = all.filter((cluster) => !known.has(idsOf(cluster)));
	return [...week.map((cluster) => ({ rule: short, cluster })), ...month.map((cluster) => ({ rule: long, cluster }))];
}

function idsOf(cluster: SplitCluster): string {
	return `${cluster.actor} ${cluster.ids[0]} ${cluster.ids.length} ${cluster.ids.at(-1)}`;
}

/** Returns who an item counts for. When several people ordered its postings, it is a purchase of each of them. */
function actorsOf(purchases: readonly Purchase[]): readonly Purchase[] {
	if (!purchases.some((purchase) => purchase.actor.includes(";"))) return purchases;
	return purchases.flatMap((purchase) =>
		purchase.actor.includes(";")
			? purchase.actor.split(";").map((actor) => ({ ...purchase, actor: actor.trim() }))
			: [purchase],
	);
}
