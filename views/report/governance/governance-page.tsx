import type { GovernanceRow } from "../../../db/queries/report/governance.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { GOVERNANCE_KINDS, GOVERNANCE_STATUSES } from "../../../db/schema/report/words.ts";
import { governanceColumns } from "../../../src/report/governance/columns.ts";
import { paths } from "../../../src/paths/paths.ts";
import { PeriodNav, SealedNote } from "../periods/period-nav.tsx";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { StateBadge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { SelectField, TextArea, TextField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { ListTable } from "../../ui/list-table.tsx";
import { Pager } from "../../ui/pager.tsx";
import { ListExports } from "../../ui/table.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	period: Period;
	rows: readonly GovernanceRow[];
	pager: Parameters<typeof Pager>[0];
	people: readonly { id: string; name: string }[];
	sealed: boolean;
	may_edit: boolean;
	form: FormState;
}

const TONES = { fulfilled: "ok", on_the_way: "info", not_fulfilled: "bad" } as const;

export function GovernanceBadge({ row }: { row: GovernanceRow }) {
	if (!row.reported) return <StateBadge tone="none" label="Utan status" />;
	return <StateBadge tone={TONES[row.reported.status]} label={GOVERNANCE_STATUSES[row.reported.status]} />;
}

/** Krav a and b: goals, assignments and economy with what the report says about each. */
export function GovernancePage(props: Props) {
	const { period } = props;
	return (
		<Layout
			{...props.shell}
			title={`Styrning, ${period.name}`}
			crumbs={[{ href: paths.reports(), label: "Rapporter" }]}
			lead="Verksamhetsplanens effektmål, uppdrag och ekonomi: grunden för krav a och b."
		>
			<PeriodNav period_id={period.id} current="Styrning" shell={props.shell} />
			<SealedNote sealed={props.sealed} period_id={period.id} />
			<ListTable
				caption="Styrning"
				columns={governanceColumns.filter((column) => column.key !== "owner")}
				rows={props.rows}
				href={(row) => paths.governanceStatus(period.id, row.id)}
				primary="title"
				cells={{ status: (row) => <GovernanceBadge row={row} /> }}
				empty="Inga mål, uppdrag eller ekonomiska ramar är inlagda för året."
			/>
			{props.pager.total > 0 ? <Pager {...props.pager} noun="rader" /> : null}
			<ListExports base_href={paths.governance(period.id)} />
			{props.may_edit ? <AddForm {...props} /> : null}
		</Layout>
	);
}

function AddForm({ period, people, form }: Props) {
	const field = (name: string) => ({ name, value: valueIn(form, name), error: form.errors[name] });
	return (
		<Disclosure summary="Lägg till mål, uppdrag eller ekonomisk ram" open={Object.keys(form.errors).length > 0}>
			<Form action={paths.governance(period.id)} errors={form.errors} unsaved>
				<SelectField
					{...field("kind")}
					label="Slag"
					placeholder="Välj slag"
					options={Object.entries(GOVERNANCE_KINDS).map(([value, label]) => ({ value, label }))}
				/>
				<TextField {...field("number")} label="Nummer" width="short" maxlength={20} optional />
				<TextField {...field("title")} label="Rubrik" maxlength={300} />
				<TextArea {...field("details")} label="Indikatorer eller delar" help="En per rad." rows={3} optional />
				<SelectField
					{...field("owner_id")}
					label="Ansvarig"
					placeholder="Ingen vald"
					width="medium"
					optional
					options={people.map((person) => ({ value: person.id, label: person.name }))}
				/>
				<FormActions>
					<Button variant="secondary">Lägg till</Button>
				</FormActions>
			</Form>
		</Disclosure>
	);
}
