import type { Child } from "hono/jsx";

/** More, for the one who wants it: native details. */
export function Disclosure(props: {
	summary: Child;
	open?: boolean | undefined;
	id?: string | undefined;
	children?: Child;
}) {
	return (
		<details class="disclosure" open={props.open} id={props.id}>
			<summary>{props.summary}</summary>
			<div class="disclosure-body">{props.children}</div>
		</details>
	);
}
