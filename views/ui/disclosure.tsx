import type { Child } from "hono/jsx";

/** More, for the one who wants it: native details. */
export function Disclosure(props: {
	summary: Child;
	open?: boolean | undefined;
	id?: string | undefined;
	/** the key that opens it inside [data-hotkeys] */
	key_letter?: string | undefined;
	children?: Child;
}) {
	return (
		<details class="disclosure" open={props.open} id={props.id}>
			<summary aria-keyshortcuts={props.key_letter} data-key={props.key_letter}>
				{props.summary}
			</summary>
			<div class="disclosure-body">{props.children}</div>
		</details>
	);
}
