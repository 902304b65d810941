import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { TextField } from "../../ui/field.tsx";
import { Flash } from "../../ui/flash.tsx";
import { dateTimeText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";

/** A new invitation, shown this once. */
export function InvitationMadePage(props: {
	shell: Partial<LayoutProps>;
	person_id: string;
	name: string;
	link: string;
	expires_at: string;
}) {
	return (
		<Layout {...props.shell} title={`Inbjudan till ${props.name}`}>
			<Flash
				tone="warn"
				text="Länken visas bara nu. Ge den till personen själv: den som har länken kan logga in som personen."
			/>
			<TextField
				name="link"
				label="Engångslänk"
				value={props.link}
				readonly
				optional="silent"
				help={`Gäller en gång, till ${dateTimeText(props.expires_at)}. Tidigare inbjudningar gäller inte längre.`}
			/>
			<p>
				<Link href={paths.person(props.person_id)}>{`Tillbaka till ${props.name}`}</Link>
			</p>
		</Layout>
	);
}
