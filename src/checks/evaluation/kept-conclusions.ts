import type { TreeUnit } from "../../../db/queries/checks/evaluation.ts";
import { sha256 } from "../../ground/canonical.ts";
import type { Counted } from "../runs/counted-runs.ts";

/** What is concluded from: the very same objects, or it is concluded anew. */
interface Ground {
	/** The answers of the units that are looked at. */
	counted: Counted;
	/** Those of the units beside them. */
	everything: Counted;
	judged: object;
	/** How the units are put into groups. */
	shape: string;
}

/** Gives what it gave before under a name, or works it out. */
export type Kept = <T>(name: string, make: () => T) => T;

/** An evaluation has few shapes: by level, and by unit. */
const MOST = 8;
const grounds = new WeakMap<Counted, (Ground & { kept: Kept })[]>();

/**
 * Keeps what is concluded as long as the answers, what they are judged by and the shape of the tree are the same, whatever its units are
 * called: the bounds of some thousand strata in a dozen questions take longer than all the rest of the page. Nothing kept names a unit.
 */
export function keptOf(ground: Ground): Kept {
	const own = grounds.get(ground.counted) ?? [];
	const { everything, judged, shape } = ground;
	const known = own.find((one) => one.everything === everything && one.judged === judged && one.shape === shape);
	if (known) return known.kept;
	const values = new Map<string, unknown>();
	const kept = <T>(name: string, make: () => T): T => {
		if (!values.has(name)) values.set(name, make());
		return values.get(name) as T;
	};
	grounds.set(ground.counted, [...own.slice(1 - MOST), { ...ground, kept }]);
	return kept;
}

interface Shaped {
	root: TreeUnit;
	top_id: string;
	trees: readonly (readonly TreeUnit[])[];
}

/** Which unit lies under which, and of what kind each is, without a name; the whole of the top unit is one group however they lie. */
export function shapeOf(level: string, { root, top_id, trees }: Shaped): string {
	if (level === "whole" && root.id === top_id) return level;
	const lies = ({ id, parent_id, kind }: TreeUnit) => `${id} ${parent_id} ${kind}`;
	return `${level} ${root.id} ${sha256([...new Set(trees.flat().map(lies))].sort().join("\n"))}`;
}
