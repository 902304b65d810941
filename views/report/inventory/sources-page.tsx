import type { ListFilter, ListShown } from "../../../src/ground/tables/list.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { RiskSource } from "../../../src/report/inventory/sources.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Link } from "../../ui/link.tsx";
import { List } from "../../ui/list.tsx";

/** What the years before left behind: each row leads to where it is read, and can be made a proposal of. */
export function SourcesPage(props: {
	shell: Partial<LayoutProps>;
	board: { id: string; name: string; unit_id: string };
	year: number;
	list: ListShown<RiskSource>;
	filters: readonly ListFilter[];
	may_propose: boolean;
}) {
	const { board, year } = props;
	const make = ({ kind, id }: RiskSource) =>
		paths.riskProposalNew({ source: `${kind}:${id}`, year, unit_id: board.unit_id });
	return (
		<Layout
			{...props.shell}
			title={`Underlag till riskerna ${year}`}
			lead={`${board.name}: avvikelser, rekommendationer, regelträffar, SAM-svar och skyddsombudens yttranden från ${year - 2} och framåt, och äldre rekommendationer som inte är klara.`}
			crumbs={[{ href: paths.riskProposals({ year, board_id: board.id }), label: "Bruttorisklista" }]}
		>
			<List
				list={props.list}
				noun="underlag"
				caption="Underlag"
				primary="title"
				href={({ href }) => href}
				filters={props.filters}
				cells={{
					proposals: (row) => (
						<>
							{row.proposals.map(({ id, number }) => (
								<>
									<Link href={paths.riskProposal(id)}>{`Förslag ${number}`}</Link>{" "}
								</>
							))}
							{props.may_propose ? <Link href={make(row)}>Gör till förslag</Link> : null}
						</>
					),
				}}
				empty="Inget underlag finns."
			/>
		</Layout>
	);
}
