import type { ListShown } from "../../src/ground/tables/list.ts";
import type { SamRound } from "../../db/queries/sam/rounds.ts";
import type { SamPost } from "../../src/sam/posts.ts";
import { SAM_ROUND_STATUSES } from "../../db/schema/sam/words.ts";
import { paths } from "../../src/paths/paths.ts";
import type { PopulationChange } from "../../src/sam/population.ts";
import { Layout, type LayoutProps } from "../layout.tsx";
import { StateBadge } from "../ui/badge.tsx";
import { Button, ButtonLink, PostButton } from "../ui/button.tsx";
import { Disclosure } from "../ui/disclosure.tsx";
import { Checkbox, DateField, NumberField, SelectField } from "../ui/field.tsx";
import { Flash } from "../ui/flash.tsx";
import { ErrorSummary, Form, FormActions } from "../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../ui/form-state.ts";
import { countText } from "../ui/format.ts";
import { History, type HistoryEvent } from "../ui/history.tsx";
import { List } from "../ui/list.tsx";
import { Actions, Section } from "../ui/section.tsx";
import { KeyFigures } from "../ui/task-list.tsx";

type Days = Pick<SamRound, "population_on" | "opens_on" | "remind_on" | "closes_on" | "allows_late">;

function DayFields({ form, saved }: { form: FormState; saved: Days }) {
	const typed = Object.keys(form.values).length > 0;
	const day = (name: "population_on" | "opens_on" | "remind_on" | "closes_on", label: string, help: string) => (
		<DateField
			name={name}
			label={label}
			help={help}
			value={typed ? valueIn(form, name) : saved[name]}
			error={form.errors[name]}
		/>
	);
	return (
		<>
			{day("population_on", "Dag för populationen", "De som är chefer den dagen får uppföljningen.")}
			{day("opens_on", "Öppnar", "Första dag att svara.")}
			{day("remind_on", "Påminnelse", "Från den dagen påminns den som inte har signerat.")}
			{day("closes_on", "Sista dag", "Till och med.")}
			<Checkbox
				name="allows_late"
				label="Ta emot svar efter sista dagen, stämplade som sena"
				optional="silent"
				checked={typed ? valueIn(form, "allows_late") === "1" : saved.allows_late === 1}
			/>
		</>
	);
}

export function RoundsPage(props: {
	shell: Partial<LayoutProps>;
	list: ListShown<SamRound>;
	administrations: { value: string; label: string }[];
	form: FormState;
	year: number;
	may_add: boolean;
}) {
	const { form, year } = props;
	const saved: Days = {
		population_on: `${year}-01-01`,
		opens_on: `${year}-01-15`,
		remind_on: `${year}-03-01`,
		closes_on: `${year}-03-31`,
		allows_late: 1,
	};
	return (
		<Layout {...props.shell} title="SAM-omgångar" crumbs={[{ href: paths.sam(), label: "SAM" }]}>
			<List
				list={props.list}
				noun="omgångar"
				caption="SAM-omgångar"
				href={(row) => paths.samRound(row.id)}
				empty="Ingen omgång är förberedd."
			/>
			{props.may_add ? (
				<Section title="Förbered en omgång">
					<Form action={paths.samRounds()} errors={form.errors}>
						<SelectField
							name="unit_id"
							label="Förvaltning"
							width="medium"
							options={props.administrations}
							value={valueIn(form, "unit_id")}
							error={form.errors.unit_id}
						/>
						<NumberField name="year" label="År" value={valueIn(form, "year") || year} error={form.errors.year} />
						<DayFields form={form} saved={saved} />
						<FormActions>
							<Button>Förbered omgången</Button>
						</FormActions>
					</Form>
				</Section>
			) : null}
		</Layout>
	);
}

