import { paths } from "../../../src/paths/paths.ts";
import type { FormState } from "../../ui/form-state.ts";
import { Link } from "../../ui/link.tsx";

const PARTS = [
	{ label: "Förslag", href: paths.disposable() },
	{ label: "Beslut", href: paths.disposals() },
	{ label: "Tider", href: paths.retentionRules() },
	{ label: "Spärrar", href: paths.holds() },
] as const;

/** The parts of Gallring, on every page of it. */
export function RetentionNav({ current }: { current: (typeof PARTS)[number]["label"] }) {
	return (
		<nav class="period-nav" aria-label="Gallringens delar">
			<ul>
				{PARTS.map(({ label, href }) => (
					<li>
						<Link href={href} current={label === current}>
							{label}
						</Link>
					</li>
				))}
			</ul>
		</nav>
	);
}

export const RETENTION_CRUMBS = [{ href: paths.administration(), label: "Administration" }];

/** The other forms of a page, when one of them was refused. */
export const BLANK: FormState = { values: {}, errors: {} };
