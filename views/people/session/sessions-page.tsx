import type { SessionRow } from "../../../db/queries/people/session.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink, PostButton } from "../../ui/button.tsx";
import { Actions } from "../../ui/section.tsx";
import { Pager } from "../../ui/pager.tsx";
import { SessionsTable } from "./sessions-table.tsx";

/** Where the person is signed in right now. */
export function SessionsPage(props: {
	shell: Partial<LayoutProps>;
	sessions: readonly SessionRow[];
	pager: Parameters<typeof Pager>[0];
	current: string | null;
	has_account: boolean;
}) {
	return (
		<Layout
			{...props.shell}
			title="Mina sessioner"
			lead="Här är du inloggad just nu. Avsluta det du inte känner igen. En inloggning varar högst en arbetsdag och slutar efter två timmar utan användning."
		>
			<SessionsTable
				sessions={props.sessions}
				current={props.current}
				may_end
				empty="Du är inte inloggad någonstans."
			/>
			<Pager {...props.pager} noun="inloggningar" />
			<Actions>
				{props.pager.total > 1 ? (
					<PostButton action={paths.ownSessionsEnding()} variant="danger">
						Avsluta alla andra
					</PostButton>
				) : null}
				<ButtonLink href={paths.ownData()} variant="secondary">
					Mina uppgifter
				</ButtonLink>
				<ButtonLink href={paths.ownApiTokens()} variant="secondary">
					Mina åtkomstnycklar
				</ButtonLink>
				<ButtonLink href={paths.ownNotices()} variant="secondary">
					Mina påminnelser
				</ButtonLink>
				{props.has_account ? (
					<ButtonLink href={paths.ownAccount()} variant="secondary">
						Lösenord och engångskoder
					</ButtonLink>
				) : null}
			</Actions>
		</Layout>
	);
}