function Changes({ change, round, may_edit }: { change: PopulationChange; round: SamRound; may_edit: boolean }) {
	const count =
		change.added.length + change.ended.length + change.returned.length + change.moved.length + change.changed.length;
	if (count === 0) return <p>Populationen stämmer med organisationen i dag.</p>;
	const names = [
		...change.added.map((post) => `${post.name}: ny enhet`),
		...change.returned.map(({ post }) => `${post.name}: tillbaka i organisationen`),
		...change.ended.map((row) => `${row.unit_name}: finns inte längre här`),
		...change.moved.map(({ post }) => `${post.name}: flyttad`),
		...change.changed.map(({ row, post }) =>
			row.manager_id === post.manager_id
				? `${row.unit_name}: heter nu ${post.name}`
				: `${post.name}: chef är nu ${post.manager_name ?? "vakant"}`,
		),
	];
	return (
		<Flash tone="warn" heading={`Organisationen har ändrats för ${count} enheter`} announce={false}>
			<ul>
				{names.slice(0, 50).map((name) => (
					<li>{name}</li>
				))}
			</ul>
			{names.length > 50 ? <p>{`… och ${names.length - 50} till.`}</p> : null}
			{may_edit ? (
				<PostButton action={paths.samRoundPopulation(round.id)} version={round.version} variant="secondary">
					Uppdatera populationen
				</PostButton>
			) : null}
		</Flash>
	);
}

function Vacancies({ posts }: { posts: readonly SamPost[] }) {
	const vacant = posts.filter((post) => post.manager_id === null);
	if (vacant.length === 0) return null;
	return (
		<Section title="Enheter utan chef" lead="Närmast överordnad chef svarar för dem.">
			<ul>
				{vacant.slice(0, 100).map((post) => (
					<li>{post.name}</li>
				))}
			</ul>
		</Section>
	);
}

function Steps({ round }: { round: SamRound }) {
	return (
		<Actions>
			{round.status === "draft" ? (
				<PostButton action={paths.samRoundOpening(round.id)} version={round.version}>
					Hämta populationen och öppna
				</PostButton>
			) : null}
			{round.status === "open" ? (
				<ButtonLink href={paths.samRoundReminders(round.id)} variant="secondary">
					Påminn alla som inte har svarat
				</ButtonLink>
			) : null}
			{round.status === "open" ? (
				<PostButton action={paths.samRoundClosing(round.id)} version={round.version} variant="secondary">
					Avsluta omgången
				</PostButton>
			) : null}
		</Actions>
	);
}

export function RoundPage(props: {
	shell: Partial<LayoutProps>;
	round: SamRound;
	form: FormState;
	posts: readonly SamPost[];
	population: readonly { manager_id: string | null }[];
	change: PopulationChange | null;
	may_edit: boolean;
	history: readonly HistoryEvent[];
}) {
	const { round, form, may_edit } = props;
	const asked = round.status === "draft" ? props.posts : props.population;
	return (
		<Layout
			{...props.shell}
			title={`SAM-omgång ${round.year}`}
			lead={`${round.unit_name}, frågornas utgåva ${round.edition}`}
			crumbs={[
				{ href: paths.sam(), label: "SAM" },
				{ href: paths.samRounds(), label: "Omgångar" },
			]}
			main_action={
				round.status === "draft" ? null : <ButtonLink href={paths.samOverview(round.id)}>Visa översikten</ButtonLink>
			}
		>
			{form.errors[""] ? <ErrorSummary errors={{ "": form.errors[""] }} scope="omgang" /> : null}
			<p>
				<StateBadge tone={round.status === "open" ? "info" : "neutral"} label={SAM_ROUND_STATUSES[round.status]} />
			</p>
			<KeyFigures
				items={[
					{ value: countText(asked.length), label: "Enheter" },
					{ value: countText(new Set(asked.map((one) => one.manager_id).filter(Boolean)).size), label: "Chefer" },
					{ value: countText(asked.filter((one) => one.manager_id === null).length), label: "Utan chef" },
				]}
			/>
			{props.change ? <Changes change={props.change} round={round} may_edit={may_edit} /> : null}
			{may_edit ? <Steps round={round} /> : null}
			<Vacancies posts={props.posts} />
			{may_edit && round.status !== "closed" ? (
				<Section title="Dagar">
					<Form action={paths.samRound(round.id)} version={versionOf(form, round.version)} errors={withoutWhole(form)}>
						<DayFields form={form} saved={round} />
						<FormActions>
							<Button variant="secondary">Spara</Button>
						</FormActions>
					</Form>
				</Section>
			) : null}
			<Disclosure summary="Händelser">
				<History events={props.history} />
			</Disclosure>
		</Layout>
	);
}

function withoutWhole(form: FormState): FormState["errors"] {
	return Object.fromEntries(Object.entries(form.errors).filter(([name]) => name !== ""));
}
