import type { Child } from "hono/jsx";

export interface Description {
	term: string;
	value: Child;
	/** takes the whole width: long text */
	wide?: boolean | undefined;
}

const isEmpty = ({ value }: Description) => value === null || value === undefined || value === "" || value === "–";

/** Facts about one thing. What has no value takes no room of its own, and is named after the others: never left out in silence. */
export function DescriptionList(props: { items: readonly Description[] }) {
	const told = props.items.filter((item) => !isEmpty(item));
	const empty = props.items.filter(isEmpty);
	return (
		<>
			{told.length === 0 ? null : (
				<dl class="descriptions">
					{told.map((item) => (
						<div class={item.wide ? "wide" : undefined}>
							<dt>{item.term}</dt>
							<dd>{item.value}</dd>
						</div>
					))}
				</dl>
			)}
			{empty.length === 0 ? null : <p class="soft">{`Utan uppgift: ${empty.map(({ term }) => term).join(" · ")}`}</p>}
		</>
	);
}
