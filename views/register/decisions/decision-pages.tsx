import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { PlanDecision } from "../../../db/queries/register/plans-decisions.ts";
import type { Plan } from "../../../db/queries/register/plans.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { ChangeRow } from "../../../src/register/decisions/columns.ts";
import { decisionText } from "../../../src/register/plans/columns.ts";
import type { PlanGap } from "../../../src/register/plans/plan-gaps.ts";
import type { PlanState } from "../../../src/register/plans/plan-state.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { Checkbox, DateField, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { Link } from "../../ui/link.tsx";
import { List } from "../../ui/list.tsx";
import { Actions, Section } from "../../ui/section.tsx";

const crumbs = (plan: Plan) => [
	{ href: paths.plans(), label: "Internkontrollplaner" },
	{ href: paths.plan(plan.id), label: `Internkontrollplan ${plan.year}` },
];

/** What stands between the plan and its decision, each with the page where it is mended. */
export function Gaps({ gaps, title }: { gaps: readonly PlanGap[]; title: string }) {
	if (gaps.length === 0) return null;
	return (
		<Section title={title} lead={gaps.length === 1 ? "En uppgift saknas." : `${gaps.length} uppgifter saknas.`}>
			<ul>
				{gaps.map((gap) => (
					<li>
						<Link href={gap.href}>{gap.text}</Link>
					</li>
				))}
			</ul>
		</Section>
	);
}

function Outside({ form }: { form: FormState }) {
	return (
		<Checkbox
			name="outside"
			label="Planen beslutades utanför Tillräcklig"
			value="1"
			optional="silent"
			checked={valueIn(form, "outside") === "1"}
			help="För en plan som nämnden redan har beslutat utan beredning här. Det som saknas står då på planen tills det är ifyllt."
			error={form.errors.outside}
		/>
	);
}

/** The decision on a draft, or an ändringsbeslut. */
export function DecisionPage(props: {
	shell: Partial<LayoutProps>;
	form: FormState;
	plan: Plan;
	state: PlanState;
	amending: boolean;
}) {
	const { form, plan, state, amending } = props;
	const { errors } = form;
	const text = (name: string, label: string) => (
		<TextField name={name} label={label} width="short" value={valueIn(form, name)} error={errors[name]} />
	);
	const number = (state.decisions.at(-1)?.number ?? 0) + 1;
	return (
		<Layout
			{...props.shell}
			title={
				amending
					? `Registrera ändringsbeslut ${number} till internkontrollplan ${plan.year}`
					: `Registrera beslut om internkontrollplan ${plan.year}`
			}
			lead={
				amending
					? `${plan.board_name}. Beslutet omfattar allt som är ändrat sedan det förra beslutet.`
					: `${plan.board_name}. När beslutet är registrerat gäller planen under ${plan.year}. Det som beslutades bevaras, och skalan ligger fast.`
			}
			crumbs={crumbs(plan)}
		>
			<Form
				action={amending ? paths.planAmendment(plan.id) : paths.planDecision(plan.id)}
				errors={errors}
				version={versionOf(form, plan.version)}
			>
				<DateField
					name="decided_on"
					label="Beslutsdatum"
					value={valueIn(form, "decided_on")}
					error={errors.decided_on}
				/>
				{text("decision_paragraph", "§ i protokollet")}
				{text("registry_no", "Diarienummer")}
				{amending || plan.status !== "draft" ? null : <Outside form={form} />}
				<FormActions cancel_href={paths.plan(plan.id)}>
					<Button>{amending ? "Registrera ändringsbeslutet" : "Registrera beslutet"}</Button>
				</FormActions>
			</Form>
			{amending ? (
				<Actions>
					<Link href={paths.planChanges(plan.id)}>
						{state.changes.length === 0
							? "Inget är ändrat"
							: `Se vad som är ändrat (${state.changes.length} ${state.changes.length === 1 ? "rad" : "rader"})`}
					</Link>
				</Actions>
			) : null}
			<Gaps gaps={state.gaps} title="Det som saknas före beslutet" />
		</Layout>
	);
}

/** The difference between what the board decided and the plan as it stands. */
export function ChangesPage(props: {
	shell: Partial<LayoutProps>;
	plan: Plan;
	decisions: readonly PlanDecision[];
	list: ListShown<ChangeRow>;
	may_amend: boolean;
}) {
	const { plan, list, decisions } = props;
	return (
		<Layout
			{...props.shell}
			title={`Ändringar efter beslut, ${plan.year}`}
			lead="Skillnaden mellan det som senast beslutades och planen som den står nu."
			crumbs={crumbs(plan)}
			main_action={
				props.may_amend && list.pager.total > 0 ? (
					<ButtonLink href={paths.planAmendment(plan.id)}>Registrera ändringsbeslut</ButtonLink>
				) : null
			}
		>
			<List
				list={list}
				noun="ändringar"
				caption="Ändringar efter beslut"
				cells={{ title: (row) => (row.href ? <Link href={row.href}>{row.title}</Link> : row.title) }}
				empty={decisions.length === 0 ? "Planen är inte beslutad." : "Inget är ändrat sedan det senaste beslutet."}
			/>
			<Section title="Beslut om planen">
				<ul>
					{decisions.map((one) => (
						<li>{`${one.number === 0 ? "Beslut" : `Ändringsbeslut ${one.number}`}: ${decisionText(one)}`}</li>
					))}
				</ul>
			</Section>
		</Layout>
	);
}
