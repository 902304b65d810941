import { PersonField } from "../../ui/person-field.tsx";
import { peopleToChoose } from "../../ui/person-search.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { TextArea } from "../../ui/field.tsx";
import { Flash } from "../../ui/flash.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";

/** Somebody else performs the run: chosen among those who may, or left to the unit's chef or controller to name. */
export function ReassignmentPage(props: {
	shell: Partial<LayoutProps>;
	run: Run;
	eligible: readonly { id: string; name: string }[];
	blocked: string | null;
	form: FormState;
}) {
	const { run, eligible, form } = props;
	return (
		<Layout
			{...props.shell}
			title="Be någon annan utföra"
			lead={`${run.control_title}, ${run.unit_name}, ${formatOccurrence(run.period_key)}`}
			crumbs={[
				{ href: paths.runs(), label: "Kontrolltillfällen" },
				{ href: paths.run(run.id), label: `${run.unit_name}, ${formatOccurrence(run.period_key)}` },
			]}
		>
			{props.blocked ? <Flash tone="warn" text={props.blocked} announce={false} /> : null}
			<Form action={paths.runReassignment(run.id)} version={versionOf(form, run.version)} errors={form.errors}>
				<PersonField
					name="performer_id"
					form={form}
					label="Vem ska utföra kontrollen?"
					help="Granskaren och den som har beställt, tagit emot eller attesterat något av inköpen går inte att välja."
					placeholder="Chefen eller controllern får utse någon"
					people={peopleToChoose(eligible)}
					value={valueIn(form, "performer_id")}
					error={form.errors.performer_id}
				/>
				<TextArea
					name="reason"
					label="Skäl"
					rows={3}
					value={valueIn(form, "reason") || (props.blocked ?? "")}
					error={form.errors.reason}
				/>
				<FormActions cancel_href={paths.run(run.id)}>
					<Button>Lämna över</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
