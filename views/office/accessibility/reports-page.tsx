import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { AccessibilityReport } from "../../../db/queries/office/accessibility.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { TextArea } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { List } from "../../ui/list.tsx";
import { Section } from "../../ui/section.tsx";

const BLANK: FormState = { values: {}, errors: {} };

/** Faults as they were reported, and the answers. */
export function AccessibilityReportsPage(props: {
	shell: Partial<LayoutProps>;
	list: ListShown<AccessibilityReport>;
	may_answer: boolean;
	form: FormState;
	/** the report whose answer was refused */
	refused: string | null;
}) {
	const open = props.may_answer ? props.list.rows.filter((report) => report.handled_at === null) : [];
	return (
		<Layout
			{...props.shell}
			title="Rapporterade tillgänglighetsfel"
			crumbs={[{ href: paths.administration(), label: "Administration" }]}
			lead="Den som inte kan använda något har rätt att få innehållet på ett annat sätt, och ett svar."
		>
			<List
				list={props.list}
				noun="rapporter"
				caption="Rapporterade tillgänglighetsfel"
				empty="Inget fel är rapporterat."
			/>
			{open.map((report) => (
				<AnswerForm report={report} form={props.refused === report.id ? props.form : BLANK} />
			))}
		</Layout>
	);
}

function AnswerForm({ report, form }: { report: AccessibilityReport; form: FormState }) {
	return (
		<Section title={`Svara: ${report.place}`} lead={`${report.reporter}: ${report.problem}`}>
			<Form
				action={paths.accessibilityAnswer(report.id)}
				version={versionOf(form, report.version)}
				errors={form.errors}
				scope={report.id}
				unsaved
			>
				<TextArea
					name="answer"
					scope={report.id}
					label="Svar"
					rows={3}
					value={valueIn(form, "answer")}
					error={form.errors.answer}
				/>
				<FormActions>
					<Button>Spara svaret</Button>
				</FormActions>
			</Form>
		</Section>
	);
}
