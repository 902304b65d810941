import type { Db } from "../../../db/open.ts";
import { type HitCard, type HitFilter, type LedgerHit, listHitsById } from "../../../db/queries/checks/ledger.ts";
import { type Actor, reachOf } from "../../ground/access/actor.ts";
import { readCards, readRows, readRuleCounts } from "./hit-readings.ts";
import { nextAfter } from "../../ground/tables/next-after.ts";
import type { LedgerRule } from "../../../db/schema/checks/ledger.ts";

/** The first page: what a controller with ten minutes looks at. */
export const FIRST_PAGE = 10;
/** The most cards with the same supplier and rule on the first page, so that one supplier does not fill it. */
const MOST_ALIKE = 2;
/** A rule with this many judgements and not one deviation is folded away. */
const ENOUGH_JUDGED = 30;
/** The most ids in one statement, since a database limits its parameters. */
const BATCH = 500;

/** The cards in the order of the page, the exports and the command line. */
export async function cardOrder(db: Db, filter: HitFilter): Promise<HitCard[]> {
	return withVariedStart(await readCards(db, filter));
}

/** Every card of the filter as a row, in the order of the page. */
export async function allCardRows(db: Db, filter: HitFilter): Promise<LedgerHit[]> {
	return readRows(db, filter, async () => cardRows(db, await cardOrder(db, filter)));
}

/** These cards as rows, in their order. */
export async function cardRows(db: Db, cards: readonly HitCard[]): Promise<LedgerHit[]> {
	const rows = new Map<string, LedgerHit>();
	for (let from = 0; from < cards.length; from += BATCH) {
		const ids = cards.slice(from, from + BATCH).map((card) => card.id);
		for (const hit of await listHitsById(db, ids)) rows.set(hit.id, hit);
	}
	return cards.flatMap((card) => rows.get(card.id) ?? []);
}

/** At most two per supplier and rule among the first ten; those passed by come next. */
export function withVariedStart<Card extends Pick<HitCard, "rule" | "supplier_no">>(cards: readonly Card[]): Card[] {
	const alike = new Map<string, number>();
	const first: Card[] = [];
	const rest: Card[] = [];
	for (const card of cards) {
		const kind = `${card.rule} ${card.supplier_no}`;
		const already = card.supplier_no === "" ? 0 : (alike.get(kind) ?? 0);
		if (first.length >= FIRST_PAGE || already >= MOST_ALIKE) rest.push(card);
		else {
			alike.set(kind, already + 1);
			first.push(card);
		}
	}
	return [...first, ...rest];
}

/** The cards of the list nobody has judged yet, of those the person may judge. */
export async function cardsToJudge(db: Db, actor: Actor, today: string): Promise<HitCard[]> {
	const without = (await foldedRules(db, today)).map((one) => one.rule);
	const reach = reachOf(actor, "hit.judge");
	return cardOrder(db, { reach, status: "open", since: yearBefore(today), without });
}

/** The card after this one in the order of the list; the first where this one does not stand there. */
export function nextCard(cards: readonly HitCard[], hit: Pick<LedgerHit, "card_key">): HitCard | null {
	return nextAfter(
		cards,
		(card) => card.card_key === hit.card_key,
		(card) => card.card_key !== hit.card_key,
	);
}

export interface FoldedRule {
	rule: LedgerRule;
	judged: number;
	hits: number;
}

/** Rules judged often enough without a single deviation, anywhere: they are said to be folded away, and can be unfolded. */
export async function foldedRules(db: Db, today: string): Promise<FoldedRule[]> {
	const counts = await readRuleCounts(db, "all", `${today.slice(0, 4)}-01-01`);
	return counts
		.filter(({ judged, confirmed }) => judged >= ENOUGH_JUDGED && confirmed === 0)
		.map(({ rule, judged, now }) => ({ rule, judged, hits: now }));
}

/** The same day or moment a year earlier. An explanation hides hits for a year, and the list looks a year back. */
export function yearBefore(time: string): string {
	return `${Number(time.slice(0, 4)) - 1}${time.slice(4)}`;
}
