/** Stöd · Otillräckligt underlag · Visad brist · Inte prövad. */
export type Verdict = "support" | "insufficient" | "shown_deficiency" | "not_tested";

/**
 * What the pooled months of a tertial or year show about the tolerable rate: support when even the upper bound is below
 * it, shown deficiency when even the lower bound is above it, else insufficient (ISA 530.15). Not tested when no drawn item was
 * applicable (`upper` null). Shares 0–1, unrounded. Never for a single month.
 * Throws RangeError when a share is not a number in [0, 1] or lower > upper.
 */
export function verdict(bounds: { lower: number; upper: number | null; tolerable: number }): Verdict {
	const { lower, tolerable } = bounds;
	const upper = bounds.upper ?? 1;
	const valid = [lower, upper, tolerable].every((share) => share >= 0 && share <= 1) && lower <= upper;
	if (!valid) throw new RangeError("Gränserna ska vara andelar mellan 0 och 1, den undre högst lika med den övre.");
	if (bounds.upper === null) return "not_tested";
	if (upper < tolerable) return "support";
	return lower > tolerable ? "shown_deficiency" : "insufficient";
}
