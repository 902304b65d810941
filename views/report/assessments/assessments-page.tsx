import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { AssessmentRow } from "../../../db/queries/report/assessments.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { NumberField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { Link } from "../../ui/link.tsx";
import { List } from "../../ui/list.tsx";
import { Actions } from "../../ui/section.tsx";
import { ASSESSMENT_CELLS } from "./assessment-table.tsx";

/** Every assessment the person may see; whoever prepares for regionstyrelsen starts the consolidated one here. */
export function AssessmentsPage(props: {
	shell: Partial<LayoutProps>;
	list: ListShown<AssessmentRow>;
	region: { id: string; name: string } | null;
	may_consolidate: boolean;
	year: number;
	form: FormState;
}) {
	const { form, region } = props;
	return (
		<Layout
			{...props.shell}
			title="ISK-bedömningar"
			crumbs={[{ href: paths.reports(), label: "Rapporter" }]}
			lead="Per område, förvaltning och nämnd, och samlat för regionstyrelsen."
		>
			{region ? (
				<Disclosure summary="Påbörja samlad bedömning" open={Object.keys(form.errors).length > 0}>
					<Form action={paths.assessments()} errors={form.errors} hidden={{ unit_id: region.id }}>
						<NumberField
							name="year"
							label="År"
							value={valueIn(form, "year") || String(props.year)}
							error={form.errors.year}
							help="Bygger på nämndernas godkända bedömningar för året."
						/>
						<FormActions>
							<Button>Påbörja samlad bedömning</Button>
						</FormActions>
					</Form>
				</Disclosure>
			) : null}
			{props.may_consolidate ? (
				<Actions>
					<Link href={paths.consolidated(props.year)}>Alla nämnder på en sida</Link>
				</Actions>
			) : null}
			<List
				list={props.list}
				caption="ISK-bedömningar"
				noun="bedömningar"
				href={(row) => paths.assessment(row.id)}
				cells={ASSESSMENT_CELLS}
				empty="Ingen bedömning är påbörjad ännu."
			/>
		</Layout>
	);
}
