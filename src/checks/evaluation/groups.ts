import type { EvaluationRun, TreeUnit } from "../../../db/queries/checks/evaluation.ts";
import { grouped } from "../../../db/queries/ground/tables.ts";
import type { UnitKind } from "../../../db/schema/vocabulary.ts";
import type { Group } from "./group-evaluation.ts";
import type { EvaluationLevel } from "./levels.ts";
import type { FoundStratum } from "./strata.ts";

/** Groups the runs by the unit of the chosen level above them. A unit without such a unit above it forms its own group. */
export function groupsOf(
	level: EvaluationLevel | UnitKind,
	root: TreeUnit,
	tree: readonly TreeUnit[],
	runs: readonly EvaluationRun[],
	strata: readonly FoundStratum[],
): Group[] {
	const byId = new Map(tree.map((unit) => [unit.id, unit]));
	const groupOf = (unitId: string): string => {
		if (level === "whole") return root.id;
		if (level === "unit") return unitId;
		let unit = byId.get(unitId);
		for (let steps = 0; unit && unit.kind !== level && steps < tree.length; steps++)
			unit = byId.get(unit.parent_id ?? "");
		return unit?.id ?? unitId;
	};
	const runsOf = grouped(runs, (run) => groupOf(run.unit_id));
	const strataOfGroup = grouped(strata, (stratum) => groupOf(stratum.run.unit_id));
	return tree
		.filter((unit) => runsOf.has(unit.id))
		.map((unit) => ({ unit, runs: runsOf.get(unit.id)!, strata: strataOfGroup.get(unit.id) ?? [] }));
}

/**
 * The units that are concluded on beside the shown ones: of the same level, whoever reads. A unit that is looked at alone is judged
 * as in the list of all, or its verdict would depend on the page it is read on.
 */
export function othersOf(
	level: EvaluationLevel,
	{ root, top, tree }: { root: TreeUnit; top: TreeUnit; tree: readonly TreeUnit[] },
	shown: readonly Group[],
	everything: { runs: readonly EvaluationRun[]; strata: readonly FoundStratum[] },
): Group[] {
	if (level === "whole" && root.id === top.id) return [];
	const inside = new Set(level === "whole" ? below(tree, root.id) : shown.map(({ unit }) => unit.id));
	return groupsOf(level === "whole" ? root.kind : level, top, tree, everything.runs, everything.strata).filter(
		({ unit }) => !inside.has(unit.id),
	);
}

/** A unit and everything below it. */
function below(tree: readonly TreeUnit[], rootId: string): string[] {
	const children = grouped(tree, (unit) => unit.parent_id ?? "");
	const found = [rootId];
	for (const id of found) found.push(...(children.get(id) ?? []).map((unit) => unit.id));
	return found;
}
