import type { CostRow } from "../../../../db/queries/checks/own-forms/material-costs.ts";
import type { Run } from "../../../../db/queries/checks/runs.ts";
import { formatOccurrence } from "../../../../src/ground/calendar/occurrence.ts";
import { paths } from "../../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../../layout.tsx";
import { StateBadge } from "../../../ui/badge.tsx";
import { Button, ButtonLink } from "../../../ui/button.tsx";
import { ConfidentialNote } from "../../../ui/confidential-note.tsx";
import { TextArea } from "../../../ui/field.tsx";
import { Flash } from "../../../ui/flash.tsx";
import { FieldSet, Form, FormActions } from "../../../ui/form.tsx";
import type { FormState } from "../../../ui/form-state.ts";
import { countText, kronorText } from "../../../ui/format.ts";
import { Section } from "../../../ui/section.tsx";
import { DataTable } from "../../../ui/table.tsx";

export interface CostsPageProps {
	shell: Partial<LayoutProps>;
	run: Run;
	rows: readonly CostRow[];
	editable: boolean;
	form: FormState;
}

/** A month's material costs of one unit: what stands out is explained before the run is signed. */
export function CostsPage(props: CostsPageProps) {
	const { run, rows } = props;
	const marked = rows.filter((row) => row.is_marked === 1);
	const left = marked.filter((row) => row.comment === "").length;
	return (
		<Layout
			{...props.shell}
			title="Materialkostnader"
			lead={`${run.unit_name}, ${formatOccurrence(run.period_key)}`}
			crumbs={[
				{ href: paths.runs(), label: "Kontrolltillfällen" },
				{ href: paths.run(run.id), label: `${run.control_title}, ${run.unit_name}` },
			]}
			main_action={
				props.editable && rows.length > 0 && left === 0 ? (
					<ButtonLink href={paths.runSignature(run.id)}>Skriv resultat och signera</ButtonLink>
				) : null
			}
		>
			<Status rows={rows} marked={marked.length} left={left} />
			{props.editable && marked.length > 0 ? <Comments {...props} rows={marked} /> : null}
			<Section title="Alla konton">
				<Accounts rows={rows} />
			</Section>
		</Layout>
	);
}

function Status({ rows, marked, left }: { rows: readonly CostRow[]; marked: number; left: number }) {
	if (rows.length === 0) {
		return (
			<Flash
				tone="info"
				announce={false}
				text="Månadens kontosaldon är inte inlästa för enheten. Controllern läser in dem."
			/>
		);
	}
	if (marked === 0) return <Flash tone="info" announce={false} text="Inget konto avviker över gränserna." />;
	const said = left === 0 ? "Alla är kommenterade." : `${countText(left)} saknar kommentar.`;
	return (
		<Flash tone={left === 0 ? "info" : "warn"} announce={false} text={`${countText(marked)} konton avviker. ${said}`} />
	);
}

function Comments({ run, rows, form }: CostsPageProps) {
	const typed = [form.values.comment ?? []].flat();
	return (
		<Section title="Konton att kommentera">
			<Form action={paths.runCosts(run.id)} errors={form.errors} unsaved>
				{rows.map((row, index) => (
					<FieldSet legend={`${row.account} ${row.account_text}`} help={comparison(row)}>
						<input type="hidden" name="row" value={row.id} />
						<input type="hidden" name="seen" value={String(row.version)} />
						<TextArea
							name="comment"
							scope={row.account}
							label={`Vad beror skillnaden på, konto ${row.account}?`}
							optional="silent"
							rows={2}
							value={typed[index] ?? row.comment}
						/>
					</FieldSet>
				))}
				<ConfidentialNote kind="both" />
				<FormActions cancel_href={paths.run(run.id)}>
					<Button large>Spara kommentarerna</Button>
				</FormActions>
			</Form>
		</Section>
	);
}

function Accounts({ rows }: { rows: readonly CostRow[] }) {
	return (
		<DataTable
			caption="Månaden mot samma månad i fjol och mot budget"
			hide_caption
			empty="Inga konton."
			columns={[
				{ key: "account", label: "Konto" },
				{ key: "amount", label: "Utfall", align: "end" },
				{ key: "last_year", label: "Samma månad i fjol", align: "end" },
				{ key: "budget", label: "Budget", align: "end" },
				{ key: "state", label: "Kommentar" },
			]}
			rows={rows.map((row) => ({
				cells: {
					account: `${row.account} ${row.account_text}`,
					amount: kronorText(row.amount_ore),
					last_year: known(row.last_year_ore),
					budget: known(row.budget_ore),
					state: <Comment row={row} />,
				},
			}))}
		/>
	);
}

function Comment({ row }: { row: CostRow }) {
	if (row.is_marked === 0) return <>Inom gränserna</>;
	if (row.comment === "") return <StateBadge tone="warn" label="Saknar kommentar" />;
	return <>{`${row.comment} (${row.commented_by_name})`}</>;
}

function comparison(row: CostRow): string {
	return `Utfall ${kronorText(row.amount_ore)}. I fjol ${known(row.last_year_ore)}, budget ${known(row.budget_ore)}.`;
}

function known(ore: number | null): string {
	return ore === null ? "uppgift saknas" : kronorText(ore);
}
