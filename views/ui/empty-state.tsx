import type { Child } from "hono/jsx";

/** Nothing here yet: says why, and what to do. */
export function EmptyState(props: {
	text: string;
	heading?: string | undefined;
	id?: string | undefined;
	action?: Child;
}) {
	return (
		<div class="empty-state" id={props.id}>
			{props.heading ? <p class="empty-heading">{props.heading}</p> : null}
			<p>{props.text}</p>
			{props.action}
		</div>
	);
}
