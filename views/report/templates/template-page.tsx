import type { Period } from "../../../db/queries/report/periods.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { Anchor } from "../../../src/report/templates/anchors.ts";
import { placeText } from "../../../src/report/templates/columns.ts";
import type { Template } from "../../../src/report/templates/require-template.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button, PostButton } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { SelectField } from "../../ui/field.tsx";
import { ErrorSummary, Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { dateTimeText } from "../../ui/format.ts";
import { Section } from "../../ui/section.tsx";

type Choice = { value: string; label: string };

interface Props {
	shell: Partial<LayoutProps>;
	period: Period;
	template: Template;
	values: readonly Choice[];
	tables: readonly Choice[];
	may_edit: boolean;
	may_export: boolean;
	form: FormState;
}

/** One template: what each of its places is filled with, and the filled workbook. */
export function TemplatePage(props: Props) {
	const { period, template, may_export, form } = props;
	return (
		<Layout
			{...props.shell}
			title={template.name}
			crumbs={[
				{ href: paths.reports(), label: "Rapporter" },
				{ href: paths.reportPeriod(period.id), label: period.name },
				{ href: paths.reportTemplates(period.id), label: "Regionens egna mallar" },
			]}
			lead={`Fylls med ${period.name}.`}
			main_action={
				may_export ? (
					<PostButton action={paths.reportTemplateFilling(period.id, template.id)}>
						Hämta ifylld mall (Excel)
					</PostButton>
				) : null
			}
		>
			<ErrorSummary errors={form.errors} />
			<Section title="Mallens platser">{props.may_edit ? <MappingForm {...props} /> : <Mapping {...props} />}</Section>
			<Section title="Om filen">
				<DescriptionList
					items={[
						{ term: "Fil", value: template.file_name },
						{ term: "Inlagd", value: `${dateTimeText(template.uploaded_at)} av ${template.uploader}` },
						{ term: "Kontrollsumma (SHA-256)", value: <code class="hash">{template.sha256}</code>, wide: true },
					]}
				/>
			</Section>
		</Layout>
	);
}

function choicesFor(anchor: Anchor, { values, tables }: Pick<Props, "values" | "tables">): readonly Choice[] {
	return anchor.kind === "value" ? values : tables;
}

function MappingForm(props: Props) {
	const { period, template, form } = props;
	return (
		<Form action={paths.reportTemplate(period.id, template.id)} version={template.version} unsaved>
			{template.anchors.map((anchor, index) => (
				<SelectField
					name={`place_${index}`}
					label={placeText(anchor)}
					optional
					placeholder="Fylls inte i"
					options={choicesFor(anchor, props)}
					value={valueIn(form, `place_${index}`) || template.mapping[anchor.id] || ""}
					error={form.errors[`place_${index}`]}
				/>
			))}
			<FormActions>
				<Button>Spara valen</Button>
			</FormActions>
		</Form>
	);
}

function Mapping(props: Props) {
	return (
		<DescriptionList
			items={props.template.anchors.map((anchor) => ({
				term: placeText(anchor),
				value:
					choicesFor(anchor, props).find(({ value }) => value === props.template.mapping[anchor.id])?.label ??
					"Fylls inte i",
				wide: true,
			}))}
		/>
	);
}
