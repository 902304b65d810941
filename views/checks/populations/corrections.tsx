import type { Correction } from "../../../db/queries/checks/populations-corrections.ts";
import type { Population } from "../../../db/queries/checks/populations.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Button } from "../../ui/button.tsx";
import { Disclosure } from "../../ui/disclosure.tsx";
import { FileField } from "../../ui/field.tsx";
import { Flash } from "../../ui/flash.tsx";
import { Form, FormActions } from "../../ui/form.tsx";
import type { FormState } from "../../ui/form-state.ts";
import { dateTimeText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { Section } from "../../ui/section.tsx";
import { DataTable } from "../../ui/table.tsx";

/** Which population this one replaced, and which has replaced it. */
export function Succession({ population, replaces }: { population: Population; replaces: Correction | undefined }) {
	return (
		<>
			{population.successor_id ? (
				<Flash tone="warn" announce={false} heading="Populationen är ersatt">
					<p>
						En rättad fil kom innan stickprovet drogs. Stickprovet dras ur{" "}
						<Link href={paths.population(population.successor_id)}>den nya populationen</Link>.
					</p>
				</Flash>
			) : null}
			{replaces ? (
				<Flash tone="info" announce={false} heading="Populationen ersätter en tidigare">
					<p>
						{`${replaces.reason} `}
						<Link href={paths.population(replaces.population_id)}>Visa den tidigare</Link>
					</p>
				</Flash>
			) : null}
		</>
	);
}

/** Corrected files that have come, each with its reason. */
export function Corrections({ corrections, may_see_file }: { corrections: Correction[]; may_see_file: boolean }) {
	if (corrections.length === 0) return null;
	return (
		<Section title="Rättade filer">
			<DataTable
				caption="Rättade filer"
				hide_caption
				columns={[
					{ key: "file", label: "Fil" },
					{ key: "edition", label: "Utgåva" },
					{ key: "at", label: "Inläst" },
					{ key: "reason", label: "Skäl" },
					{ key: "outcome", label: "Följd" },
				]}
				rows={corrections.map((one) => ({
					href: may_see_file ? paths.purchaseFileChanges(one.file_id) : null,
					cells: {
						file: one.file_name,
						edition: String(one.edition),
						at: `${dateTimeText(one.corrected_at)} av ${one.corrected_by}`,
						reason: one.reason,
						outcome: one.successor_id ? "Ny population" : "Populationen står fast",
					},
				}))}
			/>
		</Section>
	);
}

/**
 * The upload form for a corrected file. It stands on the page of the population it corrects, so that no other one is replaced
 * by mistake.
 */
export function CorrectedFileForm({ population, form }: { population: Population; form: FormState }) {
	const { errors } = form;
	return (
		<Section title="Rättad fil">
			<Disclosure summary="Läs in en rättad fil för perioden" open={Object.keys(errors).length > 0}>
				<Form action={paths.purchasesPreview()} multipart scope="rattad" errors={errors}>
					<input type="hidden" name="period_key" value={population.period_key} />
					<input type="hidden" name="control_id" value={population.control_id} />
					<input type="hidden" name="corrects" value={population.id} />
					<FileField
						name="file"
						scope="rattad"
						label="Fil"
						help="Skillnaden mot den frysta populationen visas först. Inget sparas förrän du bekräftar."
						accept=".csv,.txt,.tsv,.xlsx,.json,.se,.si,.sie,text/csv,text/plain,application/json"
						error={errors.file}
					/>
					<FormActions>
						<Button>Visa skillnaden</Button>
					</FormActions>
				</Form>
			</Disclosure>
		</Section>
	);
}
