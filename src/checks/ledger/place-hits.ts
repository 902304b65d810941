import type { KnownHit } from "../../../db/queries/checks/ledger-lines.ts";
import type { LedgerRule } from "../../../db/schema/checks/ledger.ts";
import { compound } from "../../ground/sampling/ledger-line.ts";
import type { FoundHit } from "./found-hit.ts";
import { lineText } from "./read-lines.ts";

/** A hit with the unit it belongs to; `id` when it is a known one that has got more lines. */
export interface PlacedHit extends FoundHit {
	id: string | null;
	unit_id: string;
	/** Supplier × unit: hits that are judged as one. */
	card_key: string;
	/** A known hit that has no new lines but has moved in the order. */
	moved: boolean;
}

/** A known hit whose order differs by less is left where it is (thousandths of log10). */
const MOVED = 500;

/**
 * Rules whose hits are runs of lines that may grow at either end. Such a hit is recognised the next time by a line it shares.
 */
export const GROWING_RULES: readonly LedgerRule[] = [
	"split_7",
	"split_30",
	"split_units_7",
	"split_units_30",
	"consecutive_numbers",
];

/**
 * Returns the hits that are new, have grown or have moved in the order. Known and unchanged hits are left out, so that a second
 * run doubles nothing.
 */
export function placeHits(
	found: readonly FoundHit[],
	known: readonly KnownHit[],
	knownLines: readonly { hit_id: string; line_id: number }[],
	parents: readonly { id: string; parent_id: string | null }[],
): PlacedHit[] {
	const byKey = new Map(known.map((hit) => [`${hit.rule} ${hit.cluster_key}`, hit]));
	const byId = new Map(known.map((hit) => [hit.id, hit]));
	const byLine = new Map<string, KnownHit>();
	for (const { hit_id, line_id } of knownLines) {
		const hit = byId.get(hit_id);
		if (hit) byLine.set(`${hit.rule} ${lineText(line_id)}`, hit);
	}
	const nearest = nearestAbove(parents);
	const seen = new Set<string>();
	return found.flatMap((hit) => {
		const key = `${hit.rule} ${hit.cluster_key}`;
		const same =
			byKey.get(key) ?? hit.line_ids.map((id) => byLine.get(`${hit.rule} ${id}`)).find((one) => one !== undefined);
		const identity = same?.id ?? key;
		if (seen.has(identity)) return [];
		seen.add(identity);
		const unit_id = nearest(hit.unit_ids);
		const card_key = compound(hit.subject, unit_id);
		const moved = same !== undefined && same.line_count >= hit.line_count && same.sum_ore >= hit.sum_ore;
		if (moved && same.card_key === card_key && Math.abs(same.surprise - hit.surprise) < MOVED) return [];
		return [{ ...hit, id: same?.id ?? null, unit_id, card_key, moved }];
	});
}

/** The hits in their order, in lots of at most so many rows: a hit that is new or has grown writes its lines too. */
export function* lotsOf(placed: readonly PlacedHit[], most: number): Generator<PlacedHit[]> {
	let lot: PlacedHit[] = [];
	let rows = 0;
	for (const hit of placed) {
		const own = 1 + (hit.moved ? 0 : hit.line_ids.length);
		if (lot.length > 0 && rows + own > most) {
			yield lot;
			[lot, rows] = [[], 0];
		}
		lot.push(hit);
		rows += own;
	}
	if (lot.length > 0) yield lot;
}

/** Returns the unit itself, or for several units the nearest one above all of them. */
function nearestAbove(
	parents: readonly { id: string; parent_id: string | null }[],
): (ids: readonly string[]) => string {
	const parentOf = new Map(parents.map((unit) => [unit.id, unit.parent_id]));
	const pathOf = (id: string): string[] => {
		const path: string[] = [];
		for (let at: string | null | undefined = id; at && !path.includes(at); at = parentOf.get(at)) path.push(at);
		return path;
	};
	const known = new Map<string, string>();
	return (ids) => {
		if (ids.length === 1) return ids[0]!;
		const key = [...ids].sort().join(" ");
		let unit = known.get(key);
		if (unit === undefined) {
			const [first, ...others] = ids.map(pathOf);
			unit = first!.find((id) => others.every((path) => path.includes(id))) ?? first!.at(-1)!;
			known.set(key, unit);
		}
		return unit;
	};
}
