import type { PaperTemplate } from "../../../db/queries/report/paper-templates.ts";
import type { ListShown } from "../../../src/ground/tables/list.ts";
import { paths } from "../../../src/paths/paths.ts";
import { HEAD, HEADINGS, PAPER_FIELDS } from "../../../src/report/planning/fields.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { FileField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import type { FormState } from "../../ui/form-state.ts";
import { List } from "../../ui/list.tsx";
import { Section } from "../../ui/section.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	board: { id: string; name: string };
	list: ListShown<PaperTemplate>;
	/** What the file that holds now asks for; null with our own layout. */
	found: readonly string[] | null;
	may_edit: boolean;
	form: FormState;
}

/** The board's own Word file, its versions, and what of the paper it has a place for. */
export function PaperTemplatePage(props: Props) {
	const { board, found, may_edit, form } = props;
	return (
		<Layout
			{...props.shell}
			title="Mall för FöredragningsPM"
			lead={`${board.name}. Underlaget som Word fylls i nämndens egen fil. PDF har alltid Tillräckligs egen layout.`}
			crumbs={[{ href: paths.plans(), label: "Internkontrollplaner" }]}
		>
			{found ? <Places found={found} /> : <p>Nämnden har ingen egen mall: underlaget har Tillräckligs egen layout.</p>}
			{may_edit ? (
				<Section
					title="Lägg in en mall"
					lead="Två slags platser fylls i: innehållskontroller (Utvecklare → Kontroller) med fältets namn som tagg eller titel, och avsnitt under en rubrik med fältets namn. Det som står under rubriken i mallen byts mot texten. Sidhuvud, logotyp, tabeller och format behålls."
				>
					<Form action={paths.paperTemplate(board.id)} errors={form.errors} multipart>
						<FileField
							name="file"
							label="Word-dokument (.docx)"
							help="Högst 5 MB. Dokument med makron tas inte emot."
							error={form.errors.file}
							accept=".docx"
						/>
						<FormActions>
							<Button>Lägg in mallen</Button>
						</FormActions>
					</Form>
					{found ? (
						<Form action={paths.paperTemplateLeft(board.id)} hidden={{ confirmed: "yes" }} label="Egen layout">
							<Button variant="secondary">Gå tillbaka till Tillräckligs layout</Button>
						</Form>
					) : null}
				</Section>
			) : null}
			<Section title="Versioner">
				<List list={props.list} noun="versioner" caption="Versioner av mallen" empty="Ingen mall har lagts in." />
			</Section>
		</Layout>
	);
}

function Places({ found }: { found: readonly string[] }) {
	const fields = [...HEAD, ...HEADINGS];
	const labels = (has: boolean) =>
		fields.filter((field) => found.includes(field) === has).map((f) => PAPER_FIELDS[f].label);
	const missing = labels(false);
	return (
		<>
			<p>{`Mallen har plats för: ${labels(true).join(", ") || "ärendets rubrik eller organ"}.`}</p>
			{missing.length > 0 ? (
				<p>{`Utan plats i mallen, och därför sist i dokumentet under egna rubriker: ${missing.join(", ")}.`}</p>
			) : null}
		</>
	);
}
