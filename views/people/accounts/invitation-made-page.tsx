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
	needs_yes: boolean;
}) {
	return (
		<Layout {...props.shell} title={`Inbjudan till ${props.name}`}>
			<Flash
				tone="warn"
				text="Länken visas bara nu. Ge den till personen själv: den som har länken kan logga in som personen."
			/>
			{props.needs_yes ? (
				<Flash
					tone="info"
					announce={false}
					text={`${props.name} har redan ett konto eller en roll i kontrollen. Länken fungerar först när en annan administratör, eller personen själv, har sagt ja. De ser det under Att göra. Finns ingen annan administratör skapas inbjudan på servern med kommandot isk invite.`}
				/>
			) : null}
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
