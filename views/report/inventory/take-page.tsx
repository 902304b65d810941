import type { Proposal } from "../../../db/queries/report/inventory.ts";
import { REQUIREMENTS, RISK_SCOPES } from "../../../db/schema/vocabulary.ts";
import { paths } from "../../../src/paths/paths.ts";
import { RISK_FIELDS } from "../../../src/register/risks/fields.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { CheckboxGroup, RadioGroup, SelectField, TextArea, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, valuesIn } from "../../ui/form-state.ts";

/** A proposal becomes a risk of the draft: only what the plan asks and the proposal does not say is asked for. */
export function TakePage(props: {
	shell: Partial<LayoutProps>;
	proposal: Proposal;
	areas: readonly { id: string; name: string }[];
	form: FormState;
}) {
	const { proposal, areas, form } = props;
	const field = (name: keyof typeof RISK_FIELDS) => ({
		...{ name, label: RISK_FIELDS[name].label },
		...{ value: valueIn(form, name), error: form.errors[name] },
	});
	return (
		<Layout
			{...props.shell}
			title={`Ta in i planen ${proposal.year}`}
			lead="Orsak, konsekvens och ursprung följer med från förslaget. Bedömning och hantering skrivs på risken."
			crumbs={[{ href: paths.riskProposal(proposal.id), label: proposal.title }]}
		>
			<DescriptionList
				items={[
					{ term: RISK_FIELDS.cause.label, value: proposal.cause, wide: true },
					{ term: RISK_FIELDS.effect.label, value: proposal.effect, wide: true },
				]}
			/>
			<Form action={paths.riskProposalRisk(proposal.id)} errors={form.errors} unsaved>
				<TextField {...field("title")} maxlength={300} />
				<SelectField
					{...field("area_id")}
					placeholder="Välj verksamhet"
					options={areas.map(({ id, name }) => ({ value: id, label: name }))}
				/>
				<RadioGroup
					{...field("scope")}
					layout="inline"
					options={Object.entries(RISK_SCOPES).map(([value, label]) => ({ value, label }))}
				/>
				<CheckboxGroup
					name="requirements"
					label={RISK_FIELDS.requirements.label}
					error={form.errors.requirements}
					values={valuesIn(form, "requirements")}
					options={Object.entries(REQUIREMENTS).map(([value, label]) => ({ value, label: `${value}) ${label}` }))}
				/>
				<TextArea
					name="reason"
					label="Svar till den som föreslog"
					rows={2}
					maxlength={1000}
					optional
					value={valueIn(form, "reason")}
					error={form.errors.reason}
				/>
				<FormActions cancel_href={paths.riskProposal(proposal.id)}>
					<Button>Ta in i planen</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
