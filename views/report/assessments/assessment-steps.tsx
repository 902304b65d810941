import type { AssessmentHead } from "../../../db/queries/report/assessments.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Button, PostButton } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { DateField, TextArea, TextField } from "../../ui/field.tsx";
import { Flash } from "../../ui/flash.tsx";
import { ErrorSummary, Form, FormActions } from "../../ui/form.tsx";
import { type FormState, type RefusedForm, UNTOUCHED, valueIn } from "../../ui/form-state.ts";
import { countText, dateText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
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
	/** The last day of what is judged; until it is over an approval or a decision needs its reason. */
	last_day: string;
	is_early: boolean;
	/** What stops the report, and where it is shown (null for whoever may not see that page). */
	hinders: { n: number; href: string | null };
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
			{props.may_approve || props.may_decide ? <Hinders {...props.hinders} /> : null}
			{props.may_approve && props.approve_blocked ? (
				<Flash tone="info" text={props.approve_blocked} announce={false} />
			) : null}
			<Actions>
				{props.may_prepare ? (
					<PostButton action={paths.assessmentSubmission(assessment.id)} version={assessment.version}>
						Lämna för godkännande
					</PostButton>
				) : null}
				{props.may_approve && props.approve_blocked === null && !props.is_early ? (
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
			{props.may_approve && props.approve_blocked === null && props.is_early ? <EarlyApproval {...props} /> : null}
			{props.may_approve ? <ReturnForm {...props} /> : null}
			{props.may_decide ? <DecisionForm {...props} /> : null}
		</>
	);
}

/** What whoever approves or decides should know first. */
function Hinders({ n, href }: AssessmentStepsProps["hinders"]) {
	if (n === 0) return <Flash tone="ok" text="Inget hindrar att rapporten stängs." announce={false} />;
	const text = n === 1 ? "1 sak hindrar att rapporten stängs." : `${countText(n)} saker hindrar att rapporten stängs.`;
	return (
		<Flash tone="warn" announce={false}>
			<p>
				{`${text} `}
				{href ? <Link href={href}>Se vad som hindrar</Link> : null}
			</p>
		</Flash>
	);
}

function EarlyApproval(props: AssessmentStepsProps) {
	const form = formOf(props, "approve");
	return (
		<Form
			action={paths.assessmentApproval(props.assessment.id)}
			errors={form.errors}
			version={props.assessment.version}
			scope="godkannande"
		>
			<EarlyReason scope="godkannande" form={form} last_day={props.last_day} />
			<FormActions>
				<Button>Godkänn bedömningen</Button>
			</FormActions>
		</Form>
	);
}

function EarlyReason({ scope, form, last_day }: { scope: string; form: FormState; last_day: string }) {
	return (
		<TextArea
			name="early_reason"
			label="Varför före brytdatum?"
			scope={scope}
			help={`Perioden är inte slut förrän ${dateText(last_day)}. Skälet skrivs i loggen och visas på bedömningen.`}
			value={valueIn(form, "early_reason")}
			error={form.errors.early_reason}
			rows={3}
		/>
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
				{props.is_early || form.errors.early_reason ? (
					<EarlyReason scope="beslut" form={form} last_day={props.last_day} />
				) : null}
				<FormActions>
					<Button>Registrera beslutet</Button>
				</FormActions>
			</Form>
		</Disclosure>
	);
}
