import type { AssessmentRow } from "../../../db/queries/report/assessments.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { paths } from "../../../src/paths/paths.ts";
import { PeriodNav, SealedNote } from "../periods/period-nav.tsx";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button, PostButton } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { SelectField } from "../../ui/field.tsx";
import { ErrorSummary, Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { Actions } from "../../ui/section.tsx";
import { AssessmentTable } from "./assessment-table.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	period: Period;
	assessments: readonly AssessmentRow[];
	divisions: readonly { id: string; name: string }[];
	sealed: boolean;
	may_prepare: boolean;
	form: FormState;
}

/** The assessments of one report: the områden, then the förvaltning, then the nämnd. */
export function PeriodAssessmentsPage(props: Props) {
	const { period } = props;
	return (
		<Layout
			{...props.shell}
			title={`ISK-bedömning, ${period.name}`}
			crumbs={[{ href: paths.reports(), label: "Rapporter" }]}
			lead="Förvaltningens bedömning godkänns först. Nämndens bedömning tar sin början i den, och nämnden beslutar."
		>
			<PeriodNav period_id={period.id} current="ISK-bedömning" shell={props.shell} />
			<SealedNote sealed={props.sealed} period_id={period.id} />
			<ErrorSummary errors={props.form.errors} />
			{props.sealed ? null : <Starts {...props} />}
			<AssessmentTable assessments={props.assessments} />
		</Layout>
	);
}

function Starts({ period, assessments, divisions, may_prepare, form }: Props) {
	const has = (level: string) => assessments.some((one) => one.level === level);
	const left = divisions.filter(
		(unit) => !assessments.some((one) => one.level === "division" && one.unit_id === unit.id),
	);
	const start = paths.periodAssessments(period.id);
	return (
		<>
			<Actions>
				{may_prepare && !has("administration") ? (
					<PostButton action={start} hidden={{ level: "administration" }}>
						Påbörja förvaltningens bedömning
					</PostButton>
				) : null}
				{may_prepare && has("administration") && !has("board") ? (
					<PostButton action={start} hidden={{ level: "board" }}>
						Påbörja nämndens bedömning
					</PostButton>
				) : null}
			</Actions>
			{left.length > 0 ? (
				<Disclosure summary="Påbörja ett områdes bedömning">
					<Form action={start} hidden={{ level: "division" }}>
						<SelectField
							name="unit_id"
							label="Område"
							placeholder="Välj område"
							width="medium"
							value={valueIn(form, "unit_id")}
							error={form.errors.unit_id}
							options={left.map((unit) => ({ value: unit.id, label: unit.name }))}
						/>
						<FormActions>
							<Button variant="secondary">Påbörja</Button>
						</FormActions>
					</Form>
				</Disclosure>
			) : null}
		</>
	);
}
