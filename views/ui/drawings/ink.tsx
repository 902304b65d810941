import type { Ink } from "../../../src/ground/drawings/figures.ts";

/** Fill and edge of each ink: the pattern by attribute, since url(#…) in a stylesheet means other things in other browsers. */
const LOOK: Record<Ink, { class: string; fill?: string }> = {
	main: { class: "d-main" },
	hatch: { class: "d-edge-main", fill: "url(#p-hatch)" },
	pale: { class: "d-pale" },
	warn: { class: "d-edge-warn", fill: "url(#p-warn)" },
	bad: { class: "d-edge-bad", fill: "url(#p-bad)" },
	empty: { class: "d-empty" },
};

export const inked = (ink: Ink) => LOOK[ink];

/** What each fill means. A part of a whole says its number here too. */
export function Legend({ series }: { series: readonly { label: string; ink: Ink }[] }) {
	return (
		<ul class="legend">
			{series.map(({ label, ink }) => (
				<li>
					<Swatch ink={ink} />
					{label}
				</li>
			))}
		</ul>
	);
}

export function Swatch({ ink }: { ink: Ink }) {
	return (
		<svg class="swatch" aria-hidden="true" focusable="false">
			<rect x="0.5" y="0.5" width="19" height="13" rx="2" {...inked(ink)} />
		</svg>
	);
}

/** The patterns of every drawing of a page, once. */
export function Patterns() {
	return (
		<svg class="patterns" aria-hidden="true" focusable="false">
			<defs>
				<pattern id="p-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
					<rect class="d-ground" width="6" height="6" />
					<line class="d-hatch" x1="1" y1="0" x2="1" y2="6" />
				</pattern>
				<pattern id="p-warn" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
					<rect class="d-wash-warn" width="7" height="7" />
					<line class="d-hatch-warn" x1="1.5" y1="0" x2="1.5" y2="7" />
				</pattern>
				<pattern id="p-bad" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
					<rect class="d-wash-bad" width="6" height="6" />
					<path class="d-hatch-bad" d="M0 0V6M0 0H6" />
				</pattern>
				<marker
					id="m-arrow"
					viewBox="0 0 8 8"
					refX="6"
					refY="4"
					markerWidth="9"
					markerHeight="9"
					markerUnits="userSpaceOnUse"
					orient="auto"
				>
					<path class="d-arrow-head" d="M0 0 8 4 0 8Z" />
				</marker>
			</defs>
		</svg>
	);
}
