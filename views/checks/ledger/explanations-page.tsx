import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { ShownExplanation } from "../../../db/queries/checks/ledger-cards.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { List } from "../../ui/list.tsx";

/** Lists every explanation that hides hits, so that nothing is hidden silently. Each can be lifted on its hit. */
export function ExplanationsPage(props: { shell: Partial<LayoutProps>; list: ListShown<ShownExplanation> }) {
	return (
		<Layout
			{...props.shell}
			title="Förklaringar som döljer"
			lead="En förklarad träff döljer samma leverantör, regel och enhet i tolv månader, så länge antalet köp och summan inte blir större än det som förklarades. Öppna träffen för att lyfta förklaringen."
			crumbs={[{ href: paths.ledgerHits(), label: "Träffar" }]}
		>
			<List
				list={props.list}
				noun="förklaringar"
				caption="Förklaringar"
				href={(row) => paths.ledgerHit(row.id)}
				empty="Ingen träff är förklarad de senaste tolv månaderna."
			/>
		</Layout>
	);
}
