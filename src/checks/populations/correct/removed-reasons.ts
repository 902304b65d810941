import { Invalid } from "../../../ground/errors.ts";
import type { ControlTotals } from "../import/require-totals.ts";
import type { FrameChange } from "./compare-frame.ts";

/** What vouches for a corrected file that has fewer purchases: the source system's own totals, or a reason for each that is gone. */
export interface Vouching extends ControlTotals {
	/** A line for each purchase that leaves the frame: "nyckel: skäl". */
	removed_reasons?: string | null;
}

/** How many missing keys the refusal names. */
const NAMED = 5;

/**
 * Purchases leave a frame only when both control totals agree with the file, or when each has its own written reason; the reason is kept
 * with the purchase. Whoever drops a row to be rid of it must say so by its number.
 */
export function withReasons(changes: readonly FrameChange[], vouching: Vouching): FrameChange[] {
	const reasons = reasonsIn(vouching.removed_reasons ?? "");
	const hasTotals = typeof vouching.control_rows === "number" && typeof vouching.control_sum === "string";
	const missing = changes.filter((one) => one.leaves && !hasTotals && !reasons.has(one.item_key));
	if (missing.length > 0) {
		const named = missing.slice(0, NAMED).map((one) => one.item_key);
		throw new Invalid({
			removed_reasons: `${missing.length === 1 ? "Ett inköp" : `${missing.length} inköp`} tas bort ur populationen utan skäl: ${named.join(", ")}${missing.length > NAMED ? " med flera" : ""}. Skriv ett skäl för varje nummer, eller fyll i både antal rader och summa enligt ekonomisystemet.`,
		});
	}
	return changes.map((one) => {
		const reason = one.leaves ? reasons.get(one.item_key) : undefined;
		return reason ? { ...one, note: `${one.note} Skäl: ${reason}` } : one;
	});
}

/** A key holds no blanks at its end, so that the first colon with a blank after it ends the key. */
function reasonsIn(text: string): Map<string, string> {
	const found = new Map<string, string>();
	for (const row of text.split(/\r?\n/)) {
		const at = row.indexOf(": ");
		const reason = at < 0 ? "" : row.slice(at + 2).trim();
		if (reason !== "") found.set(row.slice(0, at).trim(), reason);
	}
	return found;
}
