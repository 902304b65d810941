import type { Ownerless } from "../../../db/queries/people/ownership.ts";
import { ownerlessColumns } from "../../../src/people/ownership/columns.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ListTable } from "../../ui/list-table.tsx";
import { Pager } from "../../ui/pager.tsx";
import { ListExports } from "../../ui/table.tsx";

const HREF: Record<Ownerless["kind"], (id: string) => string> = {
	risk: paths.risk,
	measure: paths.measure,
	control: paths.control,
	performer: paths.control,
	reviewer: paths.control,
	run: paths.run,
	run_review: paths.run,
	deviation: paths.deviation,
	recommendation: paths.recommendation,
};

/** What nobody at work looks after. */
export function WithoutOwnerPage(props: {
	shell: Partial<LayoutProps>;
	rows: readonly Ownerless[];
	pager: Parameters<typeof Pager>[0];
}) {
	return (
		<Layout
			{...props.shell}
			title="Saknar ansvarig"
			lead="Det som ingen i arbete ansvarar för: den ansvariga har slutat, eller ingen är utsedd. Öppna raden och utse någon."
		>
			<ListTable
				caption="Saknar ansvarig"
				columns={ownerlessColumns}
				rows={props.rows}
				href={(row) => HREF[row.kind](row.id)}
				empty="Allt har en ansvarig."
			/>
			{props.pager.total > 0 ? <Pager {...props.pager} /> : null}
			<ListExports base_href={paths.withoutOwner()} />
		</Layout>
	);
}
