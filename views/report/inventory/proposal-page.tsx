import type { Proposal } from "../../../db/queries/report/inventory.ts";
import { PROPOSAL_STATES } from "../../../db/schema/report/inventory.ts";
import { paths } from "../../../src/paths/paths.ts";
import { becameText, stateOf } from "../../../src/report/inventory/columns.ts";
import { PROPOSAL_FIELDS } from "../../../src/report/inventory/fields.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { SelectField, TextArea } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type RefusedForm, UNTOUCHED, valueIn } from "../../ui/form-state.ts";
import { dateTimeText } from "../../ui/format.ts";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import { Link } from "../../ui/link.tsx";
import { Section } from "../../ui/section.tsx";
import { ProposalBadge } from "./proposal-badge.tsx";

/** What a proposal can be merged into: "risk:id" or "proposal:id", by what they are called. */
export interface IntoOption {
	value: string;
	label: string;
}

interface Props {
	shell: Partial<LayoutProps>;
	proposal: Proposal;
	/** The one that the chain of merges ends in, when it is another. */
	end: Proposal | null;
	/** Those merged into it. */
	joined: readonly Proposal[];
	/** Where the row it was made of is read; null when it was made of none, or for whoever may not see it. */
	source_href: string | null;
	/** What it may be merged into, for whoever may answer it. */
	into: readonly IntoOption[] | null;
	form: RefusedForm | null;
	history: readonly HistoryEvent[];
}

/** One proposal, in the words of whoever proposed it, and its answer. */
export function ProposalPage(props: Props) {
	const { proposal, joined, into } = props;
	const { year, board_id } = proposal;
	return (
		<Layout
			{...props.shell}
			title={proposal.title}
			lead={`Riskförslag ${proposal.number} för ${year}, ${proposal.board}.`}
			crumbs={[{ href: paths.riskProposals({ year, board_id }), label: `Bruttorisklista ${year}` }]}
		>
			<Section title="Svar">
				<Answer {...props} />
				{into ? <AnswerForms {...props} into={into} /> : null}
			</Section>
			<Section title="Förslaget">
				<DescriptionList
					items={[
						...(["cause", "effect", "seen_where"] as const).map((key) => ({
							...{ term: PROPOSAL_FIELDS[key].label, value: proposal[key], wide: true },
						})),
						{ term: PROPOSAL_FIELDS.unit_id.label, value: proposal.unit },
						{ term: "Föreslagen av", value: `${proposal.proposer}, ${dateTimeText(proposal.proposed_at)}` },
						...sourceItem(props),
					]}
				/>
			</Section>
			{joined.length > 0 ? (
				<Section title="Sammanslagna med förslaget" lead="De får samma svar som det här förslaget.">
					<ul>
						{joined.map((one) => (
							<li>
								<Link href={paths.riskProposal(one.id)}>{`Förslag ${one.number}. ${one.title}`}</Link>
								{` (${one.proposer}, ${one.unit})`}
							</li>
						))}
					</ul>
				</Section>
			) : null}
			<Section title="Vad som har hänt">
				<History events={props.history} />
			</Section>
		</Layout>
	);
}

function sourceItem({ proposal, source_href }: Props) {
	if (proposal.source_title === "") return [];
	const value = source_href ? <Link href={source_href}>{proposal.source_title}</Link> : proposal.source_title;
	return [{ term: PROPOSAL_FIELDS.source.label, value }];
}

function Answer({ proposal, end }: Props) {
	const became = becameText(proposal);
	const into = proposal.risk_id === null ? proposal.into_id : null;
	const href =
		proposal.risk_id !== null ? paths.risk(proposal.risk_id) : into !== null ? paths.riskProposal(into) : null;
	return (
		<DescriptionList
			items={[
				{ term: "Läge", value: <ProposalBadge state={stateOf(proposal)} /> },
				...(became !== null && href !== null ? [{ term: "Blev", value: <Link href={href}>{became}</Link> }] : []),
				...(end ? [{ term: "Det har besvarats så", value: endText(end) }] : []),
				...(proposal.reason ? [{ term: "Skäl", value: proposal.reason, wide: true }] : []),
				...(proposal.answered_at
					? [{ term: "Besvarat av", value: `${proposal.answerer}, ${dateTimeText(proposal.answered_at)}` }]
					: []),
			]}
		/>
	);
}

/** What became of the one it was merged into. */
export function endText(end: Proposal): string {
	const word = PROPOSAL_STATES[stateOf(end)];
	return [word, becameText(end), end.reason].filter(Boolean).join(". ");
}

function AnswerForms({ proposal, into, form }: Props & { into: readonly IntoOption[] }) {
	const state = (name: string) => (form?.form === name ? form.state : UNTOUCHED);
	const [merge, decline] = [state("merge"), state("decline")];
	return (
		<>
			<p>
				<ButtonLink href={paths.riskProposalRisk(proposal.id)}>Ta in i planen</ButtonLink>
			</p>
			<Disclosure summary="Slå ihop med en risk eller ett annat förslag" open={form?.form === "merge"}>
				<Form action={paths.riskProposalMerge(proposal.id)} errors={merge.errors} scope="ihop" unsaved>
					<SelectField
						name="into"
						scope="ihop"
						label="Slås ihop med"
						placeholder="Välj risk eller förslag"
						options={into}
						value={valueIn(merge, "into")}
						error={merge.errors.into}
					/>
					<TextArea
						name="reason"
						scope="ihop"
						label="Skäl"
						rows={2}
						maxlength={1000}
						optional
						value={valueIn(merge, "reason")}
						error={merge.errors.reason}
						help="Den som föreslog läser det."
					/>
					<FormActions>
						<Button>Slå ihop</Button>
					</FormActions>
				</Form>
			</Disclosure>
			<Disclosure summary="Ta inte med" open={form?.form === "decline"}>
				<Form action={paths.riskProposalDecline(proposal.id)} errors={decline.errors} scope="avsla" unsaved>
					<TextArea
						name="reason"
						scope="avsla"
						label="Skäl till att risken inte tas med"
						rows={3}
						maxlength={1000}
						value={valueIn(decline, "reason")}
						error={decline.errors.reason}
						help="Den som föreslog läser det."
					/>
					<FormActions>
						<Button>Ta inte med</Button>
					</FormActions>
				</Form>
			</Disclosure>
		</>
	);
}
