import type { Child } from "hono/jsx";
import { type Hx, hxAttrs } from "./hx.ts";
import { isExternal, safeHref } from "./safe-href.ts";

/** A link whose address may come from data; an address that is not allowed is shown as plain text. */
export function Link(props: {
	href: string | null | undefined;
	class?: string | undefined;
	label?: string | undefined;
	current?: boolean | undefined;
	/** the key that follows it inside [data-hotkeys] */
	key_letter?: string | undefined;
	download?: boolean | undefined;
	id?: string | undefined;
	hx?: Hx | undefined;
	children?: Child;
}) {
	const href = safeHref(props.href);
	if (!href) return <span class={props.class}>{props.children}</span>;
	return (
		<a
			href={href}
			id={props.id}
			class={props.class}
			aria-label={props.label}
			aria-current={props.current ? "page" : undefined}
			aria-keyshortcuts={props.key_letter}
			data-key={props.key_letter}
			rel={isExternal(href) ? "noopener noreferrer" : undefined}
			download={props.download}
			{...hxAttrs(props.hx)}
		>
			{props.children}
		</a>
	);
}
