import type { InvitationRow } from "../../../db/queries/people/accounts-invitations.ts";
import { paths } from "../../../src/paths/paths.ts";
import { invitationColumns } from "../../../src/people/accounts/columns.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ListTable } from "../../ui/list-table.tsx";
import { Pager } from "../../ui/pager.tsx";
import { ListExports } from "../../ui/table.tsx";

/** Invitations to people with an account or a role of the control. */
export function InvitationsPage(props: {
	shell: Partial<LayoutProps>;
	invitations: readonly InvitationRow[];
	pager: Parameters<typeof Pager>[0];
}) {
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
			<ListTable
				caption="Inbjudningar"
				columns={invitationColumns}
				rows={props.invitations}
				href={(row) => paths.person(row.person_id)}
				empty="Ingen sådan inbjudan har skapats."
			/>
			<Pager {...props.pager} noun="inbjudningar" />
			<ListExports base_href={paths.invitations()} />
		</Layout>
	);
}
