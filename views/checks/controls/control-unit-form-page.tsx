import { PersonField } from "../../ui/person-field.tsx";
import type { ControlUnit } from "../../../db/queries/checks/controls-units.ts";
import { NEW_UNIT_FIELDS, UNIT_FIELDS } from "../../../src/checks/controls/fields.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { DateField, type Option, SelectField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, versionOf } from "../../ui/form-state.ts";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import { type InputProps, inputsOf } from "../../ui/inputs.tsx";
import { NewerValues } from "../../ui/newer-values.tsx";
import { unitChoices } from "../../ui/choices.tsx";
import { Section } from "../../ui/section.tsx";

interface PeopleOptions {
	performers: readonly Option[];
	reviewers: readonly Option[];
}

const peopleDrawn = ({ performers, reviewers, form }: PeopleOptions & { form: FormState }) => ({
	performer_id: (input: InputProps) => (
		<PersonField {...input} form={form} people={performers} placeholder="Ingen" optional />
	),
	reviewer_id: (input: InputProps) => (
		<PersonField
			{...input}
			form={form}
			help="En annan person än utföraren."
			people={reviewers}
			placeholder="Ingen"
			optional
		/>
	),
});

function NewUnitInputs(props: PeopleOptions & { form: FormState; unit_id: string }) {
	const inputs = inputsOf(NEW_UNIT_FIELDS, props.form, {
		unit_id: (input) => <input type="hidden" name={input.name} value={props.unit_id} />,
		...peopleDrawn(props),
		valid_from: (input) => (
			<DateField
				{...input}
				help="Kontrolltillfällen skapas från den period där dagen ligger. Perioder som redan är frysta lämnas som de är."
			/>
		),
	});
	return <>{Object.values(inputs)}</>;
}

function UnitInputs(props: PeopleOptions & { form: FormState }) {
	const inputs = inputsOf(UNIT_FIELDS, props.form, {
		...peopleDrawn(props),
		valid_to: (input) => (
			<DateField {...input} help="Enhetens sista dag i kontrollmomentet. Lämna tomt tills vidare." optional />
		),
	});
	return <>{Object.values(inputs)}</>;
}

/**
 * Adds a unit: first the unit, then the people who may perform and review there. Both steps work without JavaScript.
 */
export function AddControlUnitPage(
	props: PeopleOptions & {
		shell: Partial<LayoutProps>;
		control: { id: string; title: string };
		units: readonly { id: string; name: string }[];
		unit: { id: string; name: string } | null;
		form: FormState;
	},
) {
	const { control, form, unit } = props;
	return (
		<Layout
			{...props.shell}
			title={unit ? `Lägg till ${unit.name}` : "Lägg till enhet"}
			crumbs={[
				{ href: paths.controls(), label: "Kontrollmoment" },
				{ href: paths.control(control.id), label: control.title },
			]}
		>
			{unit ? (
				<Form action={paths.controlUnits(control.id)} errors={form.errors}>
					<NewUnitInputs {...props} unit_id={unit.id} />
					<FormActions cancel_href={paths.control(control.id)}>
						<Button>Lägg till enheten</Button>
					</FormActions>
				</Form>
			) : (
				<UnitChoice {...props} />
			)}
		</Layout>
	);
}

function UnitChoice(props: {
	control: { id: string };
	units: readonly { id: string; name: string }[];
	form: FormState;
}) {
	return (
		<form method="get" action={paths.controlUnits(props.control.id)} class="form">
			<SelectField
				name="enhet"
				label={NEW_UNIT_FIELDS.unit_id.label}
				options={unitChoices(props.units)}
				error={props.form.errors.unit_id}
				placeholder="Välj enhet"
			/>
			<FormActions cancel_href={paths.control(props.control.id)}>
				<Button>Välj utförare och granskare</Button>
			</FormActions>
		</form>
	);
}

/** Who performs and who reviews at a unit, and until when it takes part. */
export function ControlUnitPage(
	props: PeopleOptions & {
		shell: Partial<LayoutProps>;
		taking: ControlUnit;
		current: Record<string, string | string[]>;
		form: FormState;
		history: readonly HistoryEvent[];
	},
) {
	const { taking, form } = props;
	const people = [...props.performers, ...props.reviewers].map(({ value, label }) => ({ id: value, name: label }));
	return (
		<Layout
			{...props.shell}
			title={taking.unit_name}
			lead="Kontrolltillfällen som väntar följer med till den nya utföraren och granskaren. Det som är signerat ändras inte."
			crumbs={[
				{ href: paths.controls(), label: "Kontrollmoment" },
				{ href: paths.control(taking.control_id), label: taking.control_title },
			]}
		>
			<Form
				action={paths.controlUnit(taking.id)}
				version={versionOf(form, taking.version)}
				errors={form.errors}
				unsaved
			>
				<NewerValues form={form} current={props.current} fields={UNIT_FIELDS} named={people} />
				<UnitInputs {...props} />
				<FormActions cancel_href={paths.control(taking.control_id)}>
					<Button>Spara</Button>
				</FormActions>
			</Form>
			<Section title="Historik">
				<History events={props.history} />
			</Section>
		</Layout>
	);
}
