import type { AssessmentHead } from "../../../db/queries/report/assessments.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Button, PostButton } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { DateField, TextArea, TextField } from "../../ui/field.tsx";
import { Flash } from "../../ui/flash.tsx";
import { ErrorSummary, Form, FormActions } from "../../ui/form.tsx";
import { type FormState, type RefusedForm, UNTOUCHED, valueIn } from "../../ui/form-state.ts";
import { Actions } from "../../ui/section.tsx";

/** Where the assessment stands, and which steps this person may take. */
export interface AssessmentStepsProps {
	assessment: AssessmentHead;
	sealed: boolean;
	may_prepare: boolean;
	may_approve: boolean;
	approve_blocked: string | null;
	may_decide: boolean;
	may_reopen: boolean;
	refused: RefusedForm | null;
}

const formOf = (props: AssessmentStepsProps, name: string): FormState =>
	props.refused?.form === name ? props.refused.state : UNTOUCHED;

/** What can be done with the assessment as a whole, now and by this person. */
export function AssessmentSteps(props: AssessmentStepsProps) {
	const { assessment } = props;
	return (
		<>
			<ErrorSummary errors={formOf(props, "step").errors} scope="steg" />
			{props.may_approve && props.approve_blocked ? (
				<Flash tone="info" text={props.approve_blocked} announce={false} />
			) : null}
			<Actions>
				{props.may_prepare ? (
					<PostButton action={paths.assessmentSubmission(assessment.id)} version={assessment.version}>
						Lämna för godkännande
					</PostButton>
				) : null}
				{props.may_approve && props.approve_blocked === null ? (
					<PostButton action={paths.assessmentApproval(assessment.id)} version={assessment.version}>
						Godkänn bedömningen
					</PostButton>
				) : null}
				{props.may_reopen ? (
					<PostButton
						action={paths.assessmentReopening(assessment.id)}
						version={assessment.version}
						variant="secondary"
					>
						Öppna bedömningen för rättelse
					</PostButton>
				) : null}
			</Actions>
			{props.may_approve ? <ReturnForm {...props} /> : null}
			{props.may_decide ? <DecisionForm {...props} /> : null}
		</>
	);
}

function ReturnForm(props: AssessmentStepsProps) {
	const form = formOf(props, "return");
	return (
		<Disclosure summary="Återlämna till beredningen" open={props.refused?.form === "return"}>
			<Form
				action={paths.assessmentReturn(props.assessment.id)}
				errors={form.errors}
				version={props.assessment.version}
				scope="aterlamning"
			>
				<TextArea
					name="reason"
					label="Varför återlämnas bedömningen?"
					scope="aterlamning"
					value={valueIn(form, "reason")}
					error={form.errors.reason}
					rows={3}
				/>
				<FormActions>
					<Button variant="secondary">Återlämna</Button>
				</FormActions>
			</Form>
		</Disclosure>
	);
}

function DecisionForm(props: AssessmentStepsProps) {
	const form = formOf(props, "decide");
	const field = (name: string) => ({
		name,
		scope: "beslut",
		value: valueIn(form, name),
		error: form.errors[name],
	});
	const whose = props.assessment.level === "region" ? "regionstyrelsens" : "nämndens";
	return (
		<Disclosure summary={`Registrera ${whose} beslut`} open>
			<Form
				action={paths.assessmentDecision(props.assessment.id)}
				errors={form.errors}
				version={props.assessment.version}
				scope="beslut"
			>
				<DateField {...field("decided_on")} label="Beslutsdatum" />
				<TextField {...field("paragraph")} label="Paragraf" width="short" maxlength={40} />
				<TextField {...field("registry_no")} label="Diarienummer" width="medium" maxlength={60} />
				<FormActions>
					<Button>Registrera beslutet</Button>
				</FormActions>
			</Form>
		</Disclosure>
	);
}
