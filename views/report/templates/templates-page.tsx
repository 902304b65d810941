import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import type { ReportTemplate } from "../../../db/queries/report/templates.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { FileField, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { List } from "../../ui/list.tsx";
import { Section } from "../../ui/section.tsx";

/** The region's own workbooks, and the way to take one in. */
export function TemplatesPage(props: {
	shell: Partial<LayoutProps>;
	period: Period;
	list: ListShown<ReportTemplate>;
	may_edit: boolean;
	form: FormState;
}) {
	const { period } = props;
	return (
		<Layout
			{...props.shell}
			title="Regionens egna mallar"
			crumbs={[
				{ href: paths.reports(), label: "Rapporter" },
				{ href: paths.reportPeriod(period.id), label: period.name },
			]}
			lead="En egen arbetsbok fylls med rapportens tal och tabeller. Diagram, formler, format och andra blad behålls som de är."
		>
			<List
				list={props.list}
				noun="mallar"
				caption="Mallar"
				href={(template) => paths.reportTemplate(period.id, template.id)}
				empty="Det finns inga mallar ännu."
			/>
			{props.may_edit ? <UploadForm period={period} form={props.form} /> : null}
		</Layout>
	);
}

function UploadForm({ period, form }: { period: Period; form: FormState }) {
	return (
		<Section
			title="Lägg in en mall"
			lead="Två slags platser fylls i: celler som har fått ett namn, och rader med rapportens kolumnrubriker. Lämna raderna under rubrikerna tomma. Excel-tabeller, villkorsstyrd formatering, listor att välja i, namn och utskriftsområden som slutar vid tabellens rader växer med dem. Diagram och formler växer inte: låt diagram hämta ur ett namn, och formler ur ett namn eller en Excel-tabell. Kolumner med egna formler i en Excel-tabell fylls inte på."
		>
			<Form action={paths.reportTemplates(period.id)} errors={form.errors} multipart>
				<TextField
					name="name"
					label="Mallens namn"
					value={valueIn(form, "name")}
					error={form.errors.name}
					maxlength={100}
				/>
				<FileField
					name="file"
					label="Arbetsbok (.xlsx)"
					help="Högst 5 MB. Arbetsböcker med makron tas inte emot."
					error={form.errors.file}
					accept=".xlsx"
				/>
				<FormActions>
					<Button>Lägg in mallen</Button>
				</FormActions>
			</Form>
		</Section>
	);
}
