import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { DisposableSum } from "../../../db/queries/proof/retention-disposable.ts";
import { RETENTION_KINDS, type RetentionKind } from "../../../db/schema/proof/retention.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { ProposedFile } from "../../../src/proof/retention/retention-times.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { DateField } from "../../ui/field.tsx";
import { ErrorSummary, Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { countText, sizeText } from "../../ui/format.ts";
import { List } from "../../ui/list.tsx";
import { Section } from "../../ui/section.tsx";
import { DecisionFields } from "./decision-fields.tsx";
import { BLANK, RETENTION_CRUMBS, RetentionNav } from "./retention-nav.tsx";

/** What has passed its time, and the decision that takes its bytes away. */
export function DisposablePage(props: {
	shell: Partial<LayoutProps>;
	list: ListShown<ProposedFile>;
	/** what may be disposed of by the reader; null when it is not theirs to do */
	free: readonly DisposableSum[] | null;
	form: FormState;
}) {
	return (
		<Layout
			{...props.shell}
			title="Gallring"
			crumbs={RETENTION_CRUMBS}
			lead="Filer vars tid har gått ut. Inget gallras av sig självt: varje gallring har ett beslut. Uppgifterna om filen och loggen finns kvar, bara innehållet försvinner."
		>
			<RetentionNav current="Förslag" />
			<ErrorSummary errors={props.form.errors[""] ? { "": props.form.errors[""] } : {}} />
			<List
				list={props.list}
				noun="filer"
				caption="Filer som får gallras"
				cells={{ bytes: (file) => sizeText(file.bytes) }}
				empty="Ingen fil har passerat sin tid."
			/>
			{props.free?.map((sum) => (
				<DisposeForm sum={sum} form={props.form} />
			))}
		</Layout>
	);
}

function DisposeForm({ sum, form: given }: { sum: DisposableSum; form: FormState }) {
	const kind: RetentionKind = sum.kind;
	const form = valueIn(given, "kind") === kind ? given : BLANK;
	const { "": _whole, ...fieldErrors } = form.errors;
	const about = `${countText(sum.files)} ${sum.files === 1 ? "fil" : "filer"}, ${sizeText(sum.bytes)}`;
	return (
		<Section
			title={`Gallra: ${RETENTION_KINDS[kind].toLowerCase()}`}
			lead={`${about}. Spärrade filer ingår inte. Innehållet kan inte återskapas, utom ur äldre säkerhetskopior.`}
		>
			<Form action={paths.disposable()} hidden={{ kind, files: sum.files }} errors={fieldErrors} scope={kind} unsaved>
				<DecisionFields form={form} scope={kind} />
				<DateField
					name="decided_on"
					scope={kind}
					label="Beslutsdatum"
					value={valueIn(form, "decided_on")}
					error={form.errors.decided_on}
				/>
				<FormActions>
					<Button variant="danger">{`Gallra ${about}`}</Button>
				</FormActions>
			</Form>
		</Section>
	);
}
