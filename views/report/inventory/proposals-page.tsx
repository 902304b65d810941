import type { Proposal } from "../../../db/queries/report/inventory.ts";
import type { ListFilter, ListShown } from "../../../src/ground/tables/list.ts";
import { paths } from "../../../src/paths/paths.ts";
import { stateOf } from "../../../src/report/inventory/columns.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Link } from "../../ui/link.tsx";
import { List } from "../../ui/list.tsx";
import { Actions } from "../../ui/section.tsx";
import { ProposalBadge } from "./proposal-badge.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	list: ListShown<Proposal>;
	filters: readonly ListFilter[];
	/** "2027", or that all years are shown. */
	year: string;
	/** Null for whoever may not read the sources. */
	sources_href: string | null;
	may_propose: boolean;
	may_answer: boolean;
}

const ACTS = {
	action: paths.riskProposalsPicked(),
	acts: [
		{ key: "ihop", label: "Slå ihop" },
		{ key: "avsla", label: "Ta inte med" },
	],
	// a proposal is never edited, so that it has no versions
	value: ({ id }: Proposal) => `${id}~1`,
	name: ({ number }: Proposal) => `förslag ${number}`,
};

/** The gross list of the year: everything that has been proposed, and what it was answered. */
export function ProposalsPage(props: Props) {
	return (
		<Layout
			{...props.shell}
			title={`Bruttorisklista ${props.year}`}
			lead="Risker som enheterna föreslår till planen. Controllern slår ihop dem som är samma sak, och svarar på vart och ett."
			main_action={props.may_propose ? <ButtonLink href={paths.riskProposalNew()}>Föreslå en risk</ButtonLink> : null}
		>
			{props.sources_href ? (
				<Actions>
					<Link href={props.sources_href}>Underlag från åren före</Link>
				</Actions>
			) : null}
			<List
				list={props.list}
				noun="förslag"
				caption="Bruttorisklista"
				primary="title"
				href={({ id }) => paths.riskProposal(id)}
				filters={props.filters}
				acts={props.may_answer ? ACTS : undefined}
				cells={{ state: (row) => <ProposalBadge state={stateOf(row)} /> }}
				empty="Inget är föreslaget."
			/>
		</Layout>
	);
}
