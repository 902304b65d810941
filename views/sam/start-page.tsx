import type { ListShown } from "../../src/ground/tables/list.ts";
import type { SamRound } from "../../db/queries/sam/rounds.ts";
import type { SamReturn } from "../../db/queries/sam/matters.ts";
import type { SamReview } from "../../db/queries/sam/reviews.ts";
import { SAM_ROUND_STATUSES, SAM_STATES } from "../../db/schema/sam/words.ts";
import { paths } from "../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../layout.tsx";
import { StateBadge } from "../ui/badge.tsx";
import { ButtonLink } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { dateText } from "../ui/format.ts";
import { Link } from "../ui/link.tsx";
import { List } from "../ui/list.tsx";
import { Section } from "../ui/section.tsx";
import { TaskList } from "../ui/task-list.tsx";
import { ReviewStateBadge } from "./review-page.tsx";

function answered(review: SamReview): string {
	const done = review.marks.replaceAll(".", "").length;
	return done === 0 ? "inte påbörjad" : `${done} svar`;
}

function Reviews({
	title,
	reviews,
	meta,
}: {
	title: string;
	reviews: readonly SamReview[];
	meta: (one: SamReview) => string;
}) {
	if (reviews.length === 0) return null;
	return (
		<Section title={title}>
			<TaskList
				label={title}
				tasks={reviews.map((review) => ({
					href: paths.samReview(review.id),
					title: `${review.unit_name} ${review.year}`,
					meta: meta(review),
					due: `Sista dag ${dateText(review.closes_on)}`,
					state: <ReviewStateBadge state={review.state} />,
				}))}
			/>
		</Section>
	);
}

function Rounds({ rounds, round }: { rounds: readonly SamRound[]; round: boolean }) {
	return (
		<Section
			title="Omgångar"
			action={
				round ? (
					<ButtonLink href={paths.samRounds()} variant="secondary">
						Förbered och ändra
					</ButtonLink>
				) : null
			}
		>
			{rounds.length === 0 ? <EmptyState text="Ingen omgång har startat." /> : null}
			<ul class="plain-list">
				{rounds.map((one) => (
					<li>
						{one.status === "draft" ? (
							`${one.year}: ${one.unit_name} `
						) : (
							<Link href={paths.samOverview(one.id)}>{`Översikt ${one.year}: ${one.unit_name}`}</Link>
						)}{" "}
						<StateBadge tone={one.status === "open" ? "info" : "neutral"} label={SAM_ROUND_STATUSES[one.status]} />
					</li>
				))}
			</ul>
		</Section>
	);
}

export interface StartProps {
	shell: Partial<LayoutProps>;
	rounds: readonly SamRound[];
	mine: readonly SamReview[];
	waiting: readonly SamReview[];
	vacant: readonly SamReview[];
	returns: readonly SamReturn[];
	represented: readonly SamReview[];
	may: { round: boolean; plan: boolean; line: boolean; standings: boolean };
}

/** SAM's front door: what this person has to do, then where everything else is. */
export function StartPage(props: StartProps) {
	const { may } = props;
	return (
		<Layout
			{...props.shell}
			title="Systematiskt arbetsmiljöarbete"
			lead="Den årliga uppföljningen av de arbetsmiljöuppgifter som är fördelade till chefer (AFS 2023:1)."
		>
			<Reviews title="Min uppföljning" reviews={props.mine} meta={answered} />
			<Reviews
				title="Att stämma av"
				reviews={props.waiting}
				meta={(one) => `Signerad, ${one.manager_name || "vakant"}`}
			/>
			<Reviews title="Enheter utan chef" reviews={props.vacant} meta={() => "Närmast överordnad chef svarar"} />
			<Reviews
				title="Skyddsombud: lämna besked"
				reviews={props.represented}
				meta={(one) => `${one.manager_name || "Vakant"}, ${answered(one)}`}
			/>
			{props.returns.length > 0 ? (
				<Section title="Returnerade uppgifter">
					<TaskList
						label="Returnerade uppgifter"
						tasks={props.returns.map((one) => ({
							href: paths.samReturn(one.id),
							title: `${one.unit_name}: ${one.manager_name}`,
							due: one.state === "raised" ? `Kvitteras senast ${dateText(one.acknowledge_by)}` : "Ersättare ska utses",
						}))}
					/>
				</Section>
			) : null}
			<Rounds rounds={props.rounds} round={may.round} />
			<Section title="Register">
				<ul class="plain-list">
					{may.line ? (
						<li>
							<Link href={paths.samReviews()}>Alla uppföljningar</Link>
						</li>
					) : null}
					{may.line ? (
						<li>
							<Link href={paths.samActions()}>SAM-åtgärder</Link>
						</li>
					) : null}
					<li>
						<Link href={paths.samAllocations()}>Fördelade uppgifter</Link>
					</li>
					{may.standings ? (
						<li>
							<Link href={paths.samStandings()}>Läge och underskrifter per enhet</Link>
						</li>
					) : null}
					{may.plan ? (
						<li>
							<Link href={paths.samQuestions()}>Frågorna</Link>
						</li>
					) : null}
				</ul>
			</Section>
		</Layout>
	);
}

export function ReviewsPage(props: {
	shell: Partial<LayoutProps>;
	list: ListShown<SamReview>;
	rounds: readonly SamRound[];
	chosen: { round: string; state: string };
}) {
	return (
		<Layout {...props.shell} title="SAM-uppföljningar" crumbs={[{ href: paths.sam(), label: "SAM" }]}>
			<List
				list={props.list}
				noun="uppföljningar"
				filters={[
					{
						name: "omgang",
						label: "År",
						placeholder: "Alla år",
						value: props.chosen.round,
						options: props.rounds.map((one) => ({ value: one.id, label: `${one.year} ${one.unit_name}` })),
					},
					{
						name: "lage",
						label: "Läge",
						value: props.chosen.state,
						options: Object.entries(SAM_STATES).map(([value, label]) => ({ value, label })),
					},
				]}
				caption="SAM-uppföljningar"
				href={(row) => paths.samReview(row.id)}
				cells={{ state: (row) => <ReviewStateBadge state={row.state} /> }}
				empty="Det finns inga uppföljningar med det urvalet."
			/>
		</Layout>
	);
}
