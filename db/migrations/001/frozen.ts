import { type AnyDb, refuse } from "../../dialect/ddl.ts";

/** What has been frozen or drawn stays as it was. */
export async function freezePopulations(db: AnyDb): Promise<void> {
	// A population is inserted before its lines and gets its digest when they have been counted; then it is frozen.
	await refuse(db, "populations", "update", "old.digest <> ''");
	await refuse(db, "populations", "delete", "1 = 1");
	await refuse(db, "draws", "update", "old.drawn_at is not null");
	await refuse(db, "draws", "delete", "1 = 1");
}

/** A swap is decided once, and what was proposed stays as it was. */
export async function freezeSwaps(db: AnyDb): Promise<void> {
	const same = ["run_id", "position", "item_id", "by_item_id", "kind", "note", "proposed_at", "proposed_by"]
		.map((column) => `new.${column} = old.${column}`)
		.join(" and ");
	await refuse(db, "swaps", "update", `old.decision is not null or not (${same})`);
	await refuse(db, "swaps", "delete", "1 = 1");
}

/**
 * A corrected file for a period that is frozen. A population that has not been drawn from gets a successor and lets go of its
 * items; one that has been drawn from stands, and what the correction says is noted beside it.
 */
export async function freezeCorrected(db: AnyDb): Promise<void> {
	await refuse(
		db,
		"population_corrections",
		"insert",
		"exists (select 1 from populations p join controls c on c.id = p.control_id join plans l on l.id = c.plan_id join period_seals s on s.board_id = l.board_id and s.first_day <= p.cut_off and s.cut_off >= p.cut_off where p.id = new.population_id)",
		"population_corrections_sealed_insert",
		"the period is sealed",
	);
	await refuse(
		db,
		"population_corrections",
		"insert",
		"new.successor_id is not null and exists (select 1 from populations p join draws d on d.id = p.draw_id where p.id = new.population_id and d.drawn_at is not null)",
		"population_corrections_drawn_insert",
	);
	await refuse(
		db,
		"draws",
		"update",
		`new.drawn_at is not null and exists (select 1 from populations p where p.draw_id = old.id and ${superseded("p.id")})`,
		"draws_superseded_update",
	);
}

function superseded(population: string): string {
	return `exists (select 1 from population_corrections k where k.population_id = ${population} and k.successor_id is not null)`;
}
