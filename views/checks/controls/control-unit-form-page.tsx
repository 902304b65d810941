import type { ControlUnit } from "../../../db/queries/checks/controls-units.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { DateField, type Option, SelectField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { History, type HistoryEvent } from "../../ui/history.tsx";
import { NewerValues } from "../../ui/newer-values.tsx";
import { Section } from "../../ui/section.tsx";

interface PeopleOptions {
	performers: readonly Option[];
	reviewers: readonly Option[];
}

function People({ form, performers, reviewers }: PeopleOptions & { form: FormState }) {
	return (
		<>
			<SelectField
				name="performer_id"
				label="Utförare"
				value={valueIn(form, "performer_id")}
				error={form.errors.performer_id}
				options={performers}
				placeholder="Ingen"
				optional
			/>
			<SelectField
				name="reviewer_id"
				label="Granskare"
				help="En annan person än utföraren."
				value={valueIn(form, "reviewer_id")}
				error={form.errors.reviewer_id}
				options={reviewers}
				placeholder="Ingen"
				optional
			/>
		</>
	);
}

/**
 * Adds a unit: first the unit, then the people who may perform and review there. Both steps work without JavaScript.
 */
export function AddControlUnitPage(
	props: PeopleOptions & {
		frame: Partial<LayoutProps>;
		control: { id: string; title: string };
		units: readonly { id: string; name: string }[];
		unit: { id: string; name: string } | null;
		form: FormState;
	},
) {
	const { control, form, unit } = props;
	return (
		<Layout
			{...props.frame}
			title={unit ? `Lägg till ${unit.name}` : "Lägg till enhet"}
			crumbs={[
				{ href: paths.controls(), label: "Kontrollmoment" },
				{ href: paths.control(control.id), label: control.title },
			]}
		>
			{unit ? (
				<Form action={paths.controlUnits(control.id)} errors={form.errors} hidden={{ unit_id: unit.id }}>
					<People {...props} />
					<DateField
						name="valid_from"
						label="Gäller från"
						help="Kontrolltillfällen skapas från den period där dagen ligger. Perioder som redan är frysta lämnas som de är."
						value={valueIn(form, "valid_from")}
						error={form.errors.valid_from}
					/>
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
				label="Enhet"
				options={props.units.map(({ id, name }) => ({ value: id, label: name }))}
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
		frame: Partial<LayoutProps>;
		taking: ControlUnit;
		current: Record<string, string>;
		form: FormState;
		history: readonly HistoryEvent[];
	},
) {
	const { taking, form } = props;
	const names = new Map([...props.performers, ...props.reviewers].map(({ value, label }) => [value, label]));
	return (
		<Layout
			{...props.frame}
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
				<NewerValues
					form={form}
					current={props.current}
					labels={{ performer_id: "Utförare", reviewer_id: "Granskare", valid_to: "Gäller till och med" }}
					read={(_, value) => names.get(value) ?? value}
				/>
				<People {...props} />
				<DateField
					name="valid_to"
					label="Gäller till och med"
					help="Enhetens sista dag i kontrollmomentet. Lämna tomt tills vidare."
					value={valueIn(form, "valid_to")}
					error={form.errors.valid_to}
					optional
				/>
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
