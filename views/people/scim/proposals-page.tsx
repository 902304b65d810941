import type { OpenProposal } from "../../../db/queries/people/scim-proposals.ts";
import type { DirectoryWords } from "../../../db/schema/people/scim.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { PostButton } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { dateTimeText } from "../../ui/format.ts";
import { Actions, Section } from "../../ui/section.tsx";

type ShownProposal = Omit<OpenProposal, "wanted"> & { wanted: DirectoryWords };

/** What a directory wants said of people with a role of the control: an administrator says yes or no. */
export function ProposalsPage(props: {
	shell: Partial<LayoutProps>;
	proposals: readonly ShownProposal[];
	own_id: string | null;
}) {
	return (
		<Layout
			{...props.shell}
			title="Katalogens förslag"
			lead="Katalogen vill ändra uppgifter om den som har eller har haft en roll i kontrollen. Inget ändras förrän en administratör har sagt ja: annars kunde en annan människa få personens plats."
			crumbs={[{ href: paths.administration(), label: "Administration" }]}
		>
			{props.proposals.length === 0 ? (
				<EmptyState heading="Inget förslag väntar" text="När katalogen vill ändra något visas det här." />
			) : (
				props.proposals.map((proposal) => <OneProposal proposal={proposal} own={proposal.person_id === props.own_id} />)
			)}
		</Layout>
	);
}

function OneProposal({ proposal, own }: { proposal: ShownProposal; own: boolean }) {
	const { wanted } = proposal;
	const links = proposal.kind === "link";
	const then = (now: string | null, later: string | null) =>
		now === later ? (now ?? "–") : `${now ?? "–"} → ${later ?? "–"}`;
	const label = (verdict: string) => `${verdict} till förslaget om ${proposal.name}`;
	return (
		<Section
			title={proposal.name}
			lead={`${proposal.integration}, ${dateTimeText(proposal.proposed_at)}${links ? `. Katalogen kallar personen ${wanted.name} och vill ta över ansvaret för uppgifterna, som är inlagda för hand.` : ""}`}
		>
			<DescriptionList
				items={[
					{ term: "Namn", value: then(proposal.name, links ? proposal.name : wanted.name) },
					{ term: "E-post", value: then(proposal.email, links ? proposal.email : wanted.email) },
					{ term: "Användarnamn i katalogen", value: then(proposal.user_name, wanted.user_name) },
				]}
			/>
			{own ? (
				<p>Förslaget gäller dig. En annan administratör behöver svara.</p>
			) : (
				<Actions>
					<PostButton action={paths.directoryProposal(proposal.id)} hidden={{ verdict: "yes" }} label={label("Ja")}>
						Säg ja
					</PostButton>
					<PostButton
						action={paths.directoryProposal(proposal.id)}
						hidden={{ verdict: "no" }}
						variant="secondary"
						label={label("Nej")}
					>
						Säg nej
					</PostButton>
				</Actions>
			)}
		</Section>
	);
}
