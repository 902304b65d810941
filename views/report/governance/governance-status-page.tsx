import type { GovernanceRow } from "../../../db/queries/report/governance.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { GOVERNANCE_KINDS, GOVERNANCE_STATUSES } from "../../../db/schema/report/words.ts";
import { STATUS_FIELDS } from "../../../src/report/governance/columns.ts";
import { paths } from "../../../src/paths/paths.ts";
import { SealedNote } from "../periods/period-nav.tsx";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { NumberField, RadioGroup, TextArea } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn, versionOf } from "../../ui/form-state.ts";
import { formatMillions } from "../../../src/ground/calendar/stockholm.ts";
import { NewerValues } from "../../ui/newer-values.tsx";
import { GovernanceBadge } from "./governance-page.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	period: Period;
	row: GovernanceRow;
	sealed: boolean;
	may_edit: boolean;
	form?: FormState | undefined;
}

const millions = (ore: number | null | undefined) => (ore === null || ore === undefined ? null : formatMillions(ore));

/** One goal, assignment or budget in one report. */
export function GovernanceStatusPage(props: Props) {
	const { period, row } = props;
	return (
		<Layout
			{...props.shell}
			title={row.title}
			crumbs={[
				{ href: paths.reports(), label: "Rapporter" },
				{ href: paths.governance(period.id), label: `Styrning, ${period.name}` },
			]}
		>
			<SealedNote sealed={props.sealed} period_id={period.id} />
			<DescriptionList
				items={[
					{ term: "Slag", value: GOVERNANCE_KINDS[row.kind] },
					{ term: "Ansvarig", value: row.owner },
					{ term: "Status", value: <GovernanceBadge row={row} /> },
					...(row.kind === "economy"
						? [
								{ term: "Budget", value: millions(row.budget_ore) },
								{ term: "Utfall", value: millions(row.reported?.outcome_ore) },
							]
						: []),
					{ term: "Indikatorer eller delar", value: row.details, wide: true },
					{ term: "Kommentar", value: row.reported?.comment, wide: true },
				]}
			/>
			{props.may_edit ? <StatusForm {...props} /> : null}
		</Layout>
	);
}

function StatusForm({ period, row, form }: Props) {
	const { reported } = row;
	const outcome = reported?.outcome_ore;
	const saved = {
		status: reported?.status ?? "",
		comment: reported?.comment ?? "",
		outcome: outcome === null || outcome === undefined ? "" : String(Math.round(outcome / 100)),
	};
	const state: FormState = form ?? { values: saved, errors: {} };
	const version = versionOf(state, reported?.version ?? 0);
	const field = (name: keyof typeof STATUS_FIELDS) => ({
		name,
		label: STATUS_FIELDS[name].label,
		value: valueIn(state, name),
		error: state.errors[name],
	});
	return (
		<Form action={paths.governanceStatus(period.id, row.id)} errors={state.errors} version={version} unsaved>
			<NewerValues form={state} current={saved} fields={STATUS_FIELDS} />
			<RadioGroup
				{...field("status")}
				layout="inline"
				options={Object.entries(GOVERNANCE_STATUSES).map(([value, label]) => ({ value, label }))}
			/>
			<TextArea {...field("comment")} optional />
			{row.kind === "economy" ? <NumberField {...field("outcome")} unit="kr" optional /> : null}
			<FormActions cancel_href={paths.governance(period.id)}>
				<Button>Spara statusen</Button>
			</FormActions>
		</Form>
	);
}
