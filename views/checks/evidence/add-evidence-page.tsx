import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { EvidenceFields } from "./evidence-fields.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import type { FormState } from "../../ui/form-state.ts";

/** One file with a note: a new document, or a new edition of one that is there. */
export function AddEvidencePage(props: {
	shell: Partial<LayoutProps>;
	kind: string;
	parent_id: string;
	owner: { label: string; href: string };
	/** The document a new edition is added to. */
	edition_of: { series_id: string; file_name: string } | null;
	max_megabytes: number;
	/** The day it is about when no other is chosen, and the last that can be. */
	about_on: string;
	today: string;
	form: FormState;
}) {
	const { owner, form, edition_of } = props;
	return (
		<Layout
			{...props.shell}
			title={edition_of ? "Lägg till ny utgåva" : "Lägg till underlag"}
			crumbs={[{ href: owner.href, label: owner.label }]}
			lead={edition_of ? `Ny utgåva av ${edition_of.file_name}.` : owner.label}
		>
			<Form
				action={paths.evidenceOf(props.kind, props.parent_id)}
				multipart
				errors={form.errors}
				hidden={edition_of ? { serie: edition_of.series_id } : {}}
			>
				<EvidenceFields {...props} />
				<FormActions cancel_href={owner.href}>
					<Button>Lägg till</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}
