import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { RuleRun } from "../../../db/queries/checks/ledger.ts";
import { ruleRunColumns } from "../../../src/checks/ledger/columns.ts";
import type { RuleRow } from "../../../src/checks/ledger/rule-rows.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Link } from "../../ui/link.tsx";
import { List } from "../../ui/list.tsx";
import { ListTable } from "../../ui/list-table.tsx";
import { Section } from "../../ui/section.tsx";

export function RulesPage(props: {
	shell: Partial<LayoutProps>;
	list: ListShown<RuleRow>;
	runs: RuleRun[];
	/** Whether the limit of direct award of social and other special services is stated in the settings. */
	social_stated: boolean;
}) {
	return (
		<Layout
			{...props.shell}
			title="Regler över alla rader"
			lead="Grundfrekvensen visar hur ofta regeln brukar slå, träffsäkerheten hur många bedömda träffar som var avvikelser. En regel som sällan leder till något är en dålig fråga."
			crumbs={[{ href: paths.ledgerHits(), label: "Träffar" }]}
		>
			{props.social_stated ? null : (
				<p>
					{"Direktupphandlingsgränsen för sociala tjänster och andra särskilda tjänster är inte angiven: "}
					<Link href={paths.settings()}>utan den prövas inget mot den</Link>.
				</p>
			)}
			<List
				list={props.list}
				noun="regler"
				caption="Regler"
				href={(row) => `${paths.ledgerHits()}?bedomning=alla&regel=${row.rule}`}
			/>
			<Section title="Senaste körningarna">
				<ListTable
					caption="Körningar"
					columns={ruleRunColumns}
					rows={props.runs}
					empty="Reglerna har inte körts ännu."
				/>
			</Section>
		</Layout>
	);
}
