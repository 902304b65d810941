import type { Period } from "../../../db/queries/report/periods.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { dateText } from "../../ui/format.ts";
import { TaskList } from "../../ui/task-list.tsx";

/** The dialogues that prepare each report. */
export function DialoguesPage({ shell, periods }: { shell: Partial<LayoutProps>; periods: readonly Period[] }) {
	return (
		<Layout
			{...shell}
			title="Verksamhetsdialoger"
			lead="Förvaltningschef och regiondirektör möts inför varje rapport."
			crumbs={[{ href: paths.reports(), label: "Rapporter" }]}
		>
			<TaskList
				label="Verksamhetsdialoger"
				tasks={periods.map((period) => ({
					href: paths.dialogue(period.id),
					title: `Inför ${period.name}`,
					meta: period.board,
					due: `Rapporten klar ${dateText(period.deadline)}`,
				}))}
			/>
		</Layout>
	);
}
