import type { listRoundUnits } from "../../db/queries/sam/reviews.ts";
import type { SamPost } from "./posts.ts";

type Row = Awaited<ReturnType<typeof listRoundUnits>>[number];

export interface PopulationChange {
	added: SamPost[];
	/** Units that no longer exist, or lie outside the förvaltning. */
	ended: Row[];
	/** Units back in the tree after having been out of it. */
	returned: { row: Row; post: SamPost }[];
	moved: { row: Row; post: SamPost }[];
	/** A new manager (where nothing is signed yet) or a new name. */
	changed: { row: Row; post: SamPost }[];
}

/** How the organisation of today differs from the round's tree. Signed reviews keep the manager who signed. */
export function populationChange(rows: readonly Row[], posts: readonly SamPost[]): PopulationChange {
	const byUnit = new Map(rows.map((row) => [row.unit_id, row]));
	const existing = new Set(posts.map((post) => post.id));
	const change: PopulationChange = { added: [], ended: [], returned: [], moved: [], changed: [] };
	for (const post of posts) {
		const row = byUnit.get(post.id);
		if (!row) change.added.push(post);
		else if (row.state === "ended") change.returned.push({ row, post });
		else if (row.parent_id !== post.parent_id) change.moved.push({ row, post });
		else if (row.unit_name !== post.name || managerChanged(row, post)) change.changed.push({ row, post });
	}
	change.ended = rows.filter((row) => row.state !== "ended" && !existing.has(row.unit_id));
	return change;
}

export function managerChanged(row: Row, post: SamPost): boolean {
	return row.state === "open" && row.manager_id !== post.manager_id;
}
