import type { ControlUnit } from "../../../db/queries/checks/controls-units.ts";
import type { Control } from "../../../db/queries/checks/controls.ts";
import { FREQUENCIES, isDrawnKind, isMoneyKind, POPULATION_KINDS, RUN_RESULTS } from "../../../db/schema/vocabulary.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import type { StatedRun } from "../../../src/checks/runs/columns.ts";
import type { moneyShown } from "../../../src/checks/controls/money-shown.ts";
import { CONTROL_FIELDS } from "../../../src/checks/controls/fields.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { DateField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { dateText } from "../../ui/format.ts";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import { Link } from "../../ui/link.tsx";
import { Pager } from "../../ui/pager.tsx";
import { Actions, Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";
import { VerdictBadge } from "../../ui/verdict-badge.tsx";
import { CreateRunsButton } from "../runs/create-runs-button.tsx";
import { RunStateBadge } from "../../ui/run-state-badge.tsx";

export interface ControlPageProps {
	shell: Partial<LayoutProps>;
	control: Control;
	units: readonly ControlUnit[];
	unit_links: Parameters<typeof Pager>[0];
	runs: readonly StatedRun[];
	history: readonly HistoryEvent[];
	may_edit: boolean;
	may_create: boolean;
	today: string;
	/** What the year shows, for a control in kronor that is seen as a whole. */
	money: Awaited<ReturnType<typeof moneyShown>>;
	/** the form for an occasion that is created by hand */
	form: FormState;
}

/** Links a control with a form of its own to the page where its figures are kept. */
function PopulationKindLink({ kind }: { kind: Control["population_kind"] }) {
	const href = { material_costs: paths.balanceFiles(), cash_funds: paths.cashFunds() }[kind as string];
	return href ? <Link href={href}>{POPULATION_KINDS[kind]}</Link> : <span>{POPULATION_KINDS[kind]}</span>;
}

function Facts({ control }: { control: Control }) {
	const drawn = isDrawnKind(control.population_kind);
	const money = isMoneyKind(control.population_kind);
	return (
		<DescriptionList
			items={[
				{ term: CONTROL_FIELDS.method.label, value: control.method, wide: true },
				{
					term: "Risk",
					value: <Link href={paths.risk(control.risk_id)}>{`R${control.risk_number} ${control.risk_title}`}</Link>,
					wide: true,
				},
				{
					term: CONTROL_FIELDS.measure_id.label,
					value: control.measure_id ? (
						<Link href={paths.measure(control.measure_id)}>{control.measure_title}</Link>
					) : null,
					wide: true,
				},
				{ term: "Plan", value: <Link href={paths.plan(control.plan_id)}>{`Plan ${control.plan_year}`}</Link> },
				{ term: CONTROL_FIELDS.frequency.label, value: FREQUENCIES[control.frequency] },
				{ term: "Förfaller", value: `${control.due_working_days} arbetsdagar efter periodens sista dag` },
				{ term: CONTROL_FIELDS.population_kind.label, value: <PopulationKindLink kind={control.population_kind} /> },
				...(drawn
					? [
							{
								term: CONTROL_FIELDS.sample_size.short,
								value: (
									<Link href={money ? paths.moneyPlan(control.id) : paths.samplePlan(control.id)}>
										{`Enligt stickprovsplanen; utan plan ${control.sample_size} ${money ? "dragna kronor per period" : "per enhet och period"}`}
									</Link>
								),
							},
							...(money ? [] : [{ term: "Reserver", value: String(control.reserve_count) }]),
						]
					: []),
				{
					term: CONTROL_FIELDS.checklist_id.label,
					value: control.checklist_id ? (
						<Link href={paths.checklist(control.checklist_id)}>
							{`${control.checklist_title}, utgåva ${control.checklist_edition}`}
						</Link>
					) : null,
				},
				{ term: CONTROL_FIELDS.owner_id.label, value: control.owner_name },
				{ term: CONTROL_FIELDS.starts_on.label, value: dateText(control.starts_on) },
				{ term: CONTROL_FIELDS.ended_on.label, value: dateText(control.ended_on) },
			]}
		/>
	);
}

/**
 * Shows a button that creates the due runs of a control by the calendar, or a form for one occasion of a control that runs when
 * needed.
 */
function Creation({ control, today, form }: ControlPageProps) {
	if (control.frequency !== "ad_hoc") {
		return (
			<Actions>
				<CreateRunsButton control_id={control.id} />
			</Actions>
		);
	}
	return (
		<Section title="Nytt kontrolltillfälle">
			<Form
				action={paths.runCreation()}
				hidden={{ scope: "control", control_id: control.id }}
				errors={form.errors}
				label="Nytt kontrolltillfälle"
			>
				<DateField
					name="period_key"
					label="Dag"
					help="Ett tillfälle skapas för varje enhet som ingår den dagen."
					value={valueIn(form, "period_key") || today}
					error={form.errors.period_key}
					max={today}
				/>
				<FormActions>
					<Button variant="secondary">Skapa kontrolltillfälle</Button>
				</FormActions>
			</Form>
		</Section>
	);
}

function Units({ control, units, unit_links, may_edit }: ControlPageProps) {
	return (
		<Section
			title="Enheter"
			action={
				may_edit ? (
					<div class="form-actions">
						<ButtonLink href={paths.controlUnits(control.id)} variant="secondary">
							Lägg till enhet
						</ButtonLink>
						<ButtonLink href={paths.controlUnitsMany(control.id)} variant="secondary">
							Lägg till flera enheter
						</ButtonLink>
					</div>
				) : null
			}
		>
			<DataTable
				caption="Enheter med utförare och granskare"
				hide_caption
				columns={[
					{ key: "unit", label: "Enhet" },
					{ key: "performer", label: "Utförare" },
					{ key: "reviewer", label: "Granskare" },
					{ key: "from", label: "Gäller från", narrow: true },
					{ key: "to", label: "Gäller till", narrow: true },
				]}
				rows={units.map((unit) => ({
					href: may_edit ? paths.controlUnit(unit.id) : null,
					cells: {
						unit: unit.unit_name,
						performer: unit.performer_name ?? "Saknas",
						reviewer: unit.reviewer_name ?? "Saknas",
						from: dateText(unit.valid_from),
						to: dateText(unit.valid_to) || "Tills vidare",
					},
				}))}
				empty="Ingen enhet ingår ännu. Kontrolltillfällen skapas när enheter har lagts till."
			/>
			{unit_links.total > 0 ? <Pager {...unit_links} noun="enheter" /> : null}
		</Section>
	);
}

/** What the year's invoices show so far, as on the evaluation's page. */
function MoneyShown({ control, money }: { control: Control; money: NonNullable<ControlPageProps["money"]> }) {
	const href = `${paths.evaluation()}?${new URLSearchParams({ kontroll: control.id, period: money.period_key })}`;
	return (
		<Section
			title={`Vad ${money.period_key} visar`}
			lead={money.sentence}
			action={<Link href={href}>Utvärdering</Link>}
		>
			{money.verdict ? <VerdictBadge verdict={money.verdict} /> : null}
		</Section>
	);
}

function Runs({ runs, control }: ControlPageProps) {
	return (
		<Section
			title="Senaste kontrolltillfällena"
			action={<Link href={paths.yearStripOf(control.plan_year, { control_id: control.id })}>Visa hela året</Link>}
		>
			<DataTable
				caption="Senaste kontrolltillfällena"
				hide_caption
				columns={[
					{ key: "period", label: "Period" },
					{ key: "unit", label: "Enhet" },
					{ key: "state", label: "Status" },
					{ key: "result", label: "Resultat" },
					{ key: "due", label: "Förfaller", narrow: true },
				]}
				rows={runs.map((run) => ({
					href: paths.run(run.id),
					cells: {
						period: formatOccurrence(run.period_key),
						unit: run.unit_name,
						state: <RunStateBadge state={run.state} />,
						result: run.result ? RUN_RESULTS[run.result] : "–",
						due: dateText(run.due_on),
					},
				}))}
				empty="Inga kontrolltillfällen ännu."
			/>
		</Section>
	);
}

/** What is controlled, why, how, where, and how it has gone. */
export function ControlPage(props: ControlPageProps) {
	const { control } = props;
	return (
		<Layout
			{...props.shell}
			title={control.title}
			crumbs={[
				{ href: paths.controls(), label: "Kontrollmoment" },
				{ href: paths.risk(control.risk_id), label: `Risk ${control.risk_number}` },
			]}
			main_action={props.may_edit ? <ButtonLink href={paths.controlEdit(control.id)}>Ändra</ButtonLink> : null}
		>
			<Facts control={control} />
			{props.may_create ? <Creation {...props} /> : null}
			{props.money ? <MoneyShown control={control} money={props.money} /> : null}
			<Units {...props} />
			<Runs {...props} />
			<Section title="Historik">
				<History events={props.history} />
			</Section>
		</Layout>
	);
}
