import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { PurchaseFileRow } from "../../../db/queries/checks/populations-files.ts";
import { paths } from "../../../src/paths/paths.ts";
import { fileState } from "../../../src/checks/populations/columns.ts";
import type { UploadChoices } from "../../../src/checks/populations/import/upload-choices.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { StateBadge } from "../../ui/badge.tsx";
import { Button } from "../../ui/button.tsx";
import { ConfidentialNote } from "../../ui/confidential-note.tsx";
import { FileField, SelectField } from "../../ui/field.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import { type FormState, valueIn } from "../../ui/form-state.ts";
import { Link } from "../../ui/link.tsx";
import { List } from "../../ui/list.tsx";
import { Section } from "../../ui/section.tsx";

export interface PurchasesPageProps {
	shell: Partial<LayoutProps>;
	list: ListShown<PurchaseFileRow>;
	/** Null for whoever may only look. */
	upload: UploadChoices | null;
	form: FormState;
}

export function PurchasesPage(props: PurchasesPageProps) {
	return (
		<Layout
			{...props.shell}
			title="Inköp"
			lead={
				<>
					Månadens inköp, och fakturorna för inhyrd personal, läses in från ekonomisystemet. Ur dem fryses populationen
					som stickprovet dras ur. Vad ekonomisystemets koder betyder står bland{" "}
					<Link href={paths.unitCodes()}>enhetskoderna</Link>. Reglerna över alla rader ger{" "}
					<Link href={paths.ledgerHits()}>träffar</Link> att bedöma.
				</>
			}
		>
			{props.upload ? <UploadForm choices={props.upload} form={props.form} /> : null}
			<Section title="Inlästa filer">
				<List
					list={props.list}
					noun="filer"
					caption="Inlästa filer"
					href={(file) => paths.purchaseFile(file.id)}
					cells={{ state: (file) => <FileBadge file={file} /> }}
					empty="Ingen fil är inläst ännu."
				/>
			</Section>
		</Layout>
	);
}

function FileBadge({ file }: { file: PurchaseFileRow }) {
	const standing = file.drawn_at === null ? "info" : "ok";
	const tone = file.successor_id === null ? standing : "none";
	return <StateBadge tone={tone} label={`${fileState(file)}${file.edition ? `, utgåva ${file.edition}` : ""}`} />;
}

function UploadForm({ choices, form }: { choices: UploadChoices; form: FormState }) {
	const { errors } = form;
	return (
		<Section title="Läs in en fil">
			<Form action={paths.purchasesPreview()} multipart errors={errors}>
				{choices.controls.length > 0 ? (
					<SelectField
						name="control_id"
						label="Kontrollmoment"
						options={choices.controls}
						placeholder="Välj"
						value={valueIn(form, "control_id")}
						error={errors.control_id}
					/>
				) : null}
				<SelectField
					name="period_key"
					label="Period"
					help="Perioder vars population redan är fryst visas inte. En rättad fil läses in från populationens sida."
					options={choices.periods}
					value={valueIn(form, "period_key") || choices.suggested}
					error={errors.period_key}
					width="medium"
				/>
				<FileField
					name="file"
					label="Fil"
					help="CSV, Excel (xlsx), OpenDocument (ods), SIE 4 eller öppna data som JSON. Filen visas först; inget sparas förrän du bekräftar."
					accept=".csv,.txt,.tsv,.xlsx,.ods,.json,.se,.si,.sie,text/csv,text/plain,application/json"
					error={errors.file}
				/>
				<ConfidentialNote kind="patient" />
				<FormActions>
					<Button>Förhandsgranska</Button>
				</FormActions>
			</Form>
		</Section>
	);
}
