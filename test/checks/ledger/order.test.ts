import { expect, test } from "vitest";
import { cardOrder, cardRows } from "../../../src/checks/ledger/work-list.ts";
import { findHits } from "../../../src/checks/ledger/find-hits.ts";
import { lotsOf, type PlacedHit, placeHits } from "../../../src/checks/ledger/place-hits.ts";
import { newId } from "../../../src/ground/write/new-id.ts";
import type { LedgerLine } from "../../../src/ground/sampling/ledger-line.ts";
import { randomFrom } from "../../ground/sampling/random.ts";
import { openWorld } from "../../support/world.ts";
import { TERMS } from "./ledger-support.ts";

const UNITS = 300;

/** 120 000 lines: 40 units that buy 900 times a year from a supplier of their own, 40 planted splits, and everything else. */
function yearOf(seed: number): LedgerLine[] {
	const random = randomFrom(seed);
	const below = (n: number) => Math.floor(random() * n);
	const lines: LedgerLine[] = [];
	const buy = (unit: number, supplier: string, day: number, kr: number, kind = "") => {
		const key = `${kind}${lines.length}`;
		lines.push({
			id: key,
			key,
			unit_id: `u${unit}`,
			supplier_no: supplier,
			supplier_name: supplier,
			invoice_no: `${below(1e9)}`,
			account: "5460",
			amount_ore: Math.round(kr * 100),
			booking_date: new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
			registered_at: "",
			requisitioner: `Person ${unit}`,
			receipt_approver: "",
			approver: "",
			agreement_no: null,
		});
	};
	for (let unit = 0; unit < 40; unit++)
		for (let i = 0; i < 900; i++) buy(unit, `own${unit}`, below(365), 100 + random() * 6_000, "routine-");
	for (let i = 0; i < 40; i++) {
		const [unit, supplier, day] = [40 + below(UNITS - 40), `s${500 + below(3_500)}`, below(360)];
		const count = 3 + below(2);
		for (let part = 0; part < count; part++)
			buy(unit, supplier, day + below(4), 5_100 + random() * 4_800, `planted${i}-`);
	}
	// a few suppliers have most of what is bought
	while (lines.length < 120_000) {
		const kr = random() < 0.05 ? 10_000 + random() * 90_000 : 50 + 9_900 * random() ** 3;
		buy(below(UNITS), `s${Math.floor(4_000 * random() ** 3)}`, below(365), kr);
	}
	return lines;
}

test("of a year with 40 planted splits and 40 routine pairs the first 40 rows hold the planted ones", async () => {
	const world = await openWorld();
	const lines = yearOf(20260101);
	const units = Array.from({ length: UNITS }, (_, i) => ({ id: `u${i}`, parent_id: "region" }));
	const placed = placeHits(findHits(lines, TERMS), [], [], [...units, { id: "region", parent_id: null }]);
	const kinds = new Map<string, string>();
	await world.ctx.database.transaction(async (trx) => {
		const names = [
			"id",
			"rule",
			"cluster_key",
			"unit_id",
			"title",
			"supplier_no",
			"supplier_name",
			"first_date",
			"last_date",
		];
		const more = ["line_count", "sum_ore", "card_key", "surprise", "status", "reason", "found_at", "version"];
		const rows = placed.map((hit) => {
			const id = newId();
			kinds.set(id, hit.line_ids[0]!.replace(/\d*-.*|\d+$/, ""));
			const { rule, cluster_key, title, supplier_no, supplier_name, first_date, last_date } = hit;
			const found = [id, rule, cluster_key, world.ids.alfa, title, supplier_no, supplier_name, first_date, last_date];
			return [
				...found,
				hit.line_count,
				hit.sum_ore,
				hit.card_key,
				hit.surprise,
				"open",
				"",
				"2026-12-31T00:00:00.000Z",
				1,
			];
		});
		await world.ctx.database.bulk(trx, "ledger_hits", [...names, ...more], rows);
	});
	const { db } = world.ctx;
	const first = (await cardRows(db, (await cardOrder(db, { reach: "all" })).slice(0, 40))).map((hit) =>
		kinds.get(hit.id),
	);
	expect(first.filter((kind) => kind === "planted").length).toBeGreaterThanOrEqual(35);
	expect(first.filter((kind) => kind === "routine").length).toBeLessThanOrEqual(2);
});

test("hits are stored in lots of so many rows: a hit that is moved is one, a new or grown one has its lines too", () => {
	const hit = { rule: "own_approval", line_ids: ["1", "2", "3"], moved: false } as unknown as PlacedHit;
	const moved = { ...hit, moved: true };
	const sizes = (hits: PlacedHit[], most: number) => [...lotsOf(hits, most)].map((lot) => lot.length);
	expect(sizes([], 8)).toEqual([]);
	expect(sizes([hit, hit, hit], 8)).toEqual([2, 1]);
	expect(sizes([moved, moved, moved, moved, hit, hit], 8)).toEqual([5, 1]);
	expect(sizes([hit, hit], 1)).toEqual([1, 1]);
	expect([...lotsOf([hit, moved], 4)].flat()).toEqual([hit, moved]);
});
