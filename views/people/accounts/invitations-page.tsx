import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { InvitationRow } from "../../../db/queries/people/accounts-invitations.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { List } from "../../ui/list.tsx";

/** Invitations to people with an account or a role of the control. */
export function InvitationsPage(props: { shell: Partial<LayoutProps>; list: ListShown<InvitationRow> }) {
	return (
		<Layout
			{...props.shell}
			title="Inbjudningar"
			lead="Inbjudningar till den som har en roll i kontrollen. De öppnar inget förrän en annan administratör, eller personen själv, har sagt ja."
			crumbs={[
				{ href: paths.administration(), label: "Administration" },
				{ href: paths.people(), label: "Personer" },
			]}
		>
			<List
				list={props.list}
				noun="inbjudningar"
				caption="Inbjudningar"
				href={(row) => paths.person(row.person_id)}
				empty="Ingen sådan inbjudan har skapats."
			/>
		</Layout>
	);
}
