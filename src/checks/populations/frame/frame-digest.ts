import type { StoredLine } from "../../../../db/queries/checks/populations.ts";
import { compareUtf8 } from "../../../ground/sampling/byte-order.ts";
import { PopulationDigest, populationDigest } from "../../../ground/sampling/selection.ts";
import { UniqueKeys } from "../read/unique-keys.ts";
import type { PlacedItem } from "./placed-item.ts";

/** Gathers what is placed in a frame. A purchase that comes twice is refused when the digest is asked for. */
export interface FrameDigest {
	add(placed: PlacedItem): void;
	/** Digest of everything in the frame, late purchases that were waiting for it among them. Throws `FileRefused`. */
	finish(waiting: readonly StoredLine[]): string;
}

/** A key in a frame with its amount and the line it came from. */
export type FramedRow = [key: string, amount_ore: number, line: number];

/** Of a small file, whose lines are all in memory. */
export function digestInMemory(): FrameDigest {
	const rows: { key: string; amountOre: number }[] = [];
	const keys = new UniqueKeys();
	return {
		add: ({ key, item, place }) => {
			if (place !== "frame") return;
			keys.add(key, item.line_nos[0] ?? item.description.line_no_in_file);
			rows.push({ key, amountOre: item.amount_ore });
		},
		finish: (waiting) => {
			keys.refuseSame();
			return populationDigest([...rows, ...waiting.map(framedOf)]);
		},
	};
}

/**
 * Of a file whose lines wait in a staging file, which gives them by the bytes of their keys: a million keys in memory would be more
 * than all else of the reading.
 */
export function digestInStaging(inOrder: () => Iterable<FramedRow>): FrameDigest {
	return {
		add: () => {},
		finish: (waiting) => {
			const late = waiting.map(framedOf).sort((a, b) => compareUtf8(a.key, b.key));
			const digest = new PopulationDigest();
			const keys = new UniqueKeys();
			let last: FramedRow | undefined;
			for (const row of inOrder()) {
				const [key, amount_ore, line] = row;
				if (last?.[0] === key) {
					keys.addSame(key, last[2], line);
					continue;
				}
				last = row;
				while (late.length > 0 && compareUtf8(late[0]!.key, key) < 0) addTo(digest, late.shift()!);
				digest.add(key, amount_ore);
			}
			keys.refuseSame();
			for (const one of late) addTo(digest, one);
			return digest.hex();
		},
	};
}

function framedOf({ item_key: key, amount_ore: amountOre }: StoredLine): { key: string; amountOre: number } {
	return { key, amountOre };
}

function addTo(digest: PopulationDigest, { key, amountOre }: { key: string; amountOre: number }): void {
	digest.add(key, amountOre);
}
