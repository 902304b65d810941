import { ringDashes } from "../../../src/ground/drawings/marks.ts";
import { domId } from "../dom-id.ts";
import { countText } from "../format.ts";

/** How many of a few are done: a part each, with the number in the middle, so it needs no table. */
export function Ring(props: { id: string; title: string; done: number; total: number; word: string }) {
	const { done, total } = props;
	const id = domId("ring", props.id);
	const { length, track, filled } = ringDashes(done, total);
	const circle = { cx: 76, cy: 76, r: 66, pathLength: length };
	return (
		<svg class="ring" viewBox="0 0 152 152" role="img" aria-labelledby={id}>
			<title id={id}>{props.title}</title>
			<desc>{`Ringen har ${total} delar, ${done} är fyllda.`}</desc>
			<g transform="rotate(-90 76 76)">
				<circle class="ring-track" stroke-dasharray={track} {...circle} />
				{filled ? <circle class="ring-done" stroke-dasharray={filled} {...circle} /> : null}
			</g>
			<text class="ring-number" x="76" y="82">
				{countText(done)}
			</text>
			<text class="ring-word" x="76" y="102">
				{`av ${countText(total)} ${props.word}`}
			</text>
		</svg>
	);
}
