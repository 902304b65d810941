import { readArrays } from "../../dialect/read-arrays.ts";
import type { Db } from "../../open.ts";
import type { MoneyMethod } from "../../schema/checks/own-forms/hired-staff.ts";
import { FROZEN_FRAME_ITEMS, type ItemKind } from "../../schema/vocabulary.ts";

/** A draw that has been made, with what was promised before it and frozen for it. */
export interface MadeDraw {
	id: string;
	draw_id: string;
	commitment: string;
	secret: string | null;
	public_value: string | null;
	population_id: string | null;
	digest: string | null;
	n: number | null;
	sum_ore: number | null;
	/** How it was drawn in proportion to the amount, and how many were asked for; null for other draws. */
	method: MoneyMethod | null;
	asked: number | null;
	/** What was kept of it. */
	top_n: number | null;
	top_ore: number | null;
	points: number | null;
	rest_ore: number | null;
	random_start: number | null;
	credit_n: number | null;
	credit_ore: number | null;
}

/** In the order they were planned. */
export function listMadeDraws(db: Db): Promise<MadeDraw[]> {
	return db
		.selectFrom("draws")
		.leftJoin("populations", "populations.draw_id", "draws.id")
		.leftJoin("money_draws", "money_draws.draw_id", "draws.id")
		.where("draws.drawn_at", "is not", null)
		.select(["draws.id", "draws.draw_id", "draws.commitment", "draws.secret", "draws.public_value"])
		.select(["populations.id as population_id", "populations.digest", "populations.n", "populations.sum_ore"])
		.select(["money_draws.method", "money_draws.n as asked", "money_draws.top_n", "money_draws.top_ore"])
		.select(["money_draws.points", "money_draws.rest_ore", "money_draws.random_start"])
		.select(["money_draws.credit_n", "money_draws.credit_ore"])
		.orderBy("draws.planned_at")
		.orderBy("draws.id")
		.execute();
}

export interface FrozenLine {
	key: string;
	amountOre: number;
	unit_id: string;
}

export async function listFrozenLines(db: Db, populationId: string): Promise<FrozenLine[]> {
	const lines = db
		.selectFrom("ledger_lines")
		.where("population_id", "=", populationId)
		.select(["item_key", "amount_ore", "unit_id"]);
	const rows = await readArrays(db, lines);
	return rows.map(([key, amountOre, unit_id]) => ({ key, amountOre, unit_id }) as FrozenLine);
}

export interface DrawnItem {
	unit_id: string;
	unit: string;
	key: string;
	rank: number | null;
	hash: string | null;
	replaces_id: string | null;
	kind: ItemKind;
	/** Why it was drawn in proportion to the amount; null for other draws. */
	in_top: number | null;
	points: number | null;
}

/** The items drawn from a population in the order of its hashes, replacements and extensions included, by unit and rank. */
export function listDrawnItems(db: Db, populationId: string): Promise<DrawnItem[]> {
	return db
		.selectFrom("ledger_lines")
		.innerJoin("sample_items", "sample_items.line_id", "ledger_lines.id")
		.innerJoin("org_units", "org_units.id", "ledger_lines.unit_id")
		.leftJoin("money_items", "money_items.item_id", "sample_items.id")
		.where("ledger_lines.population_id", "=", populationId)
		.where("sample_items.kind", "in", FROZEN_FRAME_ITEMS)
		.select(["sample_items.kind", "ledger_lines.unit_id", "org_units.name as unit", "ledger_lines.item_key as key"])
		.select(["sample_items.rank", "sample_items.hash", "sample_items.replaces_id"])
		.select(["money_items.in_top", "money_items.points"])
		.orderBy("org_units.sort_name")
		.orderBy("ledger_lines.unit_id")
		.orderBy("sample_items.rank")
		.execute();
}

/** How each draw was told in the trail: its draw id, what was promised, frozen and drawn, as JSON by event type. */
export function listDrawEvents(db: Db): Promise<{ type: string; data: string }[]> {
	return db
		.selectFrom("events")
		.where("type", "in", ["runs.created", "draw.planned", "population.frozen", "sample.drawn"])
		.select(["type", "data"])
		.orderBy("seq")
		.execute();
}
