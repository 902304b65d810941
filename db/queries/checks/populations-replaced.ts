import { sql } from "kysely";

/**
 * False for a population that another was frozen instead of, before it was drawn from: its purchases are in no frame of its. `id` is
 * the column that names the population.
 */
export function isHeld(id: string) {
	return sql<boolean>`not exists (select 1 from population_corrections replacing
		where replacing.population_id = ${sql.ref(id)} and replacing.successor_id is not null)`;
}
