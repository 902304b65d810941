import { paths } from "../../../src/paths/paths.ts";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { TextArea } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";

/** A kontrolltillfälle that will not be performed: one reason, and it counts as a result. */
export function NotDoneForm(props: { run: { id: string; version: number }; form: FormState; open?: boolean }) {
	const { run, form } = props;
	return (
		<Disclosure summary="Kontrollen blir inte genomförd" open={props.open ?? Object.keys(form.errors).length > 0}>
			<Form
				action={paths.runNotDone(run.id)}
				version={versionOf(form, run.version)}
				errors={form.errors}
				scope="utebliven"
				label="Registrera som ej genomförd"
			>
				<TextArea
					name="reason"
					label="Varför genomförs inte kontrollen?"
					help="Kontrolltillfället räknas som ej genomfört i uppföljningen och kan inte öppnas igen."
					value={valueIn(form, "reason")}
					error={form.errors.reason}
					scope="utebliven"
					maxlength={2000}
				/>
				<ConfidentialNote kind="patient" />
				<FormActions>
					<Button variant="danger">Registrera som ej genomförd</Button>
				</FormActions>
			</Form>
		</Disclosure>
	);
}
