import type { Period } from "../../../db/queries/report/periods.ts";
import { WRITTEN_IN } from "../../../db/schema/report/governance-numbers.ts";
import type { NumbersReading } from "../../../src/report/governance/read-numbers.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfirmReading } from "../../ui/confirm-reading.tsx";
import { FileField, RadioGroup } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { countText } from "../../ui/format.ts";
import { DataTable } from "../../ui/table.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	period: Period;
	form: FormState;
}

const crumbs = (period: Period) => [
	{ href: paths.reports(), label: "Rapporter" },
	{ href: paths.governance(period.id), label: `Styrning, ${period.name}` },
];

/** Where a file of budget, outcome and forecast is handed in. */
export function NumbersUploadPage({ shell, period, form }: Props) {
	return (
		<Layout
			{...shell}
			title="Läs in tal ur en fil"
			crumbs={crumbs(period)}
			lead={`Filen har en rad för varje rad i planen för ${period.year}, med kolumnen Rubrik och minst en av Budget, Utfall och Prognos. Styrningens egen Excelfil kan fyllas i och läsas in här. Inget sparas förrän du har sett vad som ändras.`}
		>
			<Form action={paths.governanceFile(period.id)} errors={form.errors} multipart>
				<FileField
					name="file"
					label="Fil (.xlsx, .ods eller .csv)"
					help={`Finns samma rubrik i flera tabeller behövs också kolumnen Tabell. En kolumn kan säga sitt år, till exempel Budget ${period.year}. Tomma fält ändrar inget.`}
					error={form.errors.file}
					accept=".xlsx,.ods,.csv"
				/>
				<RadioGroup
					name="written"
					label="Beloppen i filen står i"
					value={valueIn(form, "written") || "mnkr"}
					error={form.errors.written}
					options={Object.entries(WRITTEN_IN).map(([value, label]) => ({ value, label }))}
				/>
				<FormActions cancel_href={paths.governance(period.id)}>
					<Button>Förhandsgranska</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}

/** What the file would change, row by row, before anything is written. */
export function NumbersPreviewPage(props: Props & { file_name: string; token: string; reading: NumbersReading }) {
	const { shell, period, reading, form } = props;
	const { rows, problems, unchanged } = reading;
	return (
		<Layout
			{...shell}
			title="Förhandsgranska talen"
			crumbs={[...crumbs(period), { href: paths.governanceFile(period.id), label: "Läs in tal" }]}
			lead={`${props.file_name}: ${countText(rows.length)} rader ändras, ${countText(unchanged)} är som förut.`}
		>
			<ConfirmReading
				form={form}
				problems={problems}
				refused="Filen kan inte läsas in"
				count={rows.length}
				action={paths.governanceFileConfirmation(period.id, props.token)}
				cancel_href={paths.governanceFile(period.id)}
			/>
			<DataTable
				caption="Vad som ändras"
				hide_caption
				empty="Filen ändrar inget."
				columns={[
					{ key: "title", label: "Rad i planen", primary: true },
					{ key: "at", label: "Rad i filen", align: "end" },
					{ key: "label", label: "Tal" },
					{ key: "before", label: "Förut", align: "end" },
					{ key: "after", label: "Blir", align: "end" },
				]}
				rows={rows.flatMap(({ at, title, changes }) =>
					changes.map((change) => ({ cells: { title, at: countText(at), ...change } })),
				)}
			/>
		</Layout>
	);
}
