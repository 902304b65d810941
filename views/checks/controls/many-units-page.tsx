import type { UnitsToAdd } from "../../../db/queries/checks/controls-units.ts";
import { UNIT_KINDS } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { Checkbox, CheckboxGroup, DateField, SelectField, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, valuesIn } from "../../ui/form-state.ts";
import { Section } from "../../ui/section.tsx";

/** A unit that can be added, and whom it leaves no choice of. */
export interface UnitToAdd {
	id: string;
	name: string;
	performer: string | null;
	reviewer: string | null;
}

interface Props {
	shell: Partial<LayoutProps>;
	control: { id: string; title: string };
	filter: UnitsToAdd;
	/** False until something is asked for. */
	searched: boolean;
	units: readonly UnitToAdd[];
	total: number;
	groups: readonly { id: string; name: string }[];
	form: FormState;
}

/** Adds many units to a control: first which they are, by name, kind or group, then all of them looked at before they are added. */
export function ManyUnitsPage(props: Props) {
	const { control } = props;
	return (
		<Layout
			{...props.shell}
			title="Lägg till flera enheter"
			lead="Sök fram enheterna, se vilka det blir och lägg till dem i ett steg."
			crumbs={[
				{ href: paths.controls(), label: "Kontrollmoment" },
				{ href: paths.control(control.id), label: control.title },
			]}
		>
			<Asked {...props} />
			{props.searched ? <Found {...props} /> : null}
		</Layout>
	);
}

function Asked({ control, filter, groups }: Props) {
	return (
		<form method="get" action={paths.controlUnitsMany(control.id)} class="form">
			<TextField
				name="namn"
				label="Ord i namnet"
				help="Till exempel vårdcentral."
				value={filter.name}
				width="medium"
				optional="silent"
			/>
			<SelectField
				name="slag"
				label="Slag av enhet"
				placeholder="Alla"
				width="medium"
				options={Object.entries(UNIT_KINDS).map(([value, label]) => ({ value, label }))}
				value={filter.kind}
				optional="silent"
			/>
			<SelectField
				name="under"
				label="Enhet och underliggande"
				placeholder="Alla"
				width="medium"
				options={groups.map(({ id, name }) => ({ value: id, label: name }))}
				value={filter.below}
				optional="silent"
			/>
			<FormActions cancel_href={paths.control(control.id)}>
				<Button variant="secondary">Visa enheterna</Button>
			</FormActions>
		</form>
	);
}

function Found({ control, units, total, form }: Props) {
	if (units.length === 0) return <p role="status">Ingen enhet som passar saknas i kontrollmomentet.</p>;
	const sent = valuesIn(form, "units");
	return (
		<Section title={`Enheter att lägga till: ${total}`} lead={mostText(units.length, total)}>
			<Form action={paths.controlUnitsMany(control.id)} errors={form.errors}>
				<CheckboxGroup
					name="units"
					label="Enheter"
					options={units.map(({ id, name, ...people }) => ({ value: id, label: name, help: peopleText(people) }))}
					values={sent.length > 0 ? sent : units.map(({ id }) => id)}
					error={form.errors.units}
				/>
				<DateField
					name="valid_from"
					label="Ingår från och med"
					help="Kontrolltillfällen skapas från den period där dagen ligger."
					value={valueIn(form, "valid_from")}
					error={form.errors.valid_from}
				/>
				<Checkbox
					name="people"
					value="suggested"
					label="Utse dem som står vid enheten till utförare och granskare"
					help="Där det finns flera att välja på utses ingen. Det kan ändras enhet för enhet."
					checked={valueIn(form, "people") === "suggested"}
					optional="silent"
				/>
				<FormActions cancel_href={paths.control(control.id)}>
					<Button>Lägg till enheterna</Button>
				</FormActions>
			</Form>
		</Section>
	);
}

function mostText(shown: number, total: number): string | undefined {
	return total > shown ? `De första ${shown} visas och läggs till. Sök sedan efter resten.` : undefined;
}

function peopleText({ performer, reviewer }: Pick<UnitToAdd, "performer" | "reviewer">): string {
	return `Utförare: ${performer ?? "ingen given"}. Granskare: ${reviewer ?? "ingen given"}.`;
}
