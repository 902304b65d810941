import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { ShownApiToken } from "../../../src/people/api/columns.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { PostButton } from "../../ui/button.tsx";
import { List } from "../../ui/list.tsx";

/** Every person's keys, for whoever administers the installation. */
export function ApiTokensPage(props: { shell: Partial<LayoutProps>; list: ListShown<ShownApiToken> }) {
	return (
		<Layout
			{...props.shell}
			title="Åtkomstnycklar"
			lead="Nycklar som personer har skapat till program. En nyckel läser de listor som personen får se i dag, och ändrar inget."
			crumbs={[{ href: paths.administration(), label: "Administration" }]}
		>
			<List
				list={props.list}
				noun="nycklar"
				caption="Åtkomstnycklar"
				primary="name"
				cells={{
					ended_at: (row) =>
						row.ended_at === null ? (
							<PostButton action={paths.apiTokenEnding(row.id)} variant="secondary">
								Avsluta
							</PostButton>
						) : undefined,
				}}
				empty="Ingen har skapat någon nyckel."
			/>
		</Layout>
	);
}
