import type { Child } from "hono/jsx";

export interface Description {
	term: string;
	value: Child;
	/** takes the whole width: long text */
	wide?: boolean | undefined;
}

/** Facts about one thing. An empty value is shown as "–", never left out in silence. */
export function DescriptionList(props: { items: readonly Description[] }) {
	return (
		<dl class="descriptions">
			{props.items.map((item) => (
				<div class={item.wide ? "wide" : undefined}>
					<dt>{item.term}</dt>
					<dd>{item.value === null || item.value === undefined || item.value === "" ? "–" : item.value}</dd>
				</div>
			))}
		</dl>
	);
}
