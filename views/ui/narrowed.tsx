import { Link } from "./link.tsx";

/** What a list is narrowed by that its filter has no field for: it came with the link from a drawing. */
export function Narrowed({ by, clear_href }: { by: readonly string[]; clear_href: string }) {
	if (by.length === 0) return null;
	return (
		<p class="narrowed">
			{`Visar bara: ${by.join("; ")}. `}
			<Link href={clear_href}>Visa alla</Link>
		</p>
	);
}
