import { countText } from "./format.ts";
import { Link } from "./link.tsx";

/** Under a long list. Works with page numbers and with cursors: it only knows the way back and the way on. */
export function Pager(props: {
	from: number;
	to: number;
	total: number;
	prev_href?: string | null | undefined;
	next_href?: string | null | undefined;
	noun?: string | undefined;
}) {
	return (
		<nav class="pager" aria-label="Sidor">
			<p>{`Visar ${countText(props.from)}–${countText(props.to)} av ${countText(props.total)} ${props.noun ?? "rader"}`}</p>
			{props.prev_href || props.next_href ? (
				<ul>
					<li>
						{props.prev_href ? (
							<Link href={props.prev_href} class="button button-secondary">
								Föregående
							</Link>
						) : null}
					</li>
					<li>
						{props.next_href ? (
							<Link href={props.next_href} class="button button-secondary">
								Nästa
							</Link>
						) : null}
					</li>
				</ul>
			) : null}
		</nav>
	);
}
