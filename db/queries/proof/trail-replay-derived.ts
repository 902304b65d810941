import { sql } from "kysely";
import { DERIVED } from "../../dialect/row-history.ts";
import type { Db } from "../../open.ts";

interface WrongBranch {
	root: string;
	unit: string;
	/** True where the tree says that the unit lies in the branch, and the table does not; false the other way round. */
	is_missing: number;
}

/** Where the branches that the database keeps are not those of the tree. */
export async function listWrongBranches(db: Db): Promise<WrongBranch[]> {
	const kept = sql`select root_id, unit_id from unit_branches`;
	const made = sql`select root_id, unit_id from (${sql.raw(DERIVED.unit_branches!)}) tree`;
	const { rows } = await sql<WrongBranch>`
		select coalesce(root.name, root_id) as root, coalesce(unit.name, unit_id) as unit, is_missing
		from (
			select root_id, unit_id, 1 as is_missing from (${made} except ${kept}) missing
			union all select root_id, unit_id, 0 from (${kept} except ${made}) added
		) wrong
		left join org_units root on root.id = wrong.root_id left join org_units unit on unit.id = wrong.unit_id
		order by root_id, unit_id`.execute(db);
	return rows;
}
