import type { Period } from "../../../db/queries/report/periods.ts";
import { FOLLOW_UP_KINDS } from "../../../db/schema/report/words.ts";
import { paths } from "../../../src/paths/paths.ts";
import type { ReadBack, ReadRow } from "../../../src/report/workbook/read-back.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfirmReading } from "../../ui/confirm-reading.tsx";
import { DescriptionList } from "../../ui/description-list.tsx";
import { FileField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import type { FormState } from "../../ui/form-state.ts";
import { countText } from "../../ui/format.ts";
import { Section } from "../../ui/section.tsx";

interface Props {
	shell: Partial<LayoutProps>;
	period: Period;
	form: FormState;
}

const crumbs = (period: Period) => [
	{ href: paths.reports(), label: "Rapporter" },
	{ href: paths.reportPeriod(period.id), label: period.name },
];

/** Where a completed workbook is handed in. */
export function ReadBackPage({ shell, period, form }: Props) {
	return (
		<Layout
			{...shell}
			title="Läs in uppföljning ur arbetsboken"
			crumbs={crumbs(period)}
			lead="Hämta arbetsboken, fyll i status, resultat, analys och ny åtgärd på bladet Uppföljning, spara och läs in den här. Inget sparas förrän du har sett vad som ändras."
		>
			<Form action={paths.reportReading(period.id)} errors={form.errors} multipart>
				<FileField
					name="file"
					label="Ifylld arbetsbok (.xlsx)"
					help="Skriv inga uppgifter om patienter i texterna. Andra blad än Uppföljning läses inte."
					error={form.errors.file}
					accept=".xlsx"
				/>
				<FormActions>
					<Button>Förhandsgranska</Button>
				</FormActions>
			</Form>
		</Layout>
	);
}

/** What the workbook would change, row by row, before anything is written. */
export function ReadPreviewPage(props: Props & { file_name: string; token: string; reading: ReadBack }) {
	const { shell, period, reading, form } = props;
	const { rows, problems, unchanged } = reading;
	return (
		<Layout
			{...shell}
			title="Förhandsgranska inläsningen"
			crumbs={[...crumbs(period), { href: paths.reportReading(period.id), label: "Läs in uppföljning" }]}
			lead={`${props.file_name}: ${countText(rows.length)} ändras, ${countText(unchanged)} är som förut.`}
		>
			<ConfirmReading
				form={form}
				problems={problems}
				refused="Arbetsboken kan inte läsas in"
				count={rows.length}
				action={paths.reportReadingConfirmation(period.id, props.token)}
				cancel_href={paths.reportReading(period.id)}
			/>
			{rows.map((row) => (
				<ChangedRow row={row} />
			))}
		</Layout>
	);
}

function ChangedRow({ row: { at, subject, changes, note } }: { row: ReadRow }) {
	return (
		<Section title={`Rad ${at}: ${FOLLOW_UP_KINDS[subject.kind]} ${subject.title}`}>
			{note ? <p class="soft">{note}</p> : null}
			<DescriptionList
				items={changes.map(({ label, before, after }) => ({
					term: label,
					value: before === "" ? after : `${after || "(tomt)"} (förut: ${before})`,
					wide: true,
				}))}
			/>
		</Section>
	);
}
