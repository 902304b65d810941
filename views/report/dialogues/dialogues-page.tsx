import type { Period } from "../../../db/queries/report/periods.ts";
import type { ListShown } from "../../../src/ground/tables/list.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { List } from "../../ui/list.tsx";

/** The dialogues that prepare each report. */
export function DialoguesPage({ shell, list }: { shell: Partial<LayoutProps>; list: ListShown<Period> }) {
	return (
		<Layout
			{...shell}
			title="Verksamhetsdialoger"
			lead="Förvaltningschef och regiondirektör möts inför varje rapport."
			crumbs={[{ href: paths.reports(), label: "Rapporter" }]}
		>
			<List
				list={list}
				caption="Verksamhetsdialoger"
				noun="dialoger"
				href={(period) => paths.dialogue(period.id)}
				cells={{ name: (period) => `Inför ${period.name}` }}
				empty="Det finns inga rapporttillfällen att mötas inför."
			/>
		</Layout>
	);
}
