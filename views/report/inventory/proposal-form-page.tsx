import { PROPOSAL_FIELDS } from "../../../src/report/inventory/fields.ts";
import type { RiskSource } from "../../../src/report/inventory/sources.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { SelectField, TextArea, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { Link } from "../../ui/link.tsx";
import { unitChoices } from "../../ui/choices.tsx";
import { SaveButtons } from "../../ui/work-run.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	form: FormState;
	units: readonly { id: string; name: string }[];
	/** The coming year first. */
	years: readonly number[];
	/** What it is made of, when it is made of something. */
	source: RiskSource | null;
	/** Whoever answers proposals goes straight on to the plan. */
	may_take: boolean;
}

/** Four questions and a button, for a phone in a corridor: what could happen, why, what it would lead to, where it was seen. */
export function ProposalFormPage(props: Props) {
	const { form, units, years, source } = props;
	const field = (name: keyof typeof PROPOSAL_FIELDS) => ({
		...{ name, label: PROPOSAL_FIELDS[name].label },
		...{ value: valueIn(form, name), error: form.errors[name] },
	});
	return (
		<Layout
			{...props.shell}
			title="Föreslå en risk"
			lead="Alla förslag läses av controllern, som svarar på vart och ett. Svaret kommer till dig under Att göra."
			crumbs={[{ href: paths.riskProposals(), label: "Bruttorisklista" }]}
		>
			{source ? (
				<DescriptionList
					items={[
						{ term: PROPOSAL_FIELDS.source.label, value: <Link href={source.href}>{source.title}</Link>, wide: true },
						{ term: "Var", value: source.unit },
					]}
				/>
			) : null}
			<Form
				action={paths.riskProposals()}
				errors={form.errors}
				hidden={source ? { source: `${source.kind}:${source.id}` } : {}}
				unsaved
			>
				<ConfidentialNote kind="both" />
				<TextField {...field("title")} maxlength={300} help="Skriv det som en händelse, i en mening." />
				<TextArea {...field("cause")} rows={3} maxlength={2000} />
				<TextArea {...field("effect")} rows={3} maxlength={2000} />
				<TextField
					{...field("seen_where")}
					maxlength={500}
					optional
					help="Till exempel en rutin, ett system, en plats."
				/>
				<SelectField
					{...field("unit_id")}
					placeholder={units.length === 1 ? undefined : "Välj enhet"}
					options={unitChoices(units)}
				/>
				<SelectField {...field("year")} options={years.map((year) => ({ value: String(year), label: String(year) }))} />
				<FormActions cancel_href={paths.riskProposals()}>
					<SaveButtons label="Skicka förslaget" next_label="Skicka och ta in i planen" has_next={props.may_take} />
				</FormActions>
			</Form>
		</Layout>
	);
}
