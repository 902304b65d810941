import { LETTER_HEIGHT, LETTER_WIDTH, letterOf } from "./letters.ts";
import { pngOf } from "./png.ts";

/** Lines over a surface, so that no meaning is carried by colour alone. */
export type Pattern = "plain" | "dots" | "lines" | "grid";

interface Box {
	x: number;
	y: number;
	width: number;
	height: number;
}

const SPACING = 8;
const PATTERNS: Record<Pattern, (x: number, y: number) => boolean> = {
	plain: () => false,
	dots: (x, y) => x % SPACING < 2 && y % SPACING < 2,
	lines: (x, y) => (x + y) % SPACING < 1,
	grid: (x, y) => (x + y) % SPACING < 1 || (x - y + 100_000) % SPACING < 1,
};

/** A surface of pixels to draw boxes and words on. */
export class Canvas {
	readonly width: number;
	readonly height: number;
	readonly #pixels: Uint8Array;
	readonly #palette = ["#ffffff"];

	constructor(width: number, height: number) {
		this.width = width;
		this.height = height;
		this.#pixels = new Uint8Array(width * height);
	}

	#colour(colour: string): number {
		const known = this.#palette.indexOf(colour);
		return known >= 0 ? known : this.#palette.push(colour) - 1;
	}

	box({ x, y, width, height }: Box, colour: string, mark: { pattern: Pattern; colour: string } | null = null): void {
		const [fill, line] = [this.#colour(colour), mark ? this.#colour(mark.colour) : 0];
		for (let row = Math.max(0, y); row < Math.min(this.height, y + height); row++) {
			for (let column = Math.max(0, x); column < Math.min(this.width, x + width); column++) {
				const marked = mark !== null && PATTERNS[mark.pattern](column, row);
				this.#pixels[row * this.width + column] = marked ? line : fill;
			}
		}
	}

	/** Words with their upper left corner at a place; `size` is how many pixels a dot of a letter is wide. */
	text(words: string, x: number, y: number, size: number, colour = "#1b2733"): void {
		let left = x;
		for (const char of words) {
			for (const [column, bits] of letterOf(char).entries()) {
				for (let row = 0; row < LETTER_HEIGHT; row++) {
					if ((bits >> row) & 1) {
						this.box({ x: left + column * size, y: y + row * size, width: size, height: size }, colour);
					}
				}
			}
			left += (LETTER_WIDTH + 1) * size;
		}
	}

	png(): Buffer {
		return pngOf(this.width, this.height, this.#pixels, this.#palette);
	}
}

/** How many characters fit in a width. */
export function fitting(words: string, width: number, size: number): string {
	const most = Math.floor(width / ((LETTER_WIDTH + 1) * size));
	return words.length <= most ? words : `${words.slice(0, Math.max(0, most - 2)).trimEnd()}..`;
}
