import type { ShownExplanation } from "../../../db/queries/checks/ledger-cards.ts";
import { explanationColumns } from "../../../src/checks/ledger/columns.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ListTable } from "../../ui/list-table.tsx";
import { ListExports } from "../../ui/table.tsx";

/** Lists every explanation that hides hits, so that nothing is hidden silently. Each can be lifted on its hit. */
export function ExplanationsPage(props: { shell: Partial<LayoutProps>; rows: ShownExplanation[] }) {
	return (
		<Layout
			{...props.shell}
			title="Förklaringar som döljer"
			lead="En förklarad träff döljer samma leverantör, regel och enhet i tolv månader, så länge antalet köp och summan inte blir större än det som förklarades. Öppna träffen för att lyfta förklaringen."
			crumbs={[{ href: paths.ledgerHits(), label: "Träffar" }]}
		>
			<ListTable
				caption="Förklaringar"
				columns={explanationColumns}
				rows={props.rows}
				href={(row) => paths.ledgerHit(row.id)}
				empty="Ingen träff är förklarad de senaste tolv månaderna."
			/>
			<ListExports base_href={paths.ledgerExplanations()} />
		</Layout>
	);
}
