import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { Hold } from "../../../db/queries/proof/retention.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextArea } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { List } from "../../ui/list.tsx";
import { Section } from "../../ui/section.tsx";
import { unitChoices } from "../../ui/choices.tsx";
import { BLANK, RETENTION_CRUMBS, RetentionNav } from "./retention-nav.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	list: ListShown<Hold>;
	holds: readonly Hold[];
	/** where the reader may set one; null when it is not theirs to do */
	units: readonly { id: string; name: string }[] | null;
	lifting: string | null;
	form: FormState;
}

/** Holds: what must not be disposed of, whatever its time. */
export function HoldsPage(props: Props) {
	const standing = props.units ? props.holds.filter((hold) => hold.lifted_at === null) : [];
	return (
		<Layout
			{...props.shell}
			title="Gallringsspärrar"
			crumbs={RETENTION_CRUMBS}
			lead="En spärr stoppar all gallring vid enheten och dess underenheter, till exempel under en tvist, tillsyn eller utredning."
		>
			<RetentionNav current="Spärrar" />
			<List list={props.list} noun="spärrar" caption="Gallringsspärrar" empty="Ingen spärr är satt." />
			{props.units ? <SetForm {...props} units={props.units} /> : null}
			{standing.map((hold) => (
				<LiftForm hold={hold} form={props.lifting === hold.id ? props.form : BLANK} />
			))}
		</Layout>
	);
}

function SetForm({ units, lifting, form: given }: Props & { units: NonNullable<Props["units"]> }) {
	const form = lifting === null ? given : BLANK;
	return (
		<Section title="Spärra gallring">
			<Form action={paths.holds()} errors={form.errors} unsaved>
				<SelectField
					name="unit_id"
					label="Enhet"
					placeholder="Välj"
					options={unitChoices(units)}
					value={valueIn(form, "unit_id")}
					error={form.errors.unit_id}
				/>
				<TextArea name="reason" label="Skäl" rows={3} value={valueIn(form, "reason")} error={form.errors.reason} />
				<FormActions>
					<Button>Spärra gallring</Button>
				</FormActions>
			</Form>
		</Section>
	);
}

function LiftForm({ hold, form }: { hold: Hold; form: FormState }) {
	return (
		<Section title={`Häv spärren vid ${hold.unit}`} lead={`Spärren: ${hold.reason}`}>
			<Form
				action={paths.holdLifting(hold.id)}
				version={versionOf(form, hold.version)}
				errors={form.errors}
				scope={hold.id}
				unsaved
			>
				<TextArea
					name="reason"
					scope={hold.id}
					label="Skäl att häva"
					rows={2}
					value={valueIn(form, "reason")}
					error={form.errors.reason}
				/>
				<FormActions>
					<Button variant="secondary">Häv spärren</Button>
				</FormActions>
			</Form>
		</Section>
	);
}
