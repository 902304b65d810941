import type { Run } from "../../../db/queries/checks/runs.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import type { FormState } from "../../ui/form-state.ts";
import { NotDoneForm } from "./not-done-form.tsx";

/** The form by itself: where a refused one is answered. */
export function NotDonePage(props: { shell: Partial<LayoutProps>; run: Run; form: FormState }) {
	const { run } = props;
	return (
		<Layout
			{...props.shell}
			title="Ej genomförd kontroll"
			lead={`${run.control_title}, ${run.unit_name}, ${formatOccurrence(run.period_key)}`}
			crumbs={[{ href: paths.run(run.id), label: "Kontrolltillfället" }]}
		>
			<NotDoneForm run={run} form={props.form} open />
		</Layout>
	);
}
