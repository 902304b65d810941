import type { Child } from "hono/jsx";
import { domId } from "./dom-id.ts";
import { Link } from "./link.tsx";

/** A framed part of a page of many: its heading says the finding, one sentence under it, and where the rows are. */
export function Panel(props: {
	id: string;
	title: string;
	lead?: string | undefined;
	more?: { href: string; text: string } | null | undefined;
	wide?: boolean | undefined;
	children?: Child;
}) {
	const heading = domId("panel", props.id);
	return (
		<section class={props.wide ? "panel is-wide" : "panel"} aria-labelledby={heading}>
			<div class="panel-head">
				<h2 id={heading}>{props.title}</h2>
				{props.more ? <Link href={props.more.href}>{props.more.text}</Link> : null}
				{props.lead ? <p>{props.lead}</p> : null}
			</div>
			{props.children}
		</section>
	);
}

/** Short rows: what, and at the end when or how many. */
export function Rows(props: {
	rows: readonly {
		text: string;
		href?: string | null | undefined;
		end?: string | undefined;
		note?: string | undefined;
	}[];
}) {
	return (
		<ul class="rows">
			{props.rows.map(({ text, href, end, note }) => (
				<li>
					<span>{href ? <Link href={href}>{text}</Link> : text}</span>
					{end ? <span class="row-end">{end}</span> : null}
					{note ? <span class="row-note">{note}</span> : null}
				</li>
			))}
		</ul>
	);
}
