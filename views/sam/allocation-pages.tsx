import type { ListShown } from "../../src/ground/tables/list.ts";
import type { AllocationRow, SamAllocation } from "../../db/queries/sam/matters.ts";
import { SAM_TASKS, type SamTask } from "../../db/schema/sam/words.ts";
import { paths } from "../../src/paths/paths.ts";
import { allocationState } from "../../src/sam/columns.ts";
import { Layout, type LayoutProps } from "../layout.tsx";
import { StateBadge, type Tone } from "../ui/badge.tsx";
import { Button, PostButton } from "../ui/button.tsx";
import { DescriptionList } from "../ui/description-list.tsx";
import { Disclosure } from "../ui/disclosure.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { CheckboxGroup, DateField, SelectField, TextArea, TextField } from "../ui/field.tsx";
import { Flash } from "../ui/flash.tsx";
import { ErrorSummary, Form, FormActions } from "../ui/form.tsx";
import { type FormState, valueIn, valuesIn } from "../ui/form-state.ts";
import { dateText, dateTimeText } from "../ui/format.ts";
import { History, type HistoryEvent } from "../ui/history.tsx";
import { List } from "../ui/list.tsx";
import { Section } from "../ui/section.tsx";

const TONES: Record<string, Tone> = { Gäller: "ok", "Väntar på kvittens": "info", Vakant: "neutral" };
const TASKS = Object.entries(SAM_TASKS).map(([value, label]) => ({ value, label }));

export function AllocationsPage(props: { shell: Partial<LayoutProps>; list: ListShown<AllocationRow> }) {
	return (
		<Layout
			{...props.shell}
			title="Fördelade arbetsmiljöuppgifter"
			lead="Vem som har uppgifterna vid varje enhet, vem som har fördelat dem, och om det är kvitterat."
			crumbs={[{ href: paths.sam(), label: "SAM" }]}
		>
			<List
				list={props.list}
				noun="enheter"
				caption="Fördelade arbetsmiljöuppgifter"
				href={(row) => paths.samAllocation(row.unit_id)}
				cells={{
					state: (row) => <StateBadge tone={TONES[allocationState(row)] ?? "warn"} label={allocationState(row)} />,
				}}
			/>
		</Layout>
	);
}

function AllocationFacts({ allocation: one }: { allocation: SamAllocation }) {
	const tasks = JSON.parse(one.tasks) as SamTask[];
	return (
		<DescriptionList
			items={[
				{ term: "Till", value: one.manager_name },
				{ term: "Fördelad den", value: dateText(one.allocated_on) },
				{ term: "Av", value: `${one.allocated_by_name}${one.allocated_for ? ` för ${one.allocated_for}` : ""}` },
				{ term: "Kvitterad", value: dateTimeText(one.acknowledged_at) },
				{ term: "Diarienummer", value: one.registry_no },
				{ term: "Upphörde", value: one.ended_at ? `${dateTimeText(one.ended_at)}. ${one.end_note}` : "Gäller" },
				{
					term: "Uppgifter",
					wide: true,
					value: (
						<ul>
							{tasks.map((task) => (
								<li>{SAM_TASKS[task]}</li>
							))}
						</ul>
					),
				},
				{ term: "Andra uppgifter", value: one.other_tasks, wide: true },
			]}
		/>
	);
}

function AllocationForm(props: {
	unit_id: string;
	leaders: readonly { id: string; name: string }[];
	form: FormState;
	today: string;
}) {
	const { form } = props;
	const typed = Object.keys(form.values).length > 0;
	return (
		<Section title="Ny fördelning" lead="Ersätter den som gäller. Chefen kvitterar själv.">
			<Form action={paths.samAllocation(props.unit_id)} errors={form.errors}>
				<SelectField
					name="manager_id"
					label="Chef"
					width="medium"
					options={props.leaders.map((one) => ({ value: one.id, label: one.name }))}
					value={valueIn(form, "manager_id")}
					error={form.errors.manager_id}
				/>
				<CheckboxGroup
					name="tasks"
					label="Uppgifter"
					options={TASKS}
					values={typed ? valuesIn(form, "tasks") : TASKS.map((task) => task.value)}
					error={form.errors.tasks}
				/>
				<TextArea
					name="other_tasks"
					label="Andra uppgifter"
					optional
					rows={3}
					value={valueIn(form, "other_tasks")}
					error={form.errors.other_tasks}
				/>
				<TextField
					name="registry_no"
					label="Diarienummer"
					optional
					width="short"
					value={valueIn(form, "registry_no")}
					error={form.errors.registry_no}
				/>
				<DateField
					name="allocated_on"
					label="Fördelad den"
					value={valueIn(form, "allocated_on") || props.today}
					error={form.errors.allocated_on}
				/>
				<FormActions>
					<Button>Fördela uppgifterna</Button>
				</FormActions>
			</Form>
		</Section>
	);
}

export function AllocationPage(props: {
	shell: Partial<LayoutProps>;
	unit: { id: string; name: string };
	live: SamAllocation | null;
	earlier: readonly SamAllocation[];
	leaders: readonly { id: string; name: string }[];
	may_allocate: boolean;
	may_acknowledge: boolean;
	form: FormState;
	today: string;
	history: readonly HistoryEvent[];
}) {
	const { unit, live, form } = props;
	const stale = live !== null && !props.leaders.some((one) => one.id === live.manager_id);
	return (
		<Layout
			{...props.shell}
			title={`Fördelade uppgifter: ${unit.name}`}
			crumbs={[
				{ href: paths.sam(), label: "SAM" },
				{ href: paths.samAllocations(), label: "Fördelade uppgifter" },
			]}
		>
			{form.errors[""] ? <ErrorSummary errors={{ "": form.errors[""] }} scope="fordelning" /> : null}
			{props.leaders.length === 0 ? (
				<Flash
					tone="warn"
					text={`${unit.name} saknar chef. Uppgifterna ligger hos närmast överordnad chef.`}
					announce={false}
				/>
			) : null}
			{stale && props.leaders.length > 0 ? (
				<Flash tone="warn" text="Enheten har en ny chef. En ny skriftlig fördelning behövs." announce={false} />
			) : null}
			{live ? (
				<AllocationFacts allocation={live} />
			) : (
				<EmptyState text="Det finns ingen skriftlig fördelning som gäller." />
			)}
			{props.may_acknowledge ? (
				<PostButton action={paths.samAllocationReceipt(unit.id)}>Jag har läst och tar emot uppgifterna</PostButton>
			) : null}
			{props.may_allocate ? (
				<AllocationForm unit_id={unit.id} leaders={props.leaders} form={form} today={props.today} />
			) : null}
			{props.earlier.length > 0 ? (
				<Section title="Tidigare fördelningar">
					{props.earlier.map((one) => (
						<AllocationFacts allocation={one} />
					))}
				</Section>
			) : null}
			<Disclosure summary="Händelser">
				<History events={props.history} />
			</Disclosure>
		</Layout>
	);
}
