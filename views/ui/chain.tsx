import type { Child } from "hono/jsx";
import { Link } from "./link.tsx";

/** A link in krav → risk → åtgärd/kontrollmoment → kontrolltillfälle → avvikelse → underlag. */
export interface ChainNode {
	/** the noun: "Krav", "Risk", "Kontrollmoment" … */
	kind: string;
	label: string;
	href?: string | null | undefined;
	/** badge */
	state?: Child;
	meta?: string | undefined;
	/** the object the page is about */
	current?: boolean | undefined;
	below?: readonly ChainNode[] | undefined;
}

function ChainItem({ node }: { node: ChainNode }) {
	return (
		<li>
			<div class="chain-node" aria-current={node.current ? "true" : undefined}>
				<span class="chain-kind">{node.kind}</span>
				<span class="chain-label">
					{node.href && !node.current ? <Link href={node.href}>{node.label}</Link> : node.label}
				</span>
				{node.meta ? <span class="soft">{node.meta}</span> : null}
				{node.state}
			</div>
			{node.below && node.below.length > 0 ? (
				<ol>
					{node.below.map((child) => (
						<ChainItem node={child} />
					))}
				</ol>
			) : null}
		</li>
	);
}

/** The whole chain as nested lists: what leads to what. */
export function Chain(props: { label: string; nodes: readonly ChainNode[] }) {
	return (
		<ol class="chain" aria-label={props.label}>
			{props.nodes.map((node) => (
				<ChainItem node={node} />
			))}
		</ol>
	);
}
