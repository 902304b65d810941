import { countText } from "./format.ts";
import { swapsList } from "./hx.ts";
import { Link } from "./link.tsx";

/** Under a long list; nothing under an empty one. Works with page numbers and with cursors: it only knows the way back and the way on. */
export function Pager(props: {
	from: number;
	to: number;
	total: number;
	/** where counting all of them would cost more than it says */
	uncounted?: boolean | undefined;
	prev_href?: string | null | undefined;
	next_href?: string | null | undefined;
	noun?: string | undefined;
	prev_label?: string | undefined;
	next_label?: string | undefined;
	/** the pages are those of the page's list */
	swaps?: boolean | undefined;
}) {
	if (props.total === 0 && !props.uncounted) return null;
	const hx = (href: string) => (props.swaps ? swapsList(href) : undefined);
	const noun = props.noun ?? "rader";
	const counted =
		props.to === 0
			? `Sidan ligger efter listans slut: ${countText(props.total)} ${noun} finns på sidorna före`
			: `Visar ${countText(props.from)}–${countText(props.to)} av ${countText(props.total)} ${noun}`;
	const shown = props.uncounted ? `Visar ${countText(props.to - props.from + 1)} ${noun}` : counted;
	return (
		<nav class="pager" aria-label="Sidor">
			<p>{shown}</p>
			{props.prev_href || props.next_href ? (
				<ul>
					<li>
						{props.prev_href ? (
							<Link href={props.prev_href} class="button button-secondary" hx={hx(props.prev_href)}>
								{props.prev_label ?? "Föregående"}
							</Link>
						) : null}
					</li>
					<li>
						{props.next_href ? (
							<Link href={props.next_href} class="button button-secondary" hx={hx(props.next_href)}>
								{props.next_label ?? "Nästa"}
							</Link>
						) : null}
					</li>
				</ul>
			) : null}
		</nav>
	);
}
