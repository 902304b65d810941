import type { TreeUnit } from "../../../db/queries/checks/evaluation.ts";
import { sha256 } from "../../ground/canonical.ts";
import type { Counted } from "../runs/counted-runs.ts";
import type { conclusions } from "./facts.ts";

type Conclusions = ReturnType<typeof conclusions>;

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

/** An evaluation has few shapes: by level, and by unit. */
const MOST = 8;
const kept = new WeakMap<Counted, (Ground & { concluded: Conclusions })[]>();

/**
 * Keeps what is concluded as long as the answers, what they are judged by and the shape of the tree are the same, whatever its units are
 * called: the bounds of some thousand strata in a dozen questions take longer than all the rest of the page.
 */
export function keptConclusions(ground: Ground, make: () => Conclusions): Conclusions {
	const own = kept.get(ground.counted) ?? [];
	const { everything, judged, shape } = ground;
	const known = own.find((one) => one.everything === everything && one.judged === judged && one.shape === shape);
	if (known) return known.concluded;
	const concluded = make();
	kept.set(ground.counted, [...own.slice(1 - MOST), { ...ground, concluded }]);
	return concluded;
}

/** Which unit lies under which, and of what kind each is, without a name. */
export function shapeOf(level: string, root: TreeUnit, trees: readonly (readonly TreeUnit[])[]): string {
	const lies = ({ id, parent_id, kind }: TreeUnit) => `${id} ${parent_id} ${kind}`;
	return `${level} ${root.id} ${sha256([...new Set(trees.flat().map(lies))].sort().join("\n"))}`;
}
