import type { Grid, Placed } from "../../ground/tables/grid.ts";
import { COLOURS, type Look, SIZES, type Tone, TONE_LOOKS } from "../../ground/tables/look.ts";

export const cell = (row: number, column: number, across: number, value: Placed["value"], look: Look = {}): Placed => ({
	...{ row, column, across, value, look },
});

export function section(grid: Grid, row: number, text: string, at: { column: number; across: number }): void {
	const look: Look = { size: SIZES.head, bold: true, ink: COLOURS.dark, under: "accent", vertical: "bottom" };
	grid.put(cell(row, at.column, at.across, text, look));
}

/** A word in its tone, with its sign before it. */
export function toned(tone: Tone, word: string): { value: string; look: Look } {
	const { ink, ground, sign } = TONE_LOOKS[tone];
	return { value: `${sign} ${word}`, look: { ink, ground, bold: true, vertical: "middle" } };
}

/** What a cell of the page holds of a reason; the whole stands on a sheet of its own. */
const MOST = 250;

export function shortened(text: string, most = MOST): string {
	if (text.length <= most) return text;
	return `${text.slice(0, text.lastIndexOf(" ", most) > most / 2 ? text.lastIndexOf(" ", most) : most)} …`;
}
