import { ButtonLink } from "../../ui/button.tsx";

/** Leads to the question of how many are reminded; nothing without the right. */
export function RemindLate({ href }: { href: string | null }) {
	if (href === null) return null;
	return (
		<p>
			<ButtonLink href={href} variant="secondary">
				Påminn om sena
			</ButtonLink>
		</p>
	);
}
