import type { Child } from "hono/jsx";
import { formHxAttrs, type Hx } from "./hx.ts";
import { Link } from "./link.tsx";
import { safeHref } from "./safe-href.ts";

/** A GET form over a list: fields as children, with optional="silent". The address holds the choice, so it can be shared and kept. */
export function FilterBar(props: {
	action: string;
	label?: string | undefined;
	submit_label?: string | undefined;
	clear_href?: string | null | undefined;
	hx?: Hx | undefined;
	children?: Child;
}) {
	const action = safeHref(props.action) ?? "";
	return (
		<search>
			<form
				method="get"
				action={action}
				class="filter-bar"
				novalidate
				aria-label={props.label ?? "Filtrera listan"}
				{...formHxAttrs("get", action, props.hx ? { push_url: true, sync: "this:replace", ...props.hx } : null)}
			>
				{props.children}
				<div class="filter-actions">
					<button type="submit" class="button button-secondary">
						{props.submit_label ?? "Visa"}
					</button>
					{props.clear_href ? <Link href={props.clear_href}>Rensa</Link> : null}
				</div>
			</form>
		</search>
	);
}
