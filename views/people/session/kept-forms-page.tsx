import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { dateTimeText } from "../../ui/format.ts";

/** What was written when the session ended, one button each. A single one is sent by itself where scripts run. */
export function KeptFormsPage(props: {
	shell: Partial<LayoutProps>;
	forms: readonly { id: string; path: string; created_at: string }[];
}) {
	const [only, ...more] = props.forms;
	return (
		<Layout
			{...props.shell}
			title="Det du skrev är kvar"
			lead="Du hade loggats ut när du skickade. Skicka igen, så sparas det nu."
		>
			{props.forms.map((form) => (
				<Form
					action={paths.keptForm(form.id)}
					label={`Skrivet ${dateTimeText(form.created_at)}`}
					data={only && more.length === 0 ? { send_now: "" } : undefined}
				>
					<p>{`Skrivet ${dateTimeText(form.created_at)}.`}</p>
					<FormActions cancel_href={paths.inbox()} cancel_label="Avstå">
						<Button large>Skicka det jag skrev</Button>
					</FormActions>
				</Form>
			))}
		</Layout>
	);
}
