/** Stöd · Otillräckligt underlag · Visad brist. */
export type Verdict = "support" | "insufficient" | "shown_deficiency";

/**
 * What the pooled months of a tertial or year show about the tolerable rate: support when even the upper bound is below
 * it, shown deficiency when even the lower bound is above it, else insufficient (ISA 530.15). Shares 0–1, unrounded.
 * Never for a single month. Throws RangeError when a share is not a number in [0, 1] or lower > upper.
 */
export function verdict(bounds: { lower: number; upper: number; tolerable: number }): Verdict {
	const { lower, upper, tolerable } = bounds;
	const valid = [lower, upper, tolerable].every((share) => share >= 0 && share <= 1) && lower <= upper;
	if (!valid) throw new RangeError("Gränserna ska vara andelar mellan 0 och 1, den undre högst lika med den övre.");
	if (upper < tolerable) return "support";
	return lower > tolerable ? "shown_deficiency" : "insufficient";
}
