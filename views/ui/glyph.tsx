/**
 * Each shape means one thing wherever it stands: ring not begun, half under way, check as it should be, triangle and cross what
 * deviates (dot the least of it), clock late, diamond late but approved, pen signed, slash not carried out or not counted, dash
 * nothing there, return sent back. Square, flag, hexagon, page and plus are kinds of days, never states.
 *
 * Shapes that tell states apart without colour. Drawn with currentColor, so they hold in print and forced colours.
 */
export type GlyphName =
	| "check"
	| "half"
	| "triangle"
	| "cross"
	| "ring"
	| "dash"
	| "dot"
	| "clock"
	| "lock"
	| "diamond"
	| "return"
	| "pen"
	| "square"
	| "flag"
	| "hexagon"
	| "page"
	| "plus"
	| "slash"
	| "info"
	| "up"
	| "down"
	| "filter"
	| "close";

const SHAPES: Record<GlyphName, string> = {
	check: "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm3.9 5.1-4.6 5.2a.9.9 0 0 1-1.3 0L4.1 9.4l1.3-1.3 1.2 1.2 3.9-4.4Z",
	half: "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1.6v10.8A5.4 5.4 0 0 1 8 2.6Z",
	triangle: "M8 .9.4 14.6h15.2ZM7.1 5.8h1.8l-.2 4.5H7.3Zm0 5.6h1.8v1.7H7.1Z",
	cross:
		"M4.9.8h6.2l4.1 4.1v6.2l-4.1 4.1H4.9L.8 11.1V4.9Zm.6 3.5L4.3 5.5 6.8 8l-2.5 2.5 1.2 1.2L8 9.2l2.5 2.5 1.2-1.2L9.2 8l2.5-2.5-1.2-1.2L8 6.8Z",
	ring: "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1.7a5.3 5.3 0 1 1 0 10.6A5.3 5.3 0 0 1 8 2.7Z",
	dash: "M1.5 6.9h13v2.2h-13Z",
	dot: "M8 4.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6Z",
	clock:
		"M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1.6a5.4 5.4 0 1 1 0 10.8A5.4 5.4 0 0 1 8 2.6Zm-.8 1.8v4.2l3.4 2 .8-1.3-2.6-1.5V4.4Z",
	lock: "M4.5 6.5V5a3.5 3.5 0 0 1 7 0v1.5H13v8H3v-8Zm1.6 0h3.8V5a1.9 1.9 0 0 0-3.8 0Z",
	diamond: "M8 .7 15.3 8 8 15.3.7 8Z",
	info: "M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1ZM7.1 4h1.8v1.8H7.1Zm0 3h1.8v5H7.1Z",
	up: "M9 14H7V6.4l-3 3L2.6 8 8 2.6 13.4 8 12 9.4l-3-3Z",
	down: "M7 2h2v7.6l3-3L13.4 8 8 13.4 2.6 8 4 6.6l3 3Z",
	filter: "M1.5 3h13v1.8h-13Zm2.5 4.1h8v1.8H4Zm2.5 4.1h3V13h-3Z",
	close: "M4 2.8 8 6.8l4-4L13.2 4l-4 4 4 4-1.2 1.2-4-4-4 4L2.8 12l4-4-4-4Z",
	square: "M2 2h12v12H2Z",
	flag: "M3 1h1.8v14H3ZM5.5 1.8H14L11.4 5.2 14 8.6H5.5Z",
	hexagon: "M8 1l6.1 3.5v7L8 15l-6.1-3.5v-7Zm0 2L3.7 5.5v5L8 13l4.3-2.5v-5Z",
	page: "M3 1h6.8L13 4.2V15H3Z",
	plus: "M6.4 1.5h3.2v4.9h4.9v3.2H9.6v4.9H6.4V9.6H1.5V6.4h4.9Z",
	pen: "M11.2.9 15.1 4.8 5.7 14.2 1 15l.8-4.7ZM10.9 3.6 12.4 5.1 11.2 6.3 9.7 4.8Z",
	slash:
		"M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1.7c1.2 0 2.3.4 3.2 1.1L3.8 11.2A5.3 5.3 0 0 1 8 2.7Zm0 10.6c-1.2 0-2.3-.4-3.2-1.1l7.4-7.4A5.3 5.3 0 0 1 8 13.3Z",
	return: "M6.3 2 1.5 6.4l4.8 4.4V8h4.2a2.4 2.4 0 0 1 0 4.8H5V15h5.5a4.6 4.6 0 0 0 0-9.2H6.3Z",
};

export function Glyph({ name }: { name: GlyphName }) {
	return (
		<svg class="glyph" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
			<path fill="currentColor" fill-rule="evenodd" d={SHAPES[name]} />
		</svg>
	);
}
