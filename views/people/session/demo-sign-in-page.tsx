import { ROLES, type Role } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { PostButton } from "../../ui/button.tsx";
import { Section } from "../../ui/section.tsx";

interface DemoPerson {
	id: string;
	name: string;
	role: Role;
	unit_name: string;
}

/** The seeded people by role, one click each. Demo mode only. */
export function DemoSignInPage(props: { frame: Partial<LayoutProps>; people: DemoPerson[]; return_to: string }) {
	const roles = Object.entries(ROLES).filter(([role]) => props.people.some((person) => person.role === role));
	return (
		<Layout
			{...props.frame}
			title="Logga in"
			lead="Demoläge: välj vem du vill vara. I drift loggar var och en in som sig själv."
		>
			{roles.map(([role, label]) => (
				<Section title={label}>
					<ul class="plain-list">
						{props.people
							.filter((person) => person.role === role)
							.map((person) => (
								<li>
									<PostButton
										action={paths.signIn()}
										variant="secondary"
										hidden={{ person: person.id, till: props.return_to }}
									>
										{`${person.name}, ${person.unit_name}`}
									</PostButton>
								</li>
							))}
					</ul>
				</Section>
			))}
		</Layout>
	);
}
